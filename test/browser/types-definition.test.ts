import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { root } from "../lab/started-lab.js";
import { inLab, withBrowser } from "./in-lab.js";
import type { LabPage } from "./lab-page.js";
import { TypedCells } from "./typed-cells.js";

const patience = { timeout: 60_000 };
const shapes =
  "// Areas.\nexport function area(side: number): number {\n  return side * side;\n}\n";

/** Waits until the tab in front has a name, and a text is selected. */
async function inFront(lab: LabPage, tab: string, selected: string): Promise<void> {
  await lab.page.waitForFunction(
    ([tab, selected]) => {
      const { title } = window.jupyterapp!.shell.currentWidget as unknown as {
        title: { label: string };
      };
      return title.label === tab && String(getSelection()) === selected;
    },
    [tab, selected] as const,
    patience,
  );
}

/** Waits until the keyboard is at a cell of the notebook. */
async function backAt(lab: LabPage, notebook: string, cell: number): Promise<void> {
  await lab.page.waitForFunction(
    ([notebook, cell]) => {
      const { title, content } = window.jupyterapp!.shell.currentWidget as unknown as {
        title: { label: string };
        content: { activeCellIndex: number; widgets: { node: Element }[] };
      };
      const node = title.label === notebook && content.widgets[cell]?.node;
      return node && content.activeCellIndex === cell && node.contains(document.activeElement);
    },
    [notebook, cell] as const,
    patience,
  );
}

/** Switches types on or off in the editor of settings, and comes back to the notebook. */
async function switchTypes(lab: LabPage, { on }: { on: boolean }): Promise<void> {
  await lab.command("settingeditor:open", { query: "TypeScript types" });
  await lab.page.getByLabel("Types while one types").setChecked(on, patience);
  await lab.command("docmanager:open", { path: "types-definition.ipynb" });
  await lab.page.waitForSelector('.lm-TabBar-tab[aria-selected="true"] >> text=.ipynb', patience);
}

/** Whether a command can be given. */
function isEnabled(lab: LabPage, command: string): Promise<boolean> {
  return lab.page.evaluate((command) => {
    const { commands } = window.jupyterapp as unknown as {
      commands: { isEnabled(name: string): boolean };
    };
    return commands.isEnabled(command);
  }, command);
}

withBrowser(
  "F12 opens local files to be changed and packages to be read, Alt+Left comes back",
  () =>
    inLab("test/browser/fixtures/types-definition.ipynb", async (lab) => {
      const { page } = lab;
      const cells = new TypedCells(lab);
      writeFileSync(join(root, "output/notebooks/types-definition/shapes.ts"), shapes);
      await page.setViewportSize({ width: 1280, height: 860 });
      await lab.theme("Light");
      await cells.marked(2);

      await cells.putOn(1, "area");
      await page.keyboard.press("F12");
      await inFront(lab, "shapes.ts", "area");
      await lab.screenshot("types-definition-file-light");
      await page.keyboard.press("Alt+ArrowLeft");
      await backAt(lab, "types-definition.ipynb", 1);

      await cells.putOn(1, "dense");
      await page.keyboard.press("F12");
      await page.waitForSelector(".rosenblatt-Types-source .cm-content", patience);
      const source = page.locator(".rosenblatt-Types-source");
      const tab = page.locator('.lm-TabBar-tab[aria-selected="true"]', {
        hasText: "@rosenblatt/models",
      });
      await tab.waitFor(patience);
      await page.waitForFunction(() => String(getSelection()) === "dense", null, patience);
      const text = await source.locator(".cm-content").textContent();
      await page.keyboard.type("x");
      expect(await source.locator(".cm-content").textContent()).toBe(text);
      await source.getByText("· read-only").waitFor();
      await lab.screenshot("types-definition-package-light");
      await lab.theme("Dark");
      await page.waitForSelector("#jupyterlab-splash", { state: "detached" });
      await page.setViewportSize({ width: 1920, height: 1080 });
      await lab.screenshot("types-definition-package-dark");
      // The same file again is the same tab.
      await source.locator(".cm-content").focus();
      await page.keyboard.press("Alt+ArrowLeft");
      await backAt(lab, "types-definition.ipynb", 1);
      await page.keyboard.press("F12");
      await page.waitForFunction(() => String(getSelection()) === "dense", null, patience);
      expect(await source.count()).toBe(1);
      await page.keyboard.press("Alt+ArrowLeft");
      await backAt(lab, "types-definition.ipynb", 1);

      // Off by the setting, all of it is away, and on again back; off it stays after a reload.
      expect(await isEnabled(lab, "rosenblatt-types:rename")).toBe(true);
      await cells.marked(2);
      await switchTypes(lab, { on: false });
      await cells.marked(2, false);
      await switchTypes(lab, { on: true });
      await cells.marked(2);
      await switchTypes(lab, { on: false });
      await cells.marked(2, false);
      await lab.reload();
      await cells.editor(2).click();
      await page.keyboard.press("Control+Enter");
      await lab.idle();
      for (const command of ["quick-fix", "rename", "organise-imports", "definition", "back"])
        expect(await isEnabled(lab, `rosenblatt-types:${command}`)).toBe(false);
      await cells.putOn(1, "area");
      for (const key of ["F2", "F12", "Control+."]) await page.keyboard.press(key);
      expect(await page.locator(".cm-lintRange, .cm-tooltip, .lm-Menu").count()).toBe(0);
      expect(lab.errors).toEqual([]);
    }),
);

withBrowser("JavaScript cells get all but types' errors; cells of other kernels get nothing", () =>
  inLab("test/browser/fixtures/types-javascript.ipynb", async (lab) => {
    const { page } = lab;
    const cells = new TypedCells(lab);
    await lab.theme("Light");
    await cells.marked(1);
    expect(await cells.marks(0).count()).toBe(0);
    const tip = page.locator(".rosenblatt-Types-tip", { hasText: "const rate: 0.1" });
    await cells.tellOf(() => cells.pointAt(1, "rate"), tip);
    await page.mouse.move(5, 5);
    await cells.putOn(1, "rate");
    await page.keyboard.press("F2");
    await page.waitForSelector(".rosenblatt-Types-rename input", patience);
    await page.keyboard.type("pace");
    await page.keyboard.press("Enter");
    await cells.become(0, "const pace = 0.1;\npace.nothing;\nmissing;");
    expect(await cells.become(1, "const half = pace / ;")).toHaveLength(2);

    const folder = join(root, "output/notebooks/types-javascript");
    const python = readFileSync(join(root, "test/browser/fixtures/types-python.ipynb"), "utf8");
    writeFileSync(join(folder, "python.ipynb"), python);
    await lab.command("docmanager:open", { path: "python.ipynb" });
    await page.waitForSelector('.lm-TabBar-tab[aria-selected="true"] >> text=python.ipynb');
    await lab.idle();
    await cells.putOn(0, "rate");
    expect(await isEnabled(lab, "rosenblatt-types:rename")).toBe(false);
    for (const key of ["F2", "F12", "Control+."]) await page.keyboard.press(key);
    await page.keyboard.press("Shift+Enter");
    await lab.says("SyntaxError");
    expect(await cells.marks(0).count()).toBe(0);
    expect(lab.errors).toEqual([]);
  }),
);
