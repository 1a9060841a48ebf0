import { expect } from "@jest/globals";
import { inLab, withBrowser } from "./in-lab.js";
import type { LabPage } from "./lab-page.js";

/** Runs a cell up to its question. */
async function begin(lab: LabPage, id: string): Promise<void> {
  await lab.show(id);
  await lab.command("notebook:run-cell");
  await lab.page.waitForSelector(".jp-Stdin-input", { timeout: 60_000 });
}

/** Types the answer to the question that is open, and waits until its line is gone. */
async function answer(lab: LabPage, text: string): Promise<void> {
  const line = (await lab.page.locator(".jp-Stdin-input").last().elementHandle())!;
  await line.fill(text);
  await line.press("Enter");
  await line.waitForElementState("hidden");
}

withBrowser("questions are asked and answered in JupyterLab, and ended by Stop", () =>
  inLab("test/browser/fixtures/input.ipynb", async (lab) => {
    await begin(lab, "asks");
    expect(await lab.output("asks")).toContain("Who are you?");
    await lab.screenshot("input");
    await answer(lab, "Ada");
    await lab.idle();
    expect(await lab.output("asks")).toContain("hello Ada");

    await begin(lab, "secret");
    const type = await lab.page.locator(".jp-Stdin-input").last().getAttribute("type");
    expect(type).toBe("password");
    await answer(lab, "12345");
    await lab.idle();
    expect(await lab.output("secret")).toContain("5 characters");
    expect(await lab.output("secret")).not.toContain("12345");

    await begin(lab, "prompts");
    await answer(lab, "y");
    await lab.page.getByText("How many [3]").waitFor();
    await answer(lab, "");
    await lab.idle();
    expect(await lab.output("prompts")).toContain("true 3");

    await begin(lab, "waits");
    await lab.pressStop();
    await lab.idle();
    expect(await lab.output("waits")).toMatch(/kept[\s\S]*KeyboardInterrupt/);
    await lab.run("after");
    await lab.idle();
    expect(await lab.output("after")).toContain("still Ada");
    expect(lab.errors).toEqual([]);
  }),
);
