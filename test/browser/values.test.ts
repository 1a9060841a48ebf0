import { expect, jest, test } from "@jest/globals";
import { chromium, inLab } from "./in-lab.js";

jest.setTimeout(240_000);

const withBrowser = chromium || process.env.CI ? test : test.skip;

withBrowser("values of all kinds show themselves in JupyterLab, light and dark", () =>
  inLab("test/browser/fixtures/values.ipynb", async (lab) => {
    // The whole notebook at once.
    await lab.page.setViewportSize({ width: 1100, height: 5600 });
    await lab.theme("Light");
    await lab.command("notebook:run-all-cells");
    await lab.says("written by JavaScript");
    await lab.idle();
    await lab.screenshot("values-light");
    await lab.theme("Dark");
    await lab.screenshot("values-dark");
    expect(lab.errors).toEqual([]);
  }),
);
