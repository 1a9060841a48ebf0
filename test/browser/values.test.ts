import { expect } from "@jest/globals";
import { inLab, withBrowser } from "./in-lab.js";
import type { LabPage } from "./lab-page.js";

/** The text of the opened row of a tree, before and after a click on its head. */
async function opened(lab: LabPage, head: string): Promise<boolean[]> {
  const details = lab.page.locator("details", {
    has: lab.page.locator(":scope > summary", { hasText: head }),
  });
  const isOpen = () => details.last().evaluate((element) => (element as HTMLDetailsElement).open);
  const before = await isOpen();
  await details.last().locator("> summary").click();
  return [before, await isOpen()];
}

/** How long each stroke of a drawing is drawn, in milliseconds; nothing where none moves. */
function strokes(lab: LabPage): Promise<unknown[]> {
  return lab.page
    .locator(".rosenblatt-pen path")
    .evaluateAll((paths) =>
      paths.flatMap((path) =>
        path.getAnimations().map((each) => each.effect!.getTiming().duration),
      ),
    );
}

withBrowser("values of all kinds show themselves in JupyterLab, light and dark", () =>
  inLab("test/browser/fixtures/values.ipynb", async (lab) => {
    // The whole notebook at once.
    await lab.page.setViewportSize({ width: 1100, height: 5200 });
    await lab.theme("Light");
    await lab.command("notebook:run-all-cells");
    const written = ".jp-OutputArea-output:has-text('written by JavaScript')";
    for (const drawn of [
      ".vega-embed canvas, .vega-embed svg",
      ".rosenblatt-Figure .main-svg",
      written,
    ]) {
      await lab.page.waitForSelector(drawn, { timeout: 120_000 });
    }
    await lab.idle();
    expect(await opened(lab, "layers")).toEqual([false, true]);
    expect(await opened(lab, "rows 20")).toEqual([false, true]);
    await opened(lab, "rows 20");
    expect(await lab.output("environment")).toContain("••••••");
    expect(await lab.output("environment")).not.toContain("must-not-be-seen");
    const picture = lab.page.locator(".jp-RenderedImage img").first();
    expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(96);
    // 6 along two sides, back over 3.2, and 3 down.
    expect(await strokes(lab)).toEqual([990, 490]);
    await lab.page.emulateMedia({ reducedMotion: "reduce" });
    expect(await strokes(lab)).toEqual([]);
    await lab.screenshot("values-light");
    await lab.theme("Dark");
    await lab.screenshot("values-dark");
    expect(lab.errors).toEqual([]);
  }),
);
