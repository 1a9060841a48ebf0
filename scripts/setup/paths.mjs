import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The clone. */
export const root = resolve(fileURLToPath(import.meta.url), "../../..");

/** What set-up and a running server write, outside of build outputs; git ignores it. */
export const lab = resolve(process.env.ROSENBLATT_LAB || join(root, ".lab"));

/** The private Python environment. */
export const venv = join(lab, "venv");

/** Its interpreter. */
export const python = join(
  venv,
  process.platform === "win32" ? "Scripts/python.exe" : "bin/python",
);

/** What a server leaves about itself while it runs. */
export const runtime = join(lab, "runtime");

/** Logs of the set-up's steps and of the server. */
export const logs = join(lab, "log");
