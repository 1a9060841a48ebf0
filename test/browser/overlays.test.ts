import { expect } from "@jest/globals";
import { inLab, withBrowser } from "./in-lab.js";
import type { LabPage } from "./lab-page.js";

const marks = ".rosenblatt-Figure .scatterlayer .trace:has(.js-fill)";

/** The opacity of what can be seen of things. */
function opacities(lab: LabPage): Promise<string[]> {
  return lab.page
    .locator(marks)
    .evaluateAll((traces) => traces.map((trace) => getComputedStyle(trace).opacity));
}

withBrowser("overlays tell, fade and switch classes in JupyterLab, light and dark", () =>
  inLab("test/browser/fixtures/overlays.ipynb", async (lab) => {
    await lab.theme("Light");
    await lab.run("overlays");
    await lab.figure();
    await lab.idle();
    const shown = await opacities(lab);
    expect(shown.length).toBeGreaterThan(8);
    expect(new Set(shown)).toEqual(new Set(["0.6"]));

    const fill = lab.page.locator(`${marks} .js-fill`).first();
    const box = (await fill.boundingBox())!;
    await lab.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const told = lab.page.locator(".rosenblatt-Figure .hoverlayer .hovertext");
    await told.waitFor();
    expect(await told.textContent()).toMatch(/^[A-Z][\w/ -]+, \d+ × \d+ pixels, area \d+$/);
    await lab.screenshot("overlays-light");

    const [rail] = await lab.page.locator(".slider-rail-touch-rect").all();
    const bar = (await rail!.boundingBox())!;
    await lab.page.mouse.click(bar.x + bar.width - 2, bar.y + bar.height / 2);
    await lab.page.waitForFunction((marks) => {
      const mark = document.querySelector(marks);
      return mark && getComputedStyle(mark).opacity === "1";
    }, marks);

    await lab.page.locator(".legend .legendtoggle").first().click();
    await lab.page.waitForFunction(
      ([marks, before]) => document.querySelectorAll(marks).length < before,
      [marks, shown.length] as const,
    );
    await lab.theme("Dark");
    await lab.page.waitForSelector("#jupyterlab-splash", { state: "detached" });
    await lab.screenshot("overlays-dark");
    expect(lab.errors).toEqual([]);
  }),
);
