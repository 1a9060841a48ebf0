import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IThemeManager } from "@jupyterlab/apputils";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { ITranslator, nullTranslator } from "@jupyterlab/translation";
import { plotlyMime } from "./figure.js";
import { IFigures } from "./figures.js";
import { RenderedFigure } from "./rendered-figure.js";

export type { Figure } from "./figure.js";
export { type FigureWidget, IFigures } from "./figures.js";
export type { Line } from "./move-lines.js";

/** Shows outputs that carry a Plotly figure, in the colours of JupyterLab's theme. */
const renderer: JupyterFrontEndPlugin<void> = {
  id: "@rosenblatt/jupyterlab-plotly:renderer",
  description: "Renders Plotly figures in JupyterLab's light and dark themes.",
  autoStart: true,
  requires: [IRenderMimeRegistry],
  optional: [IThemeManager, ITranslator],
  activate: (
    _: JupyterFrontEnd,
    rendermime: IRenderMimeRegistry,
    themes: IThemeManager | null,
    translator: ITranslator | null,
  ) => {
    const createRenderer = () => figure(themes, translator);
    // The lowest rank is preferred: a figure's picture or text is for clients without Plotly.
    rendermime.addFactory({ safe: true, mimeTypes: [plotlyMime], createRenderer }, 0);
  },
};

/** Draws figures for other extensions. */
const figures: JupyterFrontEndPlugin<IFigures> = {
  id: "@rosenblatt/jupyterlab-plotly:figures",
  description: "Draws Plotly figures in the panels of other extensions.",
  autoStart: true,
  provides: IFigures,
  optional: [IThemeManager, ITranslator],
  activate: (_: JupyterFrontEnd, themes: IThemeManager | null, translator: ITranslator | null) => ({
    create: () => figure(themes, translator),
  }),
};

function figure(themes: IThemeManager | null, translator: ITranslator | null): RenderedFigure {
  const trans = (translator ?? nullTranslator).load("rosenblatt");
  return new RenderedFigure({ themeChanged: themes?.themeChanged, trans });
}

export default [renderer, figures];
