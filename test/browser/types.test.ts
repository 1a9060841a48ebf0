import { expect, jest } from "@jest/globals";
import type { Locator } from "playwright-core";
import { inLab, withBrowser } from "./in-lab.js";
import type { LabPage } from "./lab-page.js";

jest.setTimeout(240_000);

const patience = { timeout: 60_000 };

/** A cell's editor. */
function editor(lab: LabPage, index: number): Locator {
  return lab.page.locator(".jp-Notebook .jp-CodeCell").nth(index).locator(".cm-content");
}

/** What TypeScript underlines in a cell. */
function marks(lab: LabPage, index: number): Locator {
  return lab.page.locator(".jp-Notebook .jp-CodeCell").nth(index).locator(".cm-lintRange");
}

/** A word in a cell. */
function word(lab: LabPage, index: number, text: string): Locator {
  return editor(lab, index)
    .locator("span", { hasText: new RegExp(`^${text}$`) })
    .first();
}

/** Moves the pointer over something until JupyterLab tells of it, as one does on a slow page. */
async function tellOf(lab: LabPage, what: Locator, told: Locator): Promise<void> {
  for (let tries = 0; tries < 10 && !(await told.isVisible()); tries += 1) {
    await lab.page.mouse.move(5, 5);
    await what.hover();
    await told.waitFor({ timeout: 6_000 }).catch(() => undefined);
  }
  await told.waitFor();
}

withBrowser("types are checked as one types, told under the pointer, and found by F12", () =>
  inLab("test/browser/fixtures/types.ipynb", async (lab) => {
    await lab.theme("Light");
    // Nothing has run: names of other cells and of the packages are known all the same.
    await marks(lab, 1).first().waitFor(patience);
    expect(await marks(lab, 1).allTextContents()).toEqual(["wrong"]);
    const unlike = lab.page.getByText("Type 'number' is not assignable to type 'string'");
    await tellOf(lab, marks(lab, 1).first(), unlike);
    await marks(lab, 2).first().waitFor(patience);
    await tellOf(lab, marks(lab, 2).first(), lab.page.getByText("add flatten() before it").first());
    await lab.screenshot("types-error-light");

    // A mended cell is right at once; nobody ran it.
    await editor(lab, 1).click();
    await lab.page.mouse.move(5, 5);
    await lab.page.keyboard.press("Control+End");
    for (let i = 0; i < ";".length + "twice(rate)".length; i += 1) {
      await lab.page.keyboard.press("Backspace");
    }
    await lab.page.keyboard.type("String(twice(");
    const tip = lab.page.locator(".rosenblatt-Types-tip");
    await tip.filter({ hasText: "twice(value: number): number" }).waitFor(patience);
    await lab.screenshot("types-signature-light");
    await lab.page.keyboard.press("Escape");
    await tip.waitFor({ state: "detached" });
    await editor(lab, 1).click();
    await lab.page.keyboard.press("Control+End");
    await lab.page.mouse.move(5, 5);
    await lab.page.keyboard.type("rate));");
    await marks(lab, 1)
      .first()
      .waitFor({ state: "detached", ...patience });

    // A second view of the notebook comes and goes.
    await lab.command("docmanager:clone");
    await lab.page.waitForFunction(
      () => document.querySelectorAll(".jp-NotebookPanel").length === 2,
    );
    await lab.command("application:close");
    await lab.page.waitForFunction(
      () => document.querySelectorAll(".jp-NotebookPanel").length === 1,
    );

    await lab.theme("Dark");
    await lab.page.waitForSelector("#jupyterlab-splash", { state: "detached" });
    await tellOf(lab, word(lab, 1, "twice"), tip.filter({ hasText: "Twice a number." }));
    await lab.screenshot("types-hover-dark");

    await editor(lab, 1).click();
    await lab.page.keyboard.press("Control+End");
    for (let i = 0; i < 5; i += 1) await lab.page.keyboard.press("ArrowLeft");
    await lab.page.keyboard.press("F12");
    await lab.page.waitForFunction(
      () => window.jupyterapp!.shell.currentWidget!.content.activeCellIndex === 0,
    );
    expect(await lab.page.evaluate(() => String(getSelection()))).toBe("rate");
    expect(lab.errors).toEqual([]);
  }),
);
