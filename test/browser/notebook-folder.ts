import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "../lab/started-lab.js";

/**
 * A copy of one notebook, its text changed by `edit`, in a folder of its own, where JupyterLab may
 * save it as it likes.
 */
export function notebookFolder(notebook: string, edit: (text: string) => string): string {
  const name = basename(notebook);
  const folder = join(root, "output/notebooks", name.replace(".ipynb", ""));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), edit(readFileSync(join(root, notebook), "utf8")));
  return folder;
}
