import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IThemeManager } from "@jupyterlab/apputils";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { plotlyMime } from "./figure.js";
import { RenderedFigure } from "./rendered-figure.js";

/** Shows outputs that carry a Plotly figure, in the colours of JupyterLab's theme. */
const plugin: JupyterFrontEndPlugin<void> = {
  id: "@rosenblatt/jupyterlab-plotly:renderer",
  description: "Renders Plotly figures in JupyterLab's light and dark themes.",
  autoStart: true,
  requires: [IRenderMimeRegistry],
  optional: [IThemeManager],
  activate: (_: JupyterFrontEnd, rendermime: IRenderMimeRegistry, themes: IThemeManager | null) => {
    const createRenderer = () => new RenderedFigure({ themeChanged: themes?.themeChanged });
    // The lowest rank is preferred: a figure's picture or text is for clients without Plotly.
    rendermime.addFactory({ safe: true, mimeTypes: [plotlyMime], createRenderer }, 0);
  },
};

export default plugin;
