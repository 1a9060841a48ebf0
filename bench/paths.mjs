import { join } from "node:path";
import { lab, root } from "../scripts/setup/paths.mjs";

/** What only the benchmarks install, and what they write while they run; git ignores it. */
export const benchLab = join(lab, "bench");

/** The Python environment of the client and ipykernel. */
export const benchVenv = join(benchLab, "venv");

/** Its interpreter. */
export const benchPython = pythonOf(benchVenv);

/** The Python environment of a framework that trains. */
export function venvOf(framework) {
  return join(benchLab, `venv-${framework}`);
}

/** A Python environment's interpreter. */
export function pythonOf(venv) {
  return join(venv, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
}

/** This folder. */
export const here = join(root, "bench");
