import type { Locator } from "playwright-core";
import type { LabPage } from "./lab-page.js";

const patience = { timeout: 60_000 };

/** JupyterLab's debugger, worked as a person works it. */
export class DebuggerPanel {
  readonly #lab: LabPage;

  constructor(lab: LabPage) {
    this.#lab = lab;
  }

  /** Presses the bug icon and waits until the debugger is on. */
  async turnOn(): Promise<void> {
    await this.#lab.page.click(".jp-NotebookPanel .jp-DebuggerBugButton");
    await this.#lab.page.waitForSelector('.jp-NotebookPanel[data-jp-debugger="true"]', patience);
    await this.#lab.page.waitForSelector(".jp-DebuggerVariables-body", patience);
  }

  /** Presses the bug icon and waits until the debugger is off. */
  async turnOff(): Promise<void> {
    await this.#lab.page.click(".jp-NotebookPanel .jp-DebuggerBugButton");
    await this.#lab.page.waitForSelector(".jp-NotebookPanel:not([data-jp-debugger])", patience);
  }

  /** Restarts the kernel and waits until its debugger is on again. */
  async restartKernel(): Promise<void> {
    const { page } = this.#lab;
    const answered = page.waitForResponse((response) => response.url().includes("/restart"));
    await this.#lab.command("notebook:restart-kernel");
    await page.click(".jp-Dialog .jp-mod-accept");
    await answered;
    await this.#lab.idle();
    // The last thing that JupyterLab does, with the breakpoints set, is to list the variables anew.
    const listed = page.locator(".jp-DebuggerVariables-name").first();
    await listed.waitFor({ state: "detached", ...patience });
  }

  /** The editor of the notebook's cell at a place. */
  cell(index: number): Locator {
    return this.#lab.page.locator(".jp-NotebookPanel .jp-CodeCell .cm-editor").nth(index);
  }

  /** The editor of a file that the debugger opened. */
  file(): Locator {
    return this.#lab.page.locator('.jp-MainAreaWidget [data-jp-debugger="true"] .cm-editor');
  }

  /** Clicks into the gutter beside a line, which counts from 1, and waits for what that brings. */
  async clickGutter(editor: Locator, line: number, marks: number): Promise<void> {
    const gutter = editor.locator(".cm-gutter.cm-breakpoint-gutter");
    await gutter.waitFor(patience);
    const row = (await editor
      .locator(".cm-line")
      .nth(line - 1)
      .boundingBox())!;
    const column = (await gutter.boundingBox())!;
    await this.#lab.page.mouse.click(column.x + column.width / 2, row.y + row.height / 2);
    await expectCount(editor.locator(".cm-breakpoint-icon:visible"), marks);
  }

  /** Waits until the thread stands at a line with this text. */
  async standsAt(editor: Locator, text: string): Promise<void> {
    const marked = editor.locator(".jp-DebuggerEditor-highlight", { hasText: text });
    await marked.first().waitFor(patience);
  }

  /** Waits until a variable is shown with a value. */
  async shows(name: string, value: string): Promise<void> {
    const named = this.#lab.page.locator(".jp-DebuggerVariables-body jp-tree-item", {
      has: this.#lab.page.locator(".jp-DebuggerVariables-name", { hasText: exactly(name) }),
    });
    const shown = named.locator(".jp-DebuggerVariables-detail", { hasText: exactly(value) });
    await shown.first().waitFor(patience);
  }

  /** Goes back to the notebook. */
  async backToNotebook(): Promise<void> {
    await this.#lab.page
      .locator(".lm-DockPanel-tabBar .lm-TabBar-tab", { hasText: ".ipynb" })
      .click();
    await this.#lab.page.locator(".jp-NotebookPanel:visible").waitFor(patience);
  }

  /** Opens a file of the list of sources. */
  async openSource(name: string): Promise<void> {
    const source = this.#lab.page.locator(".jp-DebuggerKernelSource-source", { hasText: name });
    await source.first().click(patience);
    await this.file().first().waitFor(patience);
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
}

async function expectCount(found: Locator, count: number): Promise<void> {
  for (let tries = 0; (await found.count()) !== count; tries++) {
    if (tries === 300)
      throw new Error(`Cannot find ${count} breakpoints: got ${await found.count()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
