import { basename } from "node:path";

/**
 * Opens JupyterLab in a browser that remembers nothing; resolves to the page, to how many
 * milliseconds went by from the navigation until it was restored and its splash gone, and to the
 * names of the files of JavaScript that it fetched of this repository's extensions.
 */
export async function openLab(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 } });
  const page = await context.newPage();
  const fetched = new Set();
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (/\/@rosenblatt\/[^/]+\/static\/.*\.js$/.test(pathname)) fetched.add(basename(pathname));
  });
  await page.goto(`${address}?reset`, { waitUntil: "domcontentloaded" });
  await page.waitForFunction(() => window.jupyterapp?.restored);
  const milliseconds = await page.evaluate(async () => {
    await window.jupyterapp.restored;
    while (document.querySelector("#jupyterlab-splash")) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now();
  });
  return { page, milliseconds, fetched, close: () => context.close() };
}
