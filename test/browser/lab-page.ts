/// <reference lib="dom" />
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { root } from "../lab/started-lab.js";

/** What the tests use of the application that --expose-app-in-browser puts on the page. */
interface Lab {
  readonly restored: Promise<void>;
  readonly commands: {
    execute(name: string, args?: object): Promise<unknown>;
    listCommands(): string[];
  };
  readonly shell: {
    readonly currentWidget: {
      readonly content: {
        activeCellIndex: number;
        readonly widgets: readonly { readonly node: Element; readonly model: { id: string } }[];
        scrollToItem(index: number, align: string): Promise<void>;
      };
      readonly context: {
        sessionContext: { session?: { kernel?: { status: string; restart(): Promise<void> } } };
      };
    } | null;
  };
}

/** What Plotly adds to the element that it draws in. */
interface Graph extends Element {
  readonly data: readonly { readonly y?: readonly unknown[] }[];
}

declare global {
  interface Window {
    readonly jupyterapp?: Lab;
  }
}

const shots = join(root, "output/screenshots");
const marked = ".rosenblatt-Figure[data-first]";
const patience = { timeout: 120_000 };

/** Starts the browser without a window; `executablePath` names the system's Chromium. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  const quiet = ["background-networking", "component-update", "sync", "gpu"];
  const args = ["--no-sandbox", "--no-first-run", ...quiet.map((what) => `--disable-${what}`)];
  return chromium.launch({ executablePath, args });
}

/** JupyterLab in a browser, worked as a person works it. */
export class LabPage {
  /** Errors that the page reported. */
  readonly errors: string[] = [];
  /** Addresses that the page asked for. */
  readonly requests: string[] = [];
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
    page.on("pageerror", (error) => this.errors.push(String(error)));
    page.on("request", (request) => this.requests.push(request.url()));
  }

  /** Opens JupyterLab and waits until it is ready to be used. */
  static async open(browser: Browser, address: URL): Promise<LabPage> {
    const page = await browser.newPage({ viewport: { width: 1360, height: 860 } });
    const lab = new LabPage(page);
    await page.goto(`${address.href}&reset`, { waitUntil: "domcontentloaded" });
    await lab.#ready();
    return lab;
  }

  /** Runs one of JupyterLab's commands, without waiting for what it starts. */
  async command(name: string, args: object = {}): Promise<void> {
    await this.page.evaluate(
      ([name, args]) => void window.jupyterapp!.commands.execute(name, args),
      [name, args] as const,
    );
  }

  /** Opens a notebook and waits until its kernel is idle. */
  async openNotebook(path: string): Promise<void> {
    await this.command("docmanager:open", { path });
    await this.page.waitForSelector(".jp-NotebookPanel .jp-Cell", patience);
    await this.idle();
  }

  /** Waits until the kernel has nothing to do. */
  async idle(timeout = 120_000): Promise<void> {
    await this.#status("idle", timeout);
  }

  /** Waits until the kernel works. */
  async busy(): Promise<void> {
    await this.#status("busy", 60_000);
  }

  /** Presses the toolbar's Stop button. */
  async pressStop(): Promise<void> {
    await this.page.click('.jp-NotebookPanel:visible [data-jp-item-name="interrupt"]');
  }

  /** Puts on the light or the dark theme. */
  async theme(name: "Light" | "Dark"): Promise<void> {
    await this.command("apputils:change-theme", { theme: `JupyterLab ${name}` });
    const light = String(name === "Light");
    const body = `body[data-jp-theme-light="${light}"]`;
    await this.page.waitForSelector(body, { state: "attached", ...patience });
  }

  /** Waits for the first figure to be drawn, and marks its element, to know it again. */
  async figure(): Promise<void> {
    await this.page.waitForSelector(".rosenblatt-Figure .main-svg", patience);
    await this.page.evaluate(() => {
      document.querySelector(".rosenblatt-Figure")!.setAttribute("data-first", "");
    });
  }

  /** How many points the marked figure's traces have in all. */
  points(): Promise<number> {
    return this.page.evaluate(() => {
      const graph = document.querySelector<Graph>(".rosenblatt-Figure[data-first]");
      return graph?.data.reduce((sum, { y = [] }) => sum + y.length, 0) ?? 0;
    });
  }

  /** Waits until the marked figure has more than this many points. */
  async morePoints(than: number): Promise<void> {
    await this.page.waitForFunction(
      (than) => {
        const graph = document.querySelector<Graph>(".rosenblatt-Figure[data-first]");
        return graph && graph.data.reduce((sum, { y = [] }) => sum + y.length, 0) > than;
      },
      than,
      patience,
    );
  }

  /** The colour of the marked figure's text. */
  textColor(): Promise<string> {
    return this.page
      .locator(`${marked} .xtick text`)
      .first()
      .evaluate((text) => {
        return getComputedStyle(text).fill;
      });
  }

  /** Waits until the marked figure's text has another colour than this. */
  async otherTextColor(color: string): Promise<void> {
    await this.page.waitForFunction(
      ([text, color]) => {
        const drawn = document.querySelector(text);
        return drawn && getComputedStyle(drawn).fill !== color;
      },
      [`${marked} .xtick text`, color] as const,
      patience,
    );
  }

  /** Saves the notebook, loads the page anew, and waits until it is as it was. */
  async reload(): Promise<void> {
    await this.page.evaluate(() => window.jupyterapp!.commands.execute("docmanager:save"));
    await this.page.reload({ waitUntil: "domcontentloaded" });
    await this.#ready();
    await this.page.waitForSelector(".jp-NotebookPanel .jp-Cell", patience);
    await this.idle();
  }

  /** Ends the notebook's kernel. */
  async shutdownKernel(): Promise<void> {
    await this.page.evaluate(() => window.jupyterapp!.commands.execute("kernelmenu:shutdown"));
  }

  /** Starts the notebook's kernel anew, and waits until it is idle. */
  async restartKernel(): Promise<void> {
    await this.page.evaluate(() =>
      window.jupyterapp!.shell.currentWidget!.context.sessionContext.session!.kernel!.restart(),
    );
    await this.idle();
  }

  /** Brings a cell into view; `id` is the one that the notebook's file gives it. */
  async show(id: string): Promise<void> {
    await this.page.evaluate((id) => {
      const { content } = window.jupyterapp!.shell.currentWidget!;
      const index = content.widgets.findIndex(({ model }) => model.id === id);
      content.activeCellIndex = index;
      return content.scrollToItem(index, "start");
    }, id);
  }

  /** Runs a cell to its end. */
  async run(id: string): Promise<void> {
    await this.show(id);
    await this.page.evaluate(() => window.jupyterapp!.commands.execute("notebook:run-cell"));
  }

  /** The outputs of a cell as text. */
  output(id: string): Promise<string> {
    return this.page.evaluate((id) => {
      const { content } = window.jupyterapp!.shell.currentWidget!;
      const cell = content.widgets.find(({ model }) => model.id === id)!;
      return cell.node.querySelector(".jp-Cell-outputWrapper")?.textContent ?? "";
    }, id);
  }

  /** Waits until the page shows a text. */
  async says(text: string): Promise<void> {
    await this.page.getByText(text).first().waitFor({ timeout: 240_000 });
  }

  /** Keeps a picture of the page among the build output. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(shots, { recursive: true });
    await this.page.screenshot({ path: join(shots, `${name}.png`) });
  }

  async #ready(): Promise<void> {
    await this.page.waitForFunction(() => window.jupyterapp?.restored, null, patience);
    await this.page.evaluate(() => window.jupyterapp!.restored);
    await this.page.waitForSelector("#jupyterlab-splash", { state: "detached", ...patience });
  }

  async #status(wanted: string, timeout: number): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => {
        const widget = window.jupyterapp?.shell.currentWidget;
        return widget?.context.sessionContext.session?.kernel?.status === wanted;
      },
      wanted,
      { timeout },
    );
  }
}
