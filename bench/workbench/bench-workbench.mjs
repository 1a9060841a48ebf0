import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { chromium as playwright } from "playwright-core";
import { chromium } from "../../scripts/checks/chromium.mjs";
import { ask } from "../../scripts/setup/command.mjs";
import { python } from "../../scripts/setup/paths.mjs";
import { Problem } from "../../scripts/setup/problem.mjs";
import { makePythonEnvironment } from "../../scripts/setup/python-environment.mjs";
import { benchLab, here } from "../paths.mjs";
import { bundleSizes } from "./bundle-sizes.mjs";
import { frames } from "./frames.mjs";
import { startLab } from "./lab-server.mjs";
import { startTimes } from "./start-times.mjs";

/** A notebook that trains for a while. */
const notebook = "streaming.ipynb";

/**
 * Measures what the extensions cost JupyterLab: `{ starts, bundles, frames, versions, rounds }`. Needs a
 * Chromium.
 */
export async function benchWorkbench({ rounds }) {
  const executablePath = chromium();
  if (!executablePath) throw new Problem("Cannot measure JupyterLab: it needs a Chromium.");
  await makePythonEnvironment();
  const folder = join(benchLab, "workbench");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(here, `workbench/${notebook}`), join(folder, notebook));
  const extended = await startLab("extended", { port: 9871, folder, extended: true });
  const bare = await startLab("bare", { port: 9872, folder, extended: false });
  const browser = await playwright.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const starts = await startTimes(browser, { extended, bare, rounds });
    const bundles = await bundleSizes(browser, extended);
    const drawn = await frames(browser, { ...extended, notebook });
    const versions = {
      JupyterLab: ask(python, ["-c", "import jupyterlab; print(jupyterlab.__version__)"]),
      Chromium: browser.version(),
    };
    return { starts, bundles, frames: drawn, versions, rounds };
  } finally {
    await browser.close();
    await Promise.all([extended.stop(), bare.stop()]);
  }
}
