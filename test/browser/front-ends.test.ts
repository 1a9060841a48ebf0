import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "@jest/globals";
import { root } from "../lab/started-lab.js";
import { inLab, withBrowser } from "./in-lab.js";
import type { LabPage } from "./lab-page.js";

const notebook = "test/browser/fixtures/front-ends.ipynb";
const folder = join(root, "output/notebooks/front-ends");
const patience = { timeout: 120_000 };

/** Runs every cell, and waits for what the last one gives. */
async function runAll(lab: LabPage): Promise<void> {
  await lab.command("notebook:run-all-cells");
  await lab.page.getByText("trained 3 epochs").waitFor(patience);
}

withBrowser("without the extensions, JupyterLab shows figures as pictures, and nbconvert too", () =>
  inLab(
    notebook,
    async (lab) => {
      await runAll(lab);
      // What is drawn by hand, and the curves of a run; widgets are ipywidgets' own.
      expect(await lab.page.locator(".jp-OutputArea img[src^='data:image/png']").count()).toBe(2);
      expect(await lab.page.locator(".rosenblatt-Figure").count()).toBe(0);
      await lab.page.locator(".widget-slider").waitFor(patience);
      await lab.page.getByRole("progressbar").first().waitFor(patience);
      await lab.screenshot("front-ends-bare");
      await lab.page.evaluate(() => window.jupyterapp!.commands.execute("docmanager:save"));
      expect(lab.errors).toEqual([]);

      // A page that nbconvert makes needs no program to be read.
      const python = process.env.ROSENBLATT_PYTHON!;
      const args = ["-m", "nbconvert", "--to", "html", join(folder, "front-ends.ipynb")];
      execFileSync(python, args, { stdio: "pipe" });
      const context = await lab.page.context().browser()!.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(pathToFileURL(join(folder, "front-ends.html")).href);
      const pictures = page.locator(".jp-OutputArea img");
      expect(await pictures.count()).toBe(2);
      const widths = pictures.evaluateAll((all) => all.map((each) => each.clientWidth));
      for (const width of await widths) expect(width).toBeGreaterThan(300);
      await page.getByText("trained 3 epochs").waitFor(patience);
      await page.screenshot({ path: join(root, "output/screenshots/front-ends-nbconvert.png") });
    },
    { extended: false },
  ),
);

withBrowser("Notebook 7 has the same figures, widgets, runs and slides", () =>
  inLab(notebook, async (lab) => {
    await lab.page.goto(new URL("/notebooks/front-ends.ipynb", lab.page.url()).href);
    await lab.page.waitForFunction(() => window.jupyterapp?.restored);
    await lab.idle();
    await runAll(lab);
    await lab.page.locator(".rosenblatt-Figure .main-svg").first().waitFor(patience);
    await lab.page.locator(".widget-slider").waitFor(patience);
    await lab.screenshot("front-ends-notebook-7");
    await lab.command("rosenblatt-slides:show");
    await lab.page.getByText("Slide 1 of 1").waitFor(patience);
    await lab.page.getByRole("button", { name: "Close the slides" }).click();
    await lab.page.waitForSelector(".rosenblatt-Slides", { state: "detached" });
    // This one Notebook 7.6 has by itself: its shortcuts look for their settings before they are there.
    const own = "TypeError: Cannot read properties of undefined (reading 'schema')";
    expect(lab.errors.filter((error) => error !== own)).toEqual([]);
  }),
);
