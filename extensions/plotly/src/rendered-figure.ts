import type { IThemeManager } from "@jupyterlab/apputils";
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import type { TranslationBundle } from "@jupyterlab/translation";
import { Widget } from "@lumino/widgets";
import { type Figure, plotlyMime, readFigure } from "./figure.js";
import type { FigureWidget } from "./figures.js";
import { showHoverPictures } from "./hover-picture.js";
import { loadPlotly } from "./load-plotly.js";
import { type DrawnGraph, type Line, moveLines } from "./move-lines.js";
import { themeColors } from "./theme-colors.js";
import { themedLayout } from "./themed-layout.js";

const defaultHeight = 360;

/** What a rendered figure listens to, and speaks. */
export interface RenderedFigureOptions {
  readonly themeChanged: IThemeManager["themeChanged"] | undefined;
  readonly trans: TranslationBundle;
}

/**
 * One output with a Plotly figure. A newer figure is drawn into the one that is there; while one
 * is drawn, only the newest of those that arrive waits.
 */
export class RenderedFigure extends Widget implements IRenderMime.IRenderer, FigureWidget {
  readonly #themeChanged: RenderedFigureOptions["themeChanged"];
  readonly #trans: TranslationBundle;
  readonly #resized = new ResizeObserver(() => void this.#fit());
  #figure: Figure = {};
  #stale = false;
  #hidePicture: (() => void) | undefined;
  #drawing: Promise<void> | undefined;

  constructor({ themeChanged, trans }: RenderedFigureOptions) {
    super();
    this.addClass("rosenblatt-Figure");
    this.#themeChanged = themeChanged;
    this.#trans = trans;
    this.#themeChanged?.connect(this.#redraw, this);
    this.#resized.observe(this.node);
  }

  async renderModel({ data }: IRenderMime.IMimeModel): Promise<void> {
    try {
      await this.draw(readFigure(data[plotlyMime]));
    } catch (error) {
      this.#refuse(error);
    }
  }

  draw(figure: Figure): Promise<void> {
    this.#figure = figure;
    return this.#redraw();
  }

  moveLines(lines: readonly (Line | undefined)[]): boolean {
    const { data = [] } = this.#figure;
    const moved = data.map((trace, i) => ({ ...trace, ...lines[i] })) as typeof data;
    this.#figure = { ...this.#figure, data: moved };
    return !this.#drawing && moveLines(this.node as DrawnGraph, lines);
  }

  async picture(): Promise<string> {
    await this.#drawing;
    const { offsetWidth: width, offsetHeight: height } = this.node;
    const { data = [], layout = {} } = structuredClone(this.#figure);
    const colors = themeColors(this.node);
    const onPaper = { ...themedLayout(layout, colors), paper_bgcolor: colors.paper };
    const options = { format: "png", width, height, scale: 2 } as const;
    return (await loadPlotly()).toImage({ data, layout: onPaper }, options);
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this.#resized.disconnect();
    this.#themeChanged?.disconnect(this.#redraw, this);
    this.#hidePicture?.();
    super.dispose();
    void this.#purge();
  }

  #redraw(): Promise<void> {
    this.#stale = true;
    this.#drawing ??= this.#drawNewest().finally(() => {
      this.#drawing = undefined;
    });
    return this.#drawing;
  }

  async #drawNewest(): Promise<void> {
    const plotly = await loadPlotly();
    while (this.#stale && !this.isDisposed) {
      this.#stale = false;
      // Plotly writes into what it is given, and the notebook's own figure must stay as it is.
      const { data = [], layout = {}, config, frames } = structuredClone(this.#figure);
      this.#reserve(layout);
      const themed = themedLayout(layout, themeColors(this.node));
      await plotly.react(this.node, data, themed, { ...config, responsive: false });
      if (frames) await plotly.addFrames(this.node, frames);
      this.#hidePicture ??= showHoverPictures(this.node);
    }
  }

  /** Says in the figure's place why there is none: it may come from anybody's notebook. */
  #refuse(error: unknown): void {
    const message = document.createElement("pre");
    message.textContent = this.#trans.__("Cannot draw this figure: %1", (error as Error).message);
    this.node.replaceChildren(message);
    this.node.style.height = "";
  }

  /** Gives the figure its room: as wide as it asks for, but never wider than the cell. */
  #reserve({ width, height = defaultHeight }: { width?: number; height?: number }): void {
    this.node.style.maxWidth = width === undefined ? "" : `${width}px`;
    this.node.style.height = `${height}px`;
  }

  async #fit(): Promise<void> {
    if (!this.node.querySelector(".plot-container")) return;
    const plotly = await loadPlotly();
    if (this.node.offsetWidth > 0) await plotly.Plots.resize(this.node);
  }

  async #purge(): Promise<void> {
    if (!this.node.querySelector(".plot-container")) return;
    (await loadPlotly()).purge(this.node);
  }
}
