import { Token } from "@lumino/coreutils";
import type { Workbench } from "./workbench.js";

/** All training runs that JupyterLab knows; read when they are first asked for. */
export interface IRuns {
  workbench(): Promise<Workbench>;
}

/** What an extension requires to know of training runs. */
export const IRuns = new Token<IRuns>(
  "@rosenblatt/jupyterlab-runs:IRuns",
  "Training runs of all kernels and files.",
);
