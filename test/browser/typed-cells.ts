/// <reference lib="dom" />
import type { Locator } from "playwright-core";
import type { LabPage } from "./lab-page.js";

const patience = { timeout: 60_000 };

/** The code cells of the notebook in front, with what is known of their types. */
export class TypedCells {
  readonly #lab: LabPage;

  constructor(lab: LabPage) {
    this.#lab = lab;
  }

  /** A cell's editor. */
  editor(index: number): Locator {
    return this.#cell(index).locator(".cm-content");
  }

  /** What TypeScript underlines in a cell. */
  marks(index: number): Locator {
    return this.#cell(index).locator(".cm-lintRange");
  }

  /** Waits until something in a cell is underlined, or nothing any more. */
  async marked(index: number, is = true): Promise<void> {
    const state = is ? "visible" : "detached";
    await this.marks(index)
      .first()
      .waitFor({ state, ...patience });
  }

  /** Moves the pointer onto the first whole word of a cell that reads so. */
  async pointAt(index: number, text: string): Promise<void> {
    const { x, y } = await this.#middleOf(index, text);
    await this.#lab.page.mouse.move(x, y, { steps: 3 });
  }

  /** Puts the cursor into that word. */
  async putOn(index: number, text: string): Promise<void> {
    const { x, y } = await this.#middleOf(index, text);
    await this.#lab.page.mouse.click(x, y);
    await this.#lab.page.mouse.move(5, 5);
  }

  /** Puts the cursor at a cell's end. */
  async putAtEnd(index: number): Promise<void> {
    await this.editor(index).click();
    await this.#lab.page.mouse.move(5, 5);
    await this.#lab.page.keyboard.press("Control+End");
  }

  /** Points at something until JupyterLab tells of it, as one does on a slow page. */
  async tellOf(point: () => Promise<void>, told: Locator): Promise<void> {
    for (let tries = 0; tries < 10 && !(await told.isVisible()); tries += 1) {
      await this.#lab.page.mouse.move(5, 5);
      await point();
      await told.waitFor({ timeout: 6_000 }).catch(() => undefined);
    }
    await told.waitFor();
  }

  /** The texts of the cells. */
  texts(): Promise<string[]> {
    return this.#lab.page.evaluate(() => {
      const { context } = window.jupyterapp!.shell.currentWidget as unknown as {
        context: { model: { toJSON(): { cells: { source: string }[] } } };
      };
      return context.model.toJSON().cells.map(({ source }) => source);
    });
  }

  /** Waits until a cell has a text, and returns what all have then. */
  async become(index: number, text: string): Promise<string[]> {
    await this.#lab.page.waitForFunction(
      ([index, text]) => {
        const { context } = window.jupyterapp!.shell.currentWidget as unknown as {
          context: { model: { toJSON(): { cells: { source: string }[] } } };
        };
        return context.model.toJSON().cells[index]?.source === text;
      },
      [index, text] as const,
      patience,
    );
    return this.texts();
  }

  async #middleOf(index: number, text: string): Promise<{ x: number; y: number }> {
    await this.editor(index).scrollIntoViewIfNeeded();
    return this.editor(index).evaluate((content, text) => {
      const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
      const word = new RegExp(`(?<!\\w)${text}(?!\\w)`);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = (node.textContent ?? "").search(word);
        // What stands in a comment or a text is a node of more than the word's style.
        if (at < 0 || /^\s*(?:\/\/|[`"'])/.test(node.textContent ?? "")) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + text.length);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      throw new Error(`Cannot point at ${text}: expected it in ${content.textContent}`);
    }, text);
  }

  #cell(index: number): Locator {
    return this.#lab.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell").nth(index);
  }
}
