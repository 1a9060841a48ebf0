import { basename, join } from "node:path";
import { test } from "@jest/globals";
import { freePort, ownState, root, startLab } from "../lab/started-lab.js";
import { LabPage, launchBrowser } from "./lab-page.js";
import { notebookFolder } from "./notebook-folder.js";

/** The system's Chromium as `npm test` found it; empty when there is none. */
const chromium = process.env.CHROMIUM ?? "";

/** What is installed of others, such as the front ends of widgets. */
const othersExtensions = join(root, ".lab/venv/share/jupyter/labextensions");

/** A test in a browser: left out where there is none, but on CI, where it fails then. */
export function withBrowser(name: string, work: () => Promise<void>): void {
  (chromium || process.env.CI ? test : test.skip)(name, work);
}

/**
 * Does something with a notebook opened in JupyterLab as `npm start` serves it. Keeps a picture of
 * the page when that fails; ends the browser and the server in any case. `edit` may change the
 * notebook's text before it is opened; without `extended`, JupyterLab has none of our extensions.
 */
export async function inLab(
  notebook: string,
  work: (lab: LabPage) => Promise<void>,
  { edit = (text: string) => text, extended = true } = {},
) {
  if (!chromium) {
    throw new Error("Cannot test in a browser: expected Chromium, got none; install it.");
  }
  const { env, remove } = ownState();
  const folder = notebookFolder(notebook, edit);
  const exposed = ["--expose-app-in-browser", "--JupyterNotebookApp.expose_app_in_browser=True"];
  const options = [...exposed, `--ServerApp.root_dir=${folder}`];
  if (!extended) options.push(`--LabApp.labextensions_path=${othersExtensions}`);
  const server = await startLab(["--port", String(await freePort()), ...options], env);
  const browser = await launchBrowser(chromium);
  let page: LabPage | undefined;
  try {
    page = await LabPage.open(browser, server.address);
    await page.openNotebook(basename(notebook));
    await work(page);
  } catch (error) {
    // A page that hangs has no picture; what failed is told all the same.
    await page?.screenshot(`failed-${basename(notebook, ".ipynb")}`).catch(() => undefined);
    throw error;
  } finally {
    await browser.close();
    await server.stop();
    remove();
  }
}
