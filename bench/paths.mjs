import { join } from "node:path";
import { lab, root } from "../scripts/setup/paths.mjs";

/** What only the benchmarks install, and what they write while they run; git ignores it. */
export const benchLab = join(lab, "bench");

/** The Python environment of the client, ipykernel and PyTorch. */
export const benchVenv = join(benchLab, "venv");

/** Its interpreter. */
export const benchPython = join(
  benchVenv,
  process.platform === "win32" ? "Scripts/python.exe" : "bin/python",
);

/** This folder. */
export const here = join(root, "bench");
