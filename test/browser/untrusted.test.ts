import { expect } from "@jest/globals";
import { inLab, withBrowser } from "./in-lab.js";

withBrowser("what a stranger's notebook shows runs no script, and breaks no page", () =>
  inLab("test/browser/fixtures/untrusted.ipynb", async (lab) => {
    const { page } = lab;
    for (const id of ["html", "svg", "markdown", "javascript", "figure", "broken", "button"]) {
      await lab.show(id);
    }
    await page.locator(".rosenblatt-Figure .main-svg").first().waitFor();
    for (const reason of ["its data is to be a list", "must provide button"]) {
      await page.getByText(new RegExp(`Cannot draw this figure: .*${reason}`)).waitFor();
    }
    for (const text of ["HTML is shown", "Markdown is shown", "A figure is shown"]) {
      await page.getByText(text).first().waitFor();
    }

    // Whoever touches it runs nothing either.
    await page.locator(".rosenblatt-Figure .nsewdrag").first().hover();
    const targets = await page
      .locator(".jp-OutputArea a")
      .evaluateAll((links) =>
        links.map((link) => `${link.getAttribute("href")} ${link.getAttribute("xlink:href")}`),
      );
    expect(targets.filter((target) => target.includes("javascript:"))).toEqual([]);
    await lab.page.setViewportSize({ width: 1280, height: 1500 });
    await lab.show("html");
    await lab.screenshot("untrusted");
    expect(await page.evaluate(() => (window as { ran?: unknown }).ran)).toBeUndefined();
    expect(lab.errors).toEqual([]);
  }),
);
