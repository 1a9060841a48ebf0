import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { root } from "../lab/started-lab.js";
import { faults } from "./accessibility.js";
import { inLab, withBrowser } from "./in-lab.js";
import { TypedCells } from "./typed-cells.js";
import { withKernelsHeld } from "./with-kernels-held.js";

const patience = { timeout: 60_000 };
const menu = ".rosenblatt-Types-fixes";
const renaming = ".rosenblatt-Types-rename";
const box = `${renaming} input`;

withBrowser("what is wrong is mended, names are changed and imports put in order", () =>
  inLab("test/browser/fixtures/types-mending.ipynb", async (lab) => {
    const { page } = lab;
    const cells = new TypedCells(lab);
    const before = await cells.texts();
    await lab.command("application:toggle-left-area");
    await page.setViewportSize({ width: 840, height: 490 });
    await lab.theme("Light");

    // The tip of an error leads to what can be done, here with the import that is missing too.
    await cells.marked(2);
    const action = page.locator(".cm-diagnosticAction", { hasText: "Quick Fix…" });
    await cells.tellOf(() => cells.marks(2).first().hover(), action.first());
    await lab.screenshot("types-quick-fix-tip-light");
    expect(await faults(lab, ".cm-tooltip")).toEqual([]);
    await action.first().click();
    await page.waitForSelector(menu, patience);
    expect(await page.locator(`${menu} [role=menuitem]`).allTextContents()).toEqual([
      "Insert “flatten()” before it",
    ]);
    await lab.screenshot("types-quick-fix-menu-light");
    expect(await faults(lab, menu)).toEqual([]);
    await page.keyboard.press("Enter");
    const mended = `import { flatten } from "rosenblatt";\n${before[2]!.replace("dense", "flatten(), dense")}`;
    await cells.become(2, mended);
    await cells.marked(2, false);
    // One step back, one step forth; the editor has the keyboard again.
    await page.keyboard.press("Control+z");
    await cells.become(2, before[2]!);
    await page.keyboard.press("Control+Shift+z");
    await cells.become(2, mended);

    // By the keyboard alone, with names of other cells, and with a change in another cell.
    await cells.putAtEnd(4);
    await page.keyboard.type("denze(1);");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Control+.");
    await page.waitForSelector(menu, patience);
    await page.keyboard.press("Enter");
    await cells.become(4, "dense(1);");
    await cells.putAtEnd(4);
    await page.keyboard.type("\nstatSync");
    await page.keyboard.press("Control+.");
    await page.waitForSelector(menu, patience);
    expect(await page.locator(`${menu} [role=menuitem]`).allTextContents()).toEqual(
      [
        "Import “statSync” from “node:fs”",
        "Import “statSync” where “node:fs” is imported already",
        "Import “statSync” from “node:fs/promises”",
      ].slice(0, 2),
    );
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await cells.become(0, before[0]!.replace("readFileSync", "readFileSync, statSync"));
    expect((await cells.texts())[4]).toBe("dense(1);\nstatSync");
    await cells.marked(4, false);

    // A new name: over all cells, but not in texts, comments and where another is meant.
    await cells.putOn(1, "rate");
    await page.keyboard.press("F2");
    await page.waitForSelector(box, patience);
    expect(await page.evaluate(() => String(getSelection()))).toBe("rate");
    await page.keyboard.press("Escape");
    await page.waitForSelector(box, { state: "detached" });
    await page.keyboard.press("F2");
    await page.waitForSelector(box, patience);
    await page.keyboard.type("pace");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "Cannot rename rate to pace" }).waitFor();
    await lab.screenshot("types-rename-light");
    expect(await faults(lab, renaming)).toEqual([]);
    await page.keyboard.type("speed");
    await page.keyboard.press("Enter");
    const renamed = await cells.become(0, (await cells.texts())[0]!.replace("rate", "speed"));
    expect(renamed[1]).toBe(
      "// The rate, halved.\nconst half = speed / 2;\nconst label = `rate ${speed}`;",
    );
    expect(renamed[3]).toBe(
      "function scaled(rate: number) {\n  return rate * half;\n}\nconst pace = scaled(speed);",
    );
    await page.keyboard.press("Control+z");
    await cells.become(1, before[1]!);
    await page.keyboard.press("Control+Shift+z");
    await cells.become(1, renamed[1]!);
    await cells.putOn(2, "net");
    await page.keyboard.press("F2");
    await page
      .getByRole("alert")
      .filter({ hasText: "from the package rosenblatt" })
      .waitFor(patience);
    await lab.screenshot("types-rename-refused-light");
    expect(await faults(lab, renaming)).toEqual([]);
    await page.keyboard.press("Escape");

    // Imports: sorted; what no cell uses goes, what another cell uses stays.
    await cells.putAtEnd(0);
    await page.keyboard.press("Shift+Alt+O");
    await cells.become(
      0,
      'import { statSync } from "node:fs";\nimport { conv, dense, net, pool } from "rosenblatt";\nconst speed = 0.1;',
    );

    // Nobody who types waits for an answer: all is written, in its order, while none can come.
    await cells.putAtEnd(4);
    const fast = "; [1, 2].map((n) => n * half).filter((n) => n.wrong > speed);".repeat(4);
    await withKernelsHeld(async () => {
      await page.keyboard.type(fast);
      await cells.become(4, `dense(1);\nstatSync${fast}`);
      expect(await cells.marks(4).count()).toBe(0);
    });
    await cells.marked(4);
    expect(lab.errors).toEqual([]);
  }),
);

withBrowser("types answer while the kernel is busy, after its restart and after a reload", () =>
  inLab("test/browser/fixtures/types-mending.ipynb", async (lab) => {
    const { page } = lab;
    const cells = new TypedCells(lab);
    const folder = join(root, "output/notebooks/types-mending");
    await page.setViewportSize({ width: 1920, height: 1080 });
    await lab.theme("Dark");
    await cells.marked(2);

    // A cell in an endless loop.
    await cells.putAtEnd(4);
    await page.keyboard.insertText("for (;;);");
    await page.keyboard.press("Control+Enter");
    await lab.busy();
    await cells.putAtEnd(1);
    await page.keyboard.insertText("\nlabel.trimm();");
    await cells.marked(1);
    const tip = page.locator(".rosenblatt-Types-tip");
    await cells.tellOf(
      () => cells.pointAt(3, "half"),
      tip.filter({ hasText: "const half: number" }),
    );
    await page.mouse.move(5, 5);
    await cells.putOn(1, "half");
    await page.keyboard.press("F2");
    await page.waitForSelector(box, patience);
    await page.keyboard.type("rate");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "Cannot rename half to rate" }).waitFor();
    await lab.screenshot("types-rename-busy-dark");
    expect(await faults(lab, renaming)).toEqual([]);
    await page.keyboard.type("part");
    await page.keyboard.press("Enter");
    await cells.become(3, (await cells.texts())[3]!.replace("half", "part"));
    await cells.putOn(1, "trimm");
    await page.keyboard.press("Control+.");
    await page.waitForSelector(menu, patience);
    await lab.screenshot("types-quick-fix-busy-dark");
    expect(await faults(lab, menu)).toEqual([]);
    await page.keyboard.press("Enter");
    await cells.marked(1, false);
    expect((await cells.texts())[1]).toMatch(/label\.trim\(\);$/);
    await lab.pressStop();
    await lab.idle();

    // What a kernel was asked before it began anew is given up.
    await cells.putOn(1, "part");
    await page.keyboard.press("F2");
    await page.waitForSelector(box, patience);
    await page.keyboard.type("share");
    await withKernelsHeld(async () => {
      await page.keyboard.press("Enter");
      await page.getByText("Renaming…").waitFor();
      await lab.command("notebook:restart-kernel");
      await page.click(".jp-Dialog .jp-mod-accept");
      await page.getByRole("alert").filter({ hasText: "The kernel is gone." }).waitFor();
    });
    expect(await page.locator(box).isEditable()).toBe(true);
    await page.locator(box).press("Escape");
    await page.waitForSelector(box, { state: "detached" });

    // It is told of all cells again, and so is one after a reload.
    await cells.putAtEnd(4);
    await page.keyboard.insertText("\nconst text: string = part;");
    await cells.marked(4);
    await lab.reload();
    await cells.marked(4);
    await cells.putOn(3, "part");
    await page.keyboard.press("F2");
    await page.waitForSelector(box, patience);
    await page.keyboard.type("portion");
    await page.keyboard.press("Enter");
    await cells.become(3, (await cells.texts())[3]!.replace("part", "portion"));

    // Another notebook beside it has its own names.
    await page.evaluate(() => window.jupyterapp!.commands.execute("docmanager:save"));
    copyFileSync(join(folder, "types-mending.ipynb"), join(folder, "other.ipynb"));
    await lab.command("docmanager:open", { path: "other.ipynb" });
    await page.waitForSelector('.lm-TabBar-tab[aria-selected="true"] >> text=other.ipynb');
    await lab.idle();
    const first = readFileSync(join(folder, "types-mending.ipynb"), "utf8");
    await cells.marked(4);
    await cells.putOn(3, "portion");
    await page.keyboard.press("F2");
    await page.waitForSelector(box, patience);
    await page.keyboard.type("piece");
    await page.keyboard.press("Enter");
    await cells.become(3, (await cells.texts())[3]!.replace("portion", "piece"));
    await lab.command("docmanager:open", { path: "types-mending.ipynb" });
    await page.waitForSelector('.lm-TabBar-tab[aria-selected="true"] >> text=types-mending');
    const source = JSON.parse(first).cells[3].source.join("");
    expect((await cells.texts())[3]).toBe(source);
    expect(lab.errors).toEqual([]);
  }),
);
