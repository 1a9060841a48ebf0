import { Token } from "@lumino/coreutils";
import type { Widget } from "@lumino/widgets";
import type { Figure } from "./figure.js";

/** A place for a Plotly figure, drawn in the colours of JupyterLab's theme. */
export interface FigureWidget extends Widget {
  /** Draws a figure into what is there; resolves when it, or one that came after it, is drawn. */
  draw(figure: Figure): Promise<void>;
  /** What is drawn as a PNG, as a `data:` address, at twice its size on the page. */
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
