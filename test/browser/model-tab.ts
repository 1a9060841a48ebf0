/// <reference lib="dom" />
import type { Locator } from "playwright-core";
import type { LabPage } from "./lab-page.js";

const patience = { timeout: 60_000 };

/** The tab with a model that is in front, worked as a person works it. */
export class ModelTab {
  readonly #lab: LabPage;

  constructor(lab: LabPage) {
    this.#lab = lab;
  }

  get node(): Locator {
    return this.#lab.page.locator(".rosenblatt-Model:visible");
  }

  /** Opens the model of the newest summary in the notebook in front. */
  async openFromSummary(): Promise<void> {
    const { page } = this.#lab;
    const buttons = page.locator(".jp-NotebookPanel:visible .rosenblatt-Model-open");
    await buttons.last().waitFor(patience);
    await buttons.last().click();
    await this.ready();
  }

  async ready(): Promise<void> {
    await this.node.locator(".rosenblatt-Model-header").waitFor(patience);
  }

  /** What the header says of it. */
  async facts(): Promise<string> {
    return (await this.node.locator(".rosenblatt-Model-header p").textContent()) ?? "";
  }

  /** A box or a block of the graph, by what is written on it. */
  item(text: string): Locator {
    return this.node.locator(`.rosenblatt-Model-node[aria-label*="${text}"]`).first();
  }

  /** Waits until the likeliest class is this one. */
  async says(name: string): Promise<void> {
    await this.node.locator(`.rosenblatt-Model-bars[data-best="${name}"]`).waitFor(patience);
  }

  /** Draws lines on the pad; both coordinates of a point from 0 to 1. */
  async draw(...strokes: readonly (readonly (readonly [x: number, y: number])[])[]): Promise<void> {
    const { mouse } = this.#lab.page;
    const pad = this.node.locator(".rosenblatt-Model-pad > svg");
    await pad.scrollIntoViewIfNeeded();
    const box = (await pad.boundingBox())!;
    const move = ([x, y]: readonly [number, number]) =>
      mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 4 });
    for (const [start, ...rest] of strokes) {
      await move(start!);
      await mouse.down();
      for (const point of rest) await move(point);
      await mouse.up();
    }
  }

  /** Of the boxes on the page, those that lie over each other. */
  overlaps(): Promise<string[]> {
    return this.node.evaluate((node) => {
      const boxes = [
        ...node.querySelectorAll('.rosenblatt-Model-node:not([aria-expanded="true"])'),
      ];
      const placed = boxes.map((box) => ({
        name: box.getAttribute("aria-label")!,
        area: box.querySelector("rect:not(.rosenblatt-Model-under)")!.getBoundingClientRect(),
      }));
      return placed.flatMap((a, i) =>
        placed
          .slice(i + 1)
          .filter(
            (b) =>
              a.area.left < b.area.right - 1 &&
              b.area.left < a.area.right - 1 &&
              a.area.top < b.area.bottom - 1 &&
              b.area.top < a.area.bottom - 1,
          )
          .map((b) => `${a.name} and ${b.name}`),
      );
    });
  }
}
