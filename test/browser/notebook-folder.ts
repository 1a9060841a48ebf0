import { cpSync, mkdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "../lab/started-lab.js";

/** A copy of one notebook in a folder of its own, where JupyterLab may save it as it likes. */
export function notebookFolder(notebook: string): string {
  const name = basename(notebook);
  const folder = join(root, "output/notebooks", name.replace(".ipynb", ""));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, notebook), join(folder, name));
  return folder;
}
