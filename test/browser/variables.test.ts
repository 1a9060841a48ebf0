import { jest } from "@jest/globals";
import { inLab, withBrowser } from "./in-lab.js";

jest.setTimeout(240_000);

withBrowser("look", () =>
  inLab("test/browser/fixtures/variables.ipynb", async (lab) => {
    await lab.theme("Light");
    await lab.page.setViewportSize({ width: 1280, height: 800 });
    await lab.command("rosenblatt-variables:open");
    for (const id of ["setup", "values", "tensors", "assign", "leak"]) await lab.run(id);
    await lab.page.locator(".rosenblatt-Variables-leak").waitFor({timeout: 20000});
    await lab.page.waitForTimeout(1500);
    console.log(await lab.page.evaluate(() => { let node = document.querySelector<HTMLElement>(".rosenblatt-Sidebar"); const out: string[] = []; while (node && out.length < 4) { out.push(`${node.id} ${node.className} ${getComputedStyle(node).minWidth} ${node.offsetWidth} ${node.getAttribute("style")}`); node = node.parentElement; } return out.join("\n"); }));
    await lab.screenshot("variables-1280");
    const row = (name: string) => lab.page.locator(".rosenblatt-Variables-table tr", { has: lab.page.locator(`span[title="${name}"]`) });
    await row("settings").click();
    await row("weights").click();
    await lab.page.locator(".rosenblatt-Tensor-figure .main-svg").first().waitFor();
    await lab.page.waitForTimeout(1500);
    await lab.screenshot("variables-weights");
    await lab.page.locator(".rosenblatt-Tensor").getByRole("tab", { name: "Table" }).click();
    await lab.page.locator(".rosenblatt-Tensor-scroll td").first().waitFor();
    await lab.page.waitForTimeout(500);
    await lab.screenshot("variables-table");
    await lab.page.locator(".rosenblatt-Tensor").getByRole("tab", { name: "Histogram" }).click();
    await lab.page.waitForTimeout(1500);
    await lab.screenshot("variables-histogram");
    await lab.page.setViewportSize({ width: 1920, height: 1080 });
    await lab.theme("Dark");
    await row("photo").click();
    await lab.page.locator("canvas[aria-label]").waitFor();
    await lab.page.waitForTimeout(1500);
    await lab.screenshot("variables-photo-dark");
    await row("filters").click();
    await lab.page.waitForTimeout(1500);
    await lab.screenshot("variables-filters-dark");
    await row("wave").click();
    await lab.page.waitForTimeout(1500);
    await lab.screenshot("variables-wave-dark");
    console.log(lab.errors);
  }),
);
