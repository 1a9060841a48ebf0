import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "../../scripts/setup/paths.mjs";
import { openLab } from "./lab-page.mjs";
import { extensions } from "./lab-server.mjs";

/**
 * What JupyterLab fetches of each extension when it starts, and what only when it is used:
 * `{ name, start, later }`, each `{ bytes, zipped }` of JavaScript.
 */
export async function bundleSizes(browser, { address }) {
  const { page, fetched, close } = await openLab(browser, address);
  await page.waitForLoadState("networkidle");
  await close();
  return extensions.map((name) => {
    const folder = join(root, "share/jupyter/labextensions", name, "static");
    const files = readdirSync(folder).filter((file) => file.endsWith(".js"));
    const sum = (chosen) => sizes(chosen.map((file) => readFileSync(join(folder, file))));
    return {
      name,
      start: sum(files.filter((file) => fetched.has(file))),
      later: sum(files.filter((file) => !fetched.has(file))),
    };
  });
}

function sizes(contents) {
  return {
    bytes: contents.reduce((sum, { length }) => sum + length, 0),
    zipped: contents.reduce((sum, content) => sum + gzipSync(content).length, 0),
  };
}
