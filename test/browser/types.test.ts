import { expect } from "@jest/globals";
import { faults } from "./accessibility.js";
import { inLab, withBrowser } from "./in-lab.js";
import { TypedCells } from "./typed-cells.js";

const patience = { timeout: 60_000 };

withBrowser("types are checked as one types, told under the pointer, and found by F12", () =>
  inLab("test/browser/fixtures/types.ipynb", async (lab) => {
    const cells = new TypedCells(lab);
    await lab.theme("Light");
    // Nothing has run: names of other cells and of the packages are known all the same.
    await cells.marks(1).first().waitFor(patience);
    expect(await cells.marks(1).allTextContents()).toEqual(["wrong"]);
    const unlike = lab.page.getByText("Type 'number' is not assignable to type 'string'");
    await cells.tellOf(() => cells.marks(1).first().hover(), unlike);
    await cells.marks(2).first().waitFor(patience);
    await cells.tellOf(
      () => cells.marks(2).first().hover(),
      lab.page.getByText("add flatten() before it").first(),
    );
    await lab.screenshot("types-error-light");
    expect(await faults(lab, ".cm-tooltip")).toEqual([]);

    // A mended cell is right at once; nobody ran it.
    await cells.editor(1).click();
    await lab.page.mouse.move(5, 5);
    await lab.page.keyboard.press("Control+End");
    for (let i = 0; i < ";".length + "twice(rate)".length; i += 1) {
      await lab.page.keyboard.press("Backspace");
    }
    // Who types on before the kernel answers is told all the same.
    await lab.page.keyboard.type("String(twice(ra");
    const tip = lab.page.locator(".rosenblatt-Types-tip");
    await tip.filter({ hasText: "twice(value: number): number" }).waitFor(patience);
    await lab.screenshot("types-signature-light");
    expect(await faults(lab, ".rosenblatt-Types-tip")).toEqual([]);
    await lab.page.keyboard.press("Escape");
    await tip.waitFor({ state: "detached" });
    await cells.editor(1).click();
    await lab.page.keyboard.press("Control+End");
    await lab.page.mouse.move(5, 5);
    await lab.page.keyboard.type("te));");
    await cells
      .marks(1)
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
    await cells.tellOf(() => cells.pointAt(1, "twice"), tip.filter({ hasText: "Twice a number." }));
    await lab.screenshot("types-hover-dark");
    expect(await faults(lab, ".rosenblatt-Types-tip")).toEqual([]);

    await cells.editor(1).click();
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

withBrowser("completion offers what cells declare that have not run", () =>
  inLab("test/browser/fixtures/types.ipynb", async (lab) => {
    const cells = new TypedCells(lab);
    await lab.theme("Light");
    await cells.marked(1);
    const [, , text] = await cells.texts();
    await cells.putAtEnd(2);
    await lab.page.keyboard.type("\nconst grown = twice(ra");
    // JupyterLab shows what it is offered within a second; on a slow machine one asks again.
    const ask = async () => {
      await cells.putAtEnd(2);
      await lab.page.keyboard.press("Tab");
    };
    const rate = lab.page.locator('.jp-Completer-item[data-value="rate"]').first();
    await cells.tellOf(ask, rate);
    await lab.screenshot("types-completion-light");
    await rate.click();
    await cells.become(2, `${text}\nconst grown = twice(rate`);
    expect(lab.errors).toEqual([]);
  }),
);
