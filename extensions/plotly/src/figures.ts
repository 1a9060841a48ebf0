import { Token } from "@lumino/coreutils";
import type { Widget } from "@lumino/widgets";
import type { Figure } from "./figure.js";
import type { Line } from "./move-lines.js";

/** A place for a Plotly figure, drawn in the colours of JupyterLab's theme. */
export interface FigureWidget extends Widget {
  /** Draws a figure into what is there; resolves when it, or one that came after it, is drawn. */
  draw(figure: Figure): Promise<void>;
  /**
   * Moves lines of what is drawn, by the index of their trace, many times a second: axes and all
   * else stay as they are. Returns false where an axis would no longer fit: then draw.
   */
  moveLines(lines: readonly (Line | undefined)[]): boolean;
  /** What is drawn as a PNG, as a `data:` address, on the page's paper and at twice its size. */
  picture(): Promise<string>;
}

/** Draws Plotly figures for other extensions; Plotly is fetched with the first of them. */
export interface IFigures {
  create(): FigureWidget;
}

/** What an extension requires to draw figures. */
export const IFigures = new Token<IFigures>(
  "@rosenblatt/jupyterlab-plotly:IFigures",
  "Draws Plotly figures in the colours of JupyterLab's theme.",
);
