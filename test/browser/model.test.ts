import { expect } from "@jest/globals";
import { faults } from "./accessibility.js";
import { inLab, withBrowser } from "./in-lab.js";
import type { LabPage } from "./lab-page.js";
import { ModelTab } from "./model-tab.js";

const patience = { timeout: 60_000 };
const one = [[0.52, 0.15] as const, [0.5, 0.5] as const, [0.48, 0.85] as const];
const zero = Array.from({ length: 17 }, (_, i) => {
  const angle = (i / 16) * 2 * Math.PI;
  return [0.5 + 0.24 * Math.sin(angle), 0.5 - 0.36 * Math.cos(angle)] as const;
});

/** Brings a notebook to the front. */
async function toNotebook(lab: LabPage, path: string): Promise<void> {
  await lab.command("docmanager:open", { path });
  await lab.page.waitForSelector(`.lm-TabBar-tab[aria-selected="true"] >> text=${path}`);
}

async function runAndOpen(lab: LabPage, tab: ModelTab, cell: string): Promise<void> {
  const buttons = lab.page.locator(".jp-NotebookPanel:visible .rosenblatt-Model-open");
  const before = await buttons.count();
  await lab.run(cell);
  await buttons.nth(before).waitFor(patience);
  await buttons.nth(before).click();
  await tab.ready();
}

withBrowser("a trained network is seen from inside, from its summary to a drawn digit", () =>
  inLab("test/browser/fixtures/model.ipynb", async (lab) => {
    const { page } = lab;
    const tab = new ModelTab(lab);
    const code = () =>
      lab.requests.filter((url) => /jupyterlab-model.*static\/(?!remote|style)/.test(url));
    const atStart = code().length;
    await lab.theme("Light");
    await page.setViewportSize({ width: 1920, height: 1080 });
    await lab.run("train");
    await lab.says("says ");
    const said = /says ([\d ]+)/
      .exec(await lab.output("train"))![1]!
      .trim()
      .split(" ");
    await lab.run("summary");
    await page.locator(".rosenblatt-Model-open").waitFor(patience);
    expect(await lab.output("summary")).toContain("416,520");
    await lab.screenshot("model-summary-light");
    // The view's code comes with the first view.
    expect(code().length).toBe(atStart);
    await tab.openFromSummary();
    expect(code().length).toBeGreaterThan(atStart);
    expect(await tab.facts()).toBe("9 layers · 61,706 parameters · 416,520 mult-adds · epoch 6");

    // By the keyboard: arrows move, Enter chooses.
    await tab.item("conv1").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toContain(
      "conv2",
    );
    await page.keyboard.press("Enter");
    const item = tab.node.locator(".rosenblatt-Model-item");
    await item.getByRole("heading", { name: "conv2" }).waitFor();
    for (const fact of ["10 × 10 × 16", "2,416", "240,000"]) {
      await item.getByText(fact, { exact: true }).waitFor();
    }
    await item.locator(".main-svg").first().waitFor(patience);
    await item.locator('canvas[aria-label="Filter 15, channel 5"]').waitFor(patience);
    await item.locator('canvas[aria-label="Map 15"]').waitFor(patience);
    await item.getByText("16 filters × 6 channels").waitFor();
    await tab.node.getByRole("button", { name: "Mult-adds" }).click();
    await tab.item("conv2, 10 × 10 × 16, 240 k").waitFor();
    await tab.node.getByRole("button", { name: "Time", exact: true }).click();
    await tab.node.locator('.rosenblatt-Model-node[aria-label$=" ms"]').first().waitFor(patience);
    await tab.node.getByRole("button", { name: "Parameters" }).click();

    // What it says of examples is what predict() says of them.
    for (const [i, name] of said.entries()) {
      await tab.node.getByRole("button", { name: `Example ${i}:` }).click();
      await tab.says(name);
    }
    await lab.screenshot("model-light-1920");
    expect(await faults(lab, ".rosenblatt-Model")).toEqual([]);

    // A drawn digit, and another one.
    await tab.draw(one);
    await tab.says("1");
    await tab.node.getByRole("button", { name: "Clear" }).click();
    await tab.draw(zero);
    await tab.says("0");
    await lab.theme("Dark");
    await page.waitForSelector("#jupyterlab-splash", { state: "detached" });
    await lab.screenshot("model-drawn-dark-1920");
    expect(await faults(lab, ".rosenblatt-Model")).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await lab.screenshot("model-drawn-dark-1280");
    await lab.theme("Light");
    await page.waitForSelector("#jupyterlab-splash", { state: "detached" });
    await lab.screenshot("model-drawn-light-1280");

    // Before and after; a file of the same weights differs in nothing.
    await tab.node.getByRole("tab", { name: "Compare" }).click();
    await tab.node.locator("tbody tr").nth(4).waitFor(patience);
    await lab.screenshot("model-compare-light-1280");
    expect(await faults(lab, ".rosenblatt-Model")).toEqual([]);
    await tab.node.getByRole("combobox", { name: "From" }).selectOption("lenet.safetensors");
    await tab.node.getByRole("row", { name: /dense1 0\.0 % 1\.0000/ }).waitFor(patience);
    await tab.node.getByRole("tab", { name: "Network" }).click();
    await tab.says("0");
    await tab.node.getByRole("button", { name: "Clear" }).click();

    // A training goes on meanwhile, and the view follows it.
    await toNotebook(lab, "model.ipynb");
    await lab.show("longer");
    await lab.command("notebook:run-cell");
    await lab.busy();
    await lab.command("rosenblatt-model:open");
    await tab.node.getByText(/epoch [1-9]/).waitFor(patience);
    await tab.draw(one);
    await tab.says("1");

    // From the run that trained it one comes to the same tab.
    await toNotebook(lab, "model.ipynb");
    await lab.idle();
    await lab.command("rosenblatt-runs:show");
    await page.getByRole("button", { name: "Open model", exact: true }).click(patience);
    await tab.ready();
    expect(await page.locator(".lm-TabBar-tab", { hasText: "model1" }).count()).toBe(1);
    await lab.screenshot("model-from-run-light");
    await lab.command("application:toggle-right-area");

    // A reload brings back what one looked at; the arrow keys choose a tab.
    await tab.item("conv2").click();
    await tab.node.getByRole("button", { name: "Mult-adds" }).click();
    await tab.node.getByRole("button", { name: "Example 3:" }).click();
    await tab.node.getByRole("tab", { name: "Network" }).focus();
    const kept = page.waitForResponse((response) => {
      const request = response.request();
      const told = request.method() === "PUT" && request.url().includes("/api/workspaces/");
      return told && /"view":\{[^}]*"tab":"compare"/.test(request.postData() ?? "");
    }, patience);
    await page.keyboard.press("ArrowRight");
    await tab.node.getByRole("tabpanel", { name: "Compare" }).waitFor();
    await kept;
    await toNotebook(lab, "model.ipynb");
    await lab.reload();
    await page.locator(".lm-TabBar-tab", { hasText: "model1" }).click();
    await tab.ready();
    expect(await tab.facts()).toContain("61,706 parameters");
    await tab.node.getByRole("tab", { name: "Compare", selected: true }).focus();
    await page.keyboard.press("ArrowRight");
    await tab.node.getByRole("tabpanel", { name: "Network" }).waitFor();
    await item.getByRole("heading", { name: "conv2" }).waitFor();
    await tab.node.getByRole("button", { name: "Mult-adds", pressed: true }).waitFor();
    await tab.node.getByRole("button", { name: "Example 3:", pressed: true }).waitFor(patience);
    await tab.node.locator(".rosenblatt-Model-bars").waitFor(patience);

    // The kernel forgets, and learns again.
    await toNotebook(lab, "model.ipynb");
    await lab.command("notebook:restart-kernel");
    await page.getByRole("button", { name: "Confirm Kernel Restart" }).click();
    await page.locator(".lm-TabBar-tab", { hasText: "model1" }).click();
    await tab.node.getByText("The model is gone").waitFor(patience);
    await lab.screenshot("model-gone-light");
    expect(await faults(lab, ".rosenblatt-Model")).toEqual([]);
    await toNotebook(lab, "model.ipynb");
    await lab.idle();
    await lab.run("train");
    await lab.run("summary");
    await page.locator(".lm-TabBar-tab", { hasText: "model1" }).click();
    await tab.node
      .getByRole("button", { name: "Show the notebook's newest model" })
      .click(patience);
    await tab.ready();
    expect(await tab.facts()).toContain("61,706 parameters");

    // Without a kernel a summary's button says what to do.
    await toNotebook(lab, "model.ipynb");
    await lab.shutdownKernel();
    await page.locator(".rosenblatt-Model-open").click();
    await tab.node.getByText("run its cells if its kernel has ended").waitFor(patience);
    expect(lab.errors).toEqual([]);
  }),
);

withBrowser("networks with ways around are folded and opened, in two notebooks at once", () =>
  inLab("test/browser/fixtures/model.ipynb", async (lab) => {
    const { page } = lab;
    const tab = new ModelTab(lab);
    await lab.theme("Light");
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.evaluate(() => {
      const { contents } = (
        window.jupyterapp as unknown as {
          serviceManager: { contents: { copy(from: string, to: string): Promise<unknown> } };
        }
      ).serviceManager;
      return contents.copy("model.ipynb", "");
    });
    await lab.run("residual-imports");
    await runAndOpen(lab, tab, "residual");
    const residual = await tab.facts();
    expect(residual).toContain("705,786 parameters · 703,386 of them trainable");
    await tab.node.getByRole("button", { name: "Open all" }).click();
    await tab.node.getByRole("button", { name: "Fold all" }).waitFor();
    expect(await tab.overlaps()).toEqual([]);
    await lab.screenshot("model-residual-light");
    await tab.node.getByRole("button", { name: "Fold all" }).click();
    const stage = tab.item("stage2");
    await stage.focus();
    expect(await stage.getAttribute("aria-expanded")).toBe("false");
    await page.keyboard.press(" ");
    await tab.node.locator('.rosenblatt-Model-node[aria-expanded="true"]').waitFor();
    await page.keyboard.press("Enter");
    await tab.node.getByText("a block of 17 layers").waitFor();
    await page.keyboard.press(" ");
    expect(await tab.node.locator('.rosenblatt-Model-node[aria-expanded="true"]').count()).toBe(0);

    await toNotebook(lab, "model-Copy1.ipynb");
    await lab.idle();
    await lab.run("residual-imports");
    for (const cell of ["skips", "indices"]) {
      await toNotebook(lab, "model-Copy1.ipynb");
      await runAndOpen(lab, tab, cell);
      await tab.draw(one);
      await tab.node.locator(".rosenblatt-Model-map canvas").waitFor(patience);
      expect(await tab.overlaps()).toEqual([]);
      await lab.screenshot(`model-${cell}-light`);
    }
    await lab.theme("Dark");
    await page.waitForSelector("#jupyterlab-splash", { state: "detached" });
    await lab.screenshot("model-indices-dark");
    expect(await faults(lab, ".rosenblatt-Model:not(.lm-mod-hidden)")).toEqual([]);

    // A long one from its top, or whole.
    const drawnHeight = () =>
      tab.node
        .locator(".rosenblatt-Model-canvas g")
        .first()
        .evaluate((g) => g.getBoundingClientRect().height);
    const canvas = (await tab.node.locator(".rosenblatt-Model-canvas").boundingBox())!;
    expect(await drawnHeight()).toBeGreaterThan(canvas.height);
    await tab.node.getByRole("button", { name: "Fit", exact: true }).click();
    expect(await drawnHeight()).toBeLessThanOrEqual(canvas.height);

    // What a sequential model reads is no layer of its own.
    await toNotebook(lab, "model-Copy1.ipynb");
    await runAndOpen(lab, tab, "sequential");
    await tab.item("lstm_input").click();
    await tab.node.getByRole("heading", { name: "lstm_input" }).waitFor(patience);

    // A kernel without time says so, and answers when it has some.
    await toNotebook(lab, "model-Copy1.ipynb");
    await lab.show("endless");
    await lab.command("notebook:run-cell");
    await lab.busy();
    await lab.command("rosenblatt-model:open");
    await tab.item("dense").click();
    const late = tab.node.getByText("The kernel is busy");
    await late.waitFor(patience);
    await lab.screenshot("model-busy-dark");
    await toNotebook(lab, "model-Copy1.ipynb");
    await lab.pressStop();
    await lab.idle();
    await lab.command("rosenblatt-model:open");
    await tab.node.locator(".rosenblatt-Model-item .main-svg").first().waitFor(patience);
    await late.waitFor({ state: "detached" });

    // The other notebook's model is still its own.
    await toNotebook(lab, "model.ipynb");
    await lab.command("rosenblatt-model:open");
    await tab.ready();
    expect(await tab.facts()).toBe(residual);
    expect(lab.errors).toEqual([]);
  }),
);
