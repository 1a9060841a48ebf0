import { expect } from "@jest/globals";
import type { Locator } from "playwright-core";
import { inLab, withBrowser } from "./in-lab.js";
import type { LabPage } from "./lab-page.js";

const patience = { timeout: 60_000 };

/** The widgets that a cell shows. */
function cell(lab: LabPage, index: number): Locator {
  return lab.page.locator(".jp-Notebook .jp-Cell").nth(index);
}

/** The slider with a label. */
function slider(lab: LabPage, label: string): { handle: Locator; readout: Locator } {
  const row = lab.page.locator(".widget-slider").filter({
    has: lab.page.locator(`.widget-label:text-is("${label}")`),
  });
  return { handle: row.locator(".noUi-handle"), readout: row.locator(".widget-readout") };
}

/** Moves a slider by the keyboard, as a person does. */
async function move(lab: LabPage, label: string, key = "ArrowRight"): Promise<void> {
  await slider(lab, label).handle.focus();
  await lab.page.keyboard.press(key);
}

/** Waits until an element says something. */
async function says(element: Locator, text: string): Promise<void> {
  await element.filter({ hasText: text }).first().waitFor(patience);
}

withBrowser("widgets work in JupyterLab, survive a reload, and links outlive the kernel", () =>
  inLab("test/browser/fixtures/widgets.ipynb", async (lab) => {
    const at = (id: string) => lab.show(id);
    for (const id of ["controls", "buttons", "tabs", "interact", "any", "output", "later"]) {
      await lab.run(id);
    }

    await at("controls");
    await move(lab, "amount");
    await says(cell(lab, 0).locator(".widget-html"), "amount is 4");

    await at("buttons");
    await lab.page.click("button:has-text('Press')");
    await says(cell(lab, 1), "pressed 1 times");
    await cell(lab, 1).locator("select").selectOption("adam");
    await says(cell(lab, 1), "chose adam");

    await at("tabs");
    await cell(lab, 2).locator(".lm-TabBar-tab:has-text('Data')").click();
    await says(cell(lab, 2), "opened page 1");
    await says(cell(lab, 2), "60,000 pictures");
    await lab.screenshot("widgets-controls");

    await at("interact");
    await says(cell(lab, 3), "5 waves of sin");
    await cell(lab, 3).locator(".main-svg").first().waitFor(patience);
    await move(lab, "waves");
    await says(cell(lab, 3), "6 waves of sin");
    await cell(lab, 3).locator("select").selectOption("cos");
    await says(cell(lab, 3), "6 waves of cos");
    await cell(lab, 3).locator(".main-svg").first().waitFor(patience);
    expect(await lab.output("interact")).not.toContain("waves of sin");
    await lab.screenshot("widgets-interact");

    await at("any");
    await says(cell(lab, 4), "count 10");
    await cell(lab, 4).locator("button.count").click();
    await says(cell(lab, 4), "count 11");
    await says(cell(lab, 4), "kernel sees 11");

    await lab.run("more");
    await at("more");
    const more = cell(lab, 11);
    await move(lab, "lr");
    await says(more, "lr 0.00125");
    await slider(lab, "range").handle.last().focus();
    await lab.page.keyboard.press("ArrowRight");
    await says(more, "range [ 1, 6 ]");
    await more.locator("button:has-text('large')").click();
    await says(more, "size 64");
    await more.locator("input[type=radio]").last().check();
    await says(more, "by adam");
    await more.locator("input[type=date]").fill("2026-01-31");
    await says(more, "day Sat Jan 31 2026");
    const file = { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("its text") };
    const [chooser] = await Promise.all([
      lab.page.waitForEvent("filechooser", patience),
      more.locator("button:has-text('Upload')").click(),
    ]);
    await chooser.setFiles(file);
    await says(more, "a.txt its text");
    await more.locator("img.widget-image").waitFor(patience);
    await lab.screenshot("widgets-more");

    await lab.run("file");
    await says(cell(lab, 9).locator("b.word"), "first");
    await lab.run("saved");
    await says(cell(lab, 9).locator("b.word"), "second");

    await at("output");
    await says(cell(lab, 5), "printed inside");
    await says(cell(lab, 5), "displayed later");
    expect(await lab.output("later")).not.toContain("displayed");
    await lab.screenshot("widgets-any-output");

    await at("running");
    await lab.command("notebook:run-cell");
    await lab.busy();
    await move(lab, "rate");
    await says(cell(lab, 7), "moved to 0.51");
    await lab.page.click("button:has-text('Stop')");
    await says(cell(lab, 7), "stopped");
    await lab.idle();

    await lab.run("links");
    await lab.reload();
    await at("controls");
    await says(cell(lab, 0).locator(".widget-html"), "amount is 4");
    await move(lab, "amount");
    await says(cell(lab, 0).locator(".widget-html"), "amount is 5");
    await at("any");
    await says(cell(lab, 4), "count 11");
    await at("output");
    await says(cell(lab, 5), "displayed later");
    await lab.screenshot("widgets-reloaded");

    await at("links");
    await lab.shutdownKernel();
    await move(lab, "left");
    await says(slider(lab, "right").readout, "3");
    await lab.screenshot("widgets-links-without-kernel");
    expect(lab.errors).toEqual([]);
  }),
);
