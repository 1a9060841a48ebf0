import type { JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IFigures } from "@rosenblatt/jupyterlab-plotly";

const plugin: JupyterFrontEndPlugin<void> = {
  id: "@rosenblatt/jupyterlab-runs:plugin",
  description: "Training runs in JupyterLab: live curves, controls, comparison, hyper-parameters.",
  autoStart: true,
  requires: [IFigures],
  activate: () => {},
};

export default plugin;
