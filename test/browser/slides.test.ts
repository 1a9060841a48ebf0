import { expect } from "@jest/globals";
import { inLab, withBrowser } from "./in-lab.js";
import type { LabPage } from "./lab-page.js";

/** What a reader of the slides sees, cell by cell. */
function seen(lab: LabPage): Promise<string[]> {
  return lab.page
    .locator(".rosenblatt-Slides .jp-Notebook .jp-Cell:not(.lm-mod-hidden)")
    .evaluateAll((cells) => cells.map((cell) => cell.textContent ?? ""));
}

/** Waits for a slide, counted from 1. */
async function slide(lab: LabPage, at: number): Promise<void> {
  await lab.page.getByText(`Slide ${at} of 10`).waitFor();
}

withBrowser("a notebook of the lecture is shown as slides, and runs there", () =>
  inLab("notebooks/01-perceptron.ipynb", async (lab) => {
    const { page } = lab;
    await page.setViewportSize({ width: 1280, height: 800 });
    await lab.theme("Light");
    await page.getByRole("button", { name: "Slides" }).click();
    await slide(lab, 1);
    expect(await seen(lab)).toHaveLength(2);
    expect((await seen(lab))[0]).toContain("The perceptron");
    const footer = page.locator(".rosenblatt-Slides").getByText("Click to add a cell");
    expect(await footer.isVisible()).toBe(false);

    // The code of a slide runs, and the slide stays.
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.press("ArrowRight");
    await slide(lab, 2);
    await page.keyboard.press("Shift+Enter");
    const figure = page.locator(".rosenblatt-Slides .rosenblatt-Figure .main-svg").first();
    await figure.waitFor({ timeout: 120_000 });
    await slide(lab, 2);
    expect(await seen(lab)).toHaveLength(2);
    await lab.screenshot("slides-light-1280");

    // Keys turn slides, but not while one writes.
    await page.keyboard.press("End");
    await slide(lab, 10);
    expect(await page.getByRole("button", { name: "Next slide" }).isDisabled()).toBe(true);
    await page.keyboard.press("Home");
    await slide(lab, 1);
    await page.locator(".rosenblatt-Slides .jp-CodeCell .cm-content").first().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.type(" ");
    await page.keyboard.press("Escape");
    await page.keyboard.press("PageDown");
    await slide(lab, 2);

    // The kernel starts again, and the slide stays.
    await lab.restartKernel();
    await slide(lab, 2);

    await page.setViewportSize({ width: 1920, height: 1080 });
    await lab.theme("Dark");
    await page.waitForSelector("#jupyterlab-splash", { state: "detached" });
    await lab.screenshot("slides-dark-1920");

    // The notebook below stands where the slides ended, and has what was written.
    await page.keyboard.press("Escape");
    await page.waitForSelector(".rosenblatt-Slides", { state: "detached" });
    const place = () => window.jupyterapp!.shell.currentWidget!.content.activeCellIndex;
    expect(await page.evaluate(place)).toBe(2);
    expect(await page.evaluate(() => document.querySelectorAll(".jp-NotebookPanel").length)).toBe(
      1,
    );
    await lab.reload();
    await page.locator(".jp-Notebook .jp-CodeCell").nth(1).click();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Alt+r");
    await slide(lab, 2);
    await page.getByRole("button", { name: "Previous slide" }).click();
    await slide(lab, 1);
    await page.keyboard.press("End");
    await slide(lab, 10);
    await page.getByRole("button", { name: "Close the slides" }).click();
    await page.waitForSelector(".rosenblatt-Slides", { state: "detached" });
    await page.waitForFunction(() => {
      const top = document.querySelector(".jp-Cell.jp-mod-active")?.getBoundingClientRect().top;
      return top !== undefined && top > 0 && top < window.innerHeight;
    });
    expect(lab.errors).toEqual([]);
  }),
);
