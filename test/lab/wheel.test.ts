import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { root } from "./started-lab.js";

/** Python with JupyterLab in it, and without these extensions. */
const python = process.env.ROSENBLATT_PYTHON!;

test("JupyterLab finds every extension in what the wheel installs", () => {
  execFileSync(process.execPath, [join(root, "scripts/wheel.mjs")]);
  const [wheel] = readdirSync(join(root, "output/wheel"));
  const home = mkdtempSync(join(tmpdir(), "rosenblatt-wheel-"));
  try {
    // pip puts a wheel's data into the environment as they lie in it.
    execFileSync(python, ["-m", "zipfile", "-e", join(root, "output/wheel", wheel!), home]);
    const data = readdirSync(home).find((name) => name.endsWith(".data"))!;
    const env = { ...process.env, JUPYTER_PATH: join(home, data, "data/share/jupyter") };
    const listing = spawnSync(python, ["-m", "jupyterlab.labextensions", "list"], { env });
    const text = `${listing.stdout}${listing.stderr}`;
    const built = readdirSync(join(root, "share/jupyter/labextensions/@rosenblatt"));
    for (const name of built) {
      expect(text).toMatch(new RegExp(`@rosenblatt/${name} v0\\.1\\.0 .*enabled.*OK`));
    }
  } finally {
    rmSync(home, { recursive: true });
  }
});
