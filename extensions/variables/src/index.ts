import type { JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IFigures } from "@rosenblatt/jupyterlab-plotly";

const plugin: JupyterFrontEndPlugin<void> = {
  id: "@rosenblatt/jupyterlab-variables:plugin",
  description:
    "A notebook's variables and tensors in JupyterLab: types, values, shapes and memory.",
  autoStart: true,
  requires: [IFigures],
  activate: () => {},
};

export default plugin;
