import { homedir } from "node:os";
import { join } from "node:path";

/** Where a kernel spec goes: for the user, or below an environment's prefix. */
export type Target = { readonly user: true } | { readonly prefix: string };

/** The folder that holds the kernel specs of `target`, as jupyter_core has it. */
export function kernelsFolder(target: Target, environment = process.env): string {
  if ("prefix" in target) return join(target.prefix, "share", "jupyter", "kernels");
  return join(userDataFolder(environment), "kernels");
}

/** Jupyter's data folder of the user. JUPYTER_DATA_DIR comes first. */
export function userDataFolder(environment: NodeJS.ProcessEnv): string {
  const { JUPYTER_DATA_DIR, APPDATA, XDG_DATA_HOME } = environment;
  if (JUPYTER_DATA_DIR) return JUPYTER_DATA_DIR;
  if (process.platform === "darwin") return join(homedir(), "Library", "Jupyter");
  if (process.platform === "win32" && APPDATA) return join(APPDATA, "jupyter");
  return join(XDG_DATA_HOME || join(homedir(), ".local", "share"), "jupyter");
}

/** The prefix of the Python environment that is active. Throws an `Error` if none is. */
export function activePrefix(environment = process.env): string {
  const prefix = environment.VIRTUAL_ENV || environment.CONDA_PREFIX;
  if (prefix) return prefix;
  throw new Error(
    "Cannot find the environment: expected VIRTUAL_ENV or CONDA_PREFIX, got neither; " +
      "activate an environment or name its folder with --prefix",
  );
}
