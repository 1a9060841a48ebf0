import { readFileSync } from "node:fs";
import type { Locator } from "playwright-core";
import type { LabPage } from "./lab-page.js";

const patience = { timeout: 60_000 };

/** The panel of training runs, worked as a person works it. */
export class RunsPanel {
  readonly #lab: LabPage;
  readonly node: Locator;

  constructor(lab: LabPage) {
    this.#lab = lab;
    this.node = lab.page.locator("#rosenblatt-runs");
  }

  async open(): Promise<void> {
    await this.#lab.command("rosenblatt-runs:show");
    await this.node.locator(".rosenblatt-Runs").waitFor(patience);
  }

  /** A run in the list, by its name. */
  row(name: string): Locator {
    return this.node.locator(".rosenblatt-Runs-row", {
      has: this.#lab.page.locator(`.rosenblatt-Runs-name[title="${name}"]`),
    });
  }

  /** Chooses a run once it is listed. */
  async choose(name: string): Promise<void> {
    const row = this.row(name).first();
    await row.waitFor(patience);
    await row.locator("button").click();
    await this.title(name);
  }

  /** Waits until the details are of a run with this name. */
  async title(name: string): Promise<void> {
    await this.#lab.page.waitForFunction(
      (name) =>
        document.querySelector<HTMLInputElement>("#rosenblatt-runs .rosenblatt-Runs-title")
          ?.value === name,
      name,
      patience,
    );
  }

  /** Waits until the chosen run is said to be so. */
  async status(text: string): Promise<void> {
    const line = this.node.locator('.rosenblatt-Runs-head [role="status"]');
    await line.filter({ hasText: text }).waitFor(patience);
  }

  /** What is said of the chosen run under a name, such as `Device`. */
  fact(name: string): Locator {
    const { page } = this.#lab;
    return this.node.locator(".rosenblatt-Runs-facts dl > div", {
      has: page.locator("dt", { hasText: name }),
    });
  }

  button(name: string): Locator {
    return this.node.getByRole("button", { name, exact: true });
  }

  /** Moves the pointer over the first curves until it is told what is under it. */
  async hoverCurves(told: string): Promise<void> {
    const tip = this.node.locator(".hoverlayer", { hasText: told });
    for (let tries = 0; tries < 10 && !(await tip.isVisible()); tries += 1) {
      await this.#lab.page.mouse.move(5, 5);
      await this.node.locator(".draglayer .drag").first().hover({ force: true });
      await tip.waitFor({ timeout: 3_000 }).catch(() => undefined);
    }
    await tip.waitFor();
  }

  /** How many points the curves of the chosen run have. */
  points(): Promise<number> {
    return this.#lab.page.evaluate(() => {
      const graph = document.querySelector("#rosenblatt-runs .rosenblatt-Figure");
      const { data = [] } = graph as unknown as { data?: { y: ArrayLike<number> }[] };
      return data.reduce((sum, { y }) => sum + y.length, 0);
    });
  }

  /** Waits until the curves of the chosen run are others than these. */
  async otherPoints(than: number): Promise<void> {
    await this.#lab.page.waitForFunction(
      (than) => {
        const graph = document.querySelector("#rosenblatt-runs .rosenblatt-Figure .main-svg");
        const { data = [] } = (graph?.closest(".rosenblatt-Figure") ?? {}) as {
          data?: { y: ArrayLike<number> }[];
        };
        const points = data.reduce((sum, { y }) => sum + y.length, 0);
        return points > 0 && points !== than;
      },
      than,
      patience,
    );
  }
}

/** What a press of a button downloads. */
export async function downloaded(lab: LabPage, button: Locator) {
  const [download] = await Promise.all([
    lab.page.waitForEvent("download", patience),
    button.click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
