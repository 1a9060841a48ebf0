import type { JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IFigures } from "@rosenblatt/jupyterlab-plotly";

const plugin: JupyterFrontEndPlugin<void> = {
  id: "@rosenblatt/jupyterlab-model:plugin",
  description:
    "A network seen from inside in JupyterLab: its graph, weights, filters and feature maps.",
  autoStart: true,
  requires: [IFigures],
  activate: () => {},
};

export default plugin;
