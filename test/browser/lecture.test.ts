import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { root } from "../lab/started-lab.js";
import { inLab, withBrowser } from "./in-lab.js";
import type { LabPage } from "./lab-page.js";

const cards = ".rosenblatt-Lecture li";
const chapters = readdirSync(join(root, "notebooks")).filter((file) => /^\d\d-/.test(file));

const sizes = [
  [1280, 800],
  [1920, 1080],
] as const;

/** The topics that are not shown whole, or do not keep to their cards. */
function cutTopics(lab: LabPage): Promise<string[]> {
  return lab.page.locator(".rosenblatt-Lecture-topic").evaluateAll((topics) =>
    topics
      .filter((topic) => {
        const { height, bottom } = topic.getBoundingClientRect();
        const card = topic.closest("li")!.getBoundingClientRect();
        return topic.scrollHeight > Math.ceil(height) || height === 0 || bottom > card.bottom;
      })
      .map(({ textContent }) => textContent!),
  );
}

/** The sources of the cells of the notebook in front. */
function sources(lab: LabPage): Promise<string[]> {
  return lab.page.evaluate(() => {
    const { context } = window.jupyterapp!.shell.currentWidget as unknown as {
      context: { model: { toJSON(): { cells: { source: string }[] } } };
    };
    return context.model.toJSON().cells.map(({ source }) => source);
  });
}

/** Waits until the notebook in front has so many cells. */
async function haveCells(lab: LabPage, count: number): Promise<void> {
  await lab.page.waitForFunction((count) => {
    const { context } = window.jupyterapp!.shell.currentWidget as unknown as {
      context: { model: { cells: { length: number } } };
    };
    return context.model.cells.length === count;
  }, count);
}

/** Waits for a dialog that says so, and closes it. */
async function toldProblem(lab: LabPage, text: string): Promise<void> {
  const dialog = lab.page.locator(".jp-Dialog", { hasText: text });
  await dialog.getByRole("button", { name: "Close" }).click();
  await dialog.waitFor({ state: "detached" });
}

withBrowser("the lecture's contents open its notebooks, and bring back what they were", () =>
  inLab("notebooks/01-perceptron.ipynb", async (lab) => {
    const before = await sources(lab);
    await lab.page.keyboard.press("Control+Shift+L");
    await lab.page.locator(".jp-LauncherCard", { hasText: "Introduction to Deep" }).click();
    await lab.page.waitForSelector(cards);
    expect(await lab.page.locator(cards).count()).toBe(chapters.length);
    const perceptron = lab.page.locator(cards, { hasText: "The perceptron" }).locator("button");
    expect(await perceptron.textContent()).toMatch(/^1 · The perceptron.*about 2 s$/);
    const loaded = () =>
      [...document.querySelectorAll<HTMLImageElement>(".rosenblatt-Lecture img")]
        .slice(0, 4)
        .every((image) => image.naturalWidth > 100);
    await lab.page.waitForFunction(loaded);
    for (const theme of ["Light", "Dark"] as const) {
      await lab.theme(theme);
      await lab.page.waitForSelector("#jupyterlab-splash", { state: "detached" });
      for (const [width, height] of sizes) {
        await lab.page.setViewportSize({ width, height });
        expect(await cutTopics(lab)).toEqual([]);
        await lab.screenshot(`lecture-${theme.toLowerCase()}-${width}`);
      }
    }

    // What fails is told.
    await lab.page.route(/api\/contents\/06-/, (route) => route.fulfill({ status: 500 }));
    await lab.page.locator(cards, { hasText: "Why not connect" }).locator("button").click();
    await toldProblem(lab, "No file was changed");

    // What is not in the folder yet is written there; the keyboard is enough.
    await lab.page.locator(cards, { hasText: "Gradient descent" }).locator("button").focus();
    await lab.page.keyboard.press("Enter");
    await lab.page.waitForSelector('.lm-TabBar-tab[aria-selected="true"] >> text=05-gradient');

    // What a reader wrote in theirs goes when they agree, and only then.
    await lab.command("docmanager:open", { path: "01-perceptron.ipynb" });
    await lab.page.waitForSelector('.lm-TabBar-tab[aria-selected="true"] >> text=01-perceptron');
    await lab.command("notebook:insert-cell-above");
    await lab.page.waitForFunction(
      (count) =>
        document.querySelectorAll(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").length > count,
      0,
    );
    expect((await sources(lab)).length).toBe(before.length + 1);
    const originals = /static\/lecture\/01-perceptron\.ipynb/;
    await lab.page.route(originals, (route) => route.abort());
    await lab.command("rosenblatt-lecture:reset");
    await toldProblem(lab, "the server does not answer");
    await lab.page.unroute(originals);
    await lab.command("rosenblatt-lecture:reset");
    await lab.page.getByRole("button", { name: "Cancel" }).click();
    expect((await sources(lab)).length).toBe(before.length + 1);
    await lab.command("rosenblatt-lecture:reset");
    await lab.page.getByRole("button", { name: "Reset" }).click();
    await haveCells(lab, before.length);
    expect(await sources(lab)).toEqual(before);

    // The page comes back with the others.
    await lab.page.reload({ waitUntil: "domcontentloaded" });
    await lab.page.locator(".lm-TabBar-tab", { hasText: "Lecture" }).click();
    await lab.page.locator(cards).last().waitFor();
    expect(await lab.page.locator(cards).count()).toBe(chapters.length);
    expect(lab.errors).toEqual([]);
  }),
);
