/// <reference lib="dom" />
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import type { Locator } from "playwright-core";
import { root } from "../lab/started-lab.js";
import { faults } from "./accessibility.js";
import { inLab, withBrowser } from "./in-lab.js";
import type { LabPage } from "./lab-page.js";

const fixture = "test/browser/fixtures/variables.ipynb";
const patience = { timeout: 60_000 };

/** The line of a variable in the panel. */
function line(lab: LabPage, name: string): Locator {
  const table = lab.page.locator(".rosenblatt-Variables-table tbody");
  return table.locator("tr", { has: lab.page.locator(`td > span[title="${name}"]`) });
}

/** The viewer in front. */
function viewer(lab: LabPage): Locator {
  return lab.page.locator(".rosenblatt-Tensor:visible");
}

async function tab(lab: LabPage, name: string): Promise<void> {
  await viewer(lab).getByRole("tab", { name, exact: true }).click();
}

/** What has the focus. */
function focused(lab: LabPage): Locator {
  return lab.page.locator(":focus");
}

async function figure(lab: LabPage): Promise<void> {
  await viewer(lab).locator(".rosenblatt-Tensor-figure .main-svg").first().waitFor(patience);
}

/** Waits until the cell with this id in the notebook's file is the active one and has the focus. */
async function atCell(lab: LabPage, id: string): Promise<void> {
  await lab.page.waitForFunction(
    (id) => {
      const { content } = window.jupyterapp!.shell.currentWidget!;
      const cell = content.widgets?.[content.activeCellIndex];
      return cell?.model.id === id && cell.node.contains(document.activeElement);
    },
    id,
    patience,
  );
}

/** Whether something can be seen in what scrolls. */
async function isInside(part: Locator, whole: Locator): Promise<boolean> {
  const [inner, outer] = [await part.boundingBox(), await whole.boundingBox()];
  if (!inner || !outer) return false;
  const { x, y, width, height } = outer;
  return inner.x >= x && inner.y >= y && inner.x < x + width && inner.y < y + height;
}

/** A copy of the notebook beside it, with another kernel. */
function copyOf(name: string, { kernel }: { kernel: string }): string {
  const text = readFileSync(join(root, fixture), "utf8");
  const file = join(root, "output/notebooks/variables", name);
  writeFileSync(file, text.replace('"name": "rosenblatt"', `"name": "${kernel}"`));
  return name;
}

/** Opens a notebook or brings it to the front, and waits until its kernel is idle. */
async function open(lab: LabPage, path: string): Promise<void> {
  await lab.page.waitForFunction(() => window.jupyterapp?.restored, null, patience);
  await lab.page.evaluate(() => window.jupyterapp!.restored);
  await lab.command("docmanager:open", { path });
  await lab.page.waitForFunction(
    (path) => {
      const { title, context } = window.jupyterapp!.shell.currentWidget as unknown as Front;
      const isIdle = context?.sessionContext.session?.kernel?.status === "idle";
      return title.label === path && isIdle;
    },
    path,
    patience,
  );
}

/** What may be in front: only a notebook has a context. */
interface Front {
  readonly title: { readonly label: string };
  readonly context?: {
    readonly sessionContext: {
      readonly session?: { readonly kernel?: { readonly status: string } };
    };
  };
}

withBrowser(
  "variables, tensors and leaks are seen, through reload, restart and a second notebook",
  () =>
    inLab(fixture, async (lab) => {
      await lab.theme("Light");
      await lab.page.setViewportSize({ width: 1280, height: 800 });
      await lab.command("rosenblatt-variables:open");
      await lab.page.getByText("No variables yet.").waitFor(patience);
      for (const id of ["setup", "values", "tensors", "assign", "leak"]) await lab.run(id);

      // Types are TypeScript's; functions and modules are for those who ask.
      const settings = line(lab, "settings");
      await settings.filter({ hasText: "{ epochs: number;" }).waitFor(patience);
      await line(lab, "weights").filter({ hasText: "1000 × 1000 float32" }).waitFor(patience);
      await line(lab, "step").filter({ hasText: "[4]" }).waitFor(patience);
      expect(await line(lab, "broken").textContent()).toContain("1 NaN");
      expect(await line(lab, "decay").count()).toBe(0);
      await lab.page.getByRole("button", { name: "Show functions" }).click();
      await line(lab, "decay").filter({ hasText: "ƒ decay(rate)" }).waitFor(patience);
      await lab.page.getByRole("button", { name: "Show functions" }).click();
      await settings.click();
      await line(lab, "cost").filter({ hasText: "(…)" }).waitFor(patience);
      await settings.click();

      // A leak is named, and its name leads to the cell.
      const leak = lab.page.locator(".rosenblatt-Variables-leak");
      await leak.filter({ hasText: "left 600 tensors (6.0 MB) behind" }).waitFor(patience);
      await lab.show("setup");
      await leak.getByRole("button").click();
      await atCell(lab, "leak");
      await lab.screenshot("variables-light-1280");
      expect(await faults(lab, "#rosenblatt-variables")).toEqual([]);

      // By keys alone: to the cell that set a line or made a bar, to the last line, and into it.
      await line(lab, "broken").focus();
      await lab.page.keyboard.press("Control+Enter");
      await atCell(lab, "tensors");
      const bars = lab.page.getByRole("toolbar", { name: "Tensors after each cell" });
      await bars.locator("[tabindex='0']").focus();
      await lab.page.keyboard.press("Home");
      await bars
        .getByRole("button", { name: "After cell [1]" })
        .and(focused(lab))
        .waitFor(patience);
      await lab.page.keyboard.press("ArrowRight");
      await lab.page.keyboard.press("Enter");
      await atCell(lab, "values");
      await line(lab, "broken").focus();
      await lab.page.keyboard.press("End");
      await lab.page.keyboard.press("Enter");
      await figure(lab);
      await viewer(lab).getByText("Each cell is the mean of 4 × 4 numbers.").waitFor(patience);
      await lab.screenshot("variables-heat-map-light-1280");
      expect(await faults(lab, ".rosenblatt-Tensor")).toEqual([]);
      await tab(lab, "Table");
      const cells = viewer(lab).locator(".rosenblatt-Tensor-scroll");
      await cells.locator("td").first().waitFor(patience);
      await cells.evaluate((table) => table.scrollTo(table.scrollWidth, table.scrollHeight));
      await cells.locator("tbody th", { hasText: /^999$/ }).waitFor(patience);
      await cells.locator("thead th", { hasText: /^999$/ }).waitFor(patience);
      const last = cells.locator("tbody tr").last().locator("td").last();
      expect(await isInside(last, cells)).toBe(true);
      expect(await cells.locator("td").count()).toBeLessThan(5_000);
      await lab.screenshot("variables-table-light-1280");
      expect(await faults(lab, ".rosenblatt-Tensor")).toEqual([]);
      await tab(lab, "Histogram");
      await figure(lab);
      await lab.screenshot("variables-histogram-light-1280");

      // A picture, in the dark, on a large screen.
      await lab.page.setViewportSize({ width: 1920, height: 1080 });
      await lab.theme("Dark");
      await line(lab, "photo").click();
      const canvas = viewer(lab).locator(
        "canvas[aria-label='photo as a picture of 64 × 48 pixels']",
      );
      await canvas.waitFor(patience);
      await lab.page.waitForFunction(
        (canvas) => {
          const pixels = (canvas as HTMLCanvasElement).getContext("2d")!;
          // Blue at the beginning of both axes, red and green at the ends.
          const [red, , blue] = pixels.getImageData(63, 0, 1, 1).data;
          return canvas!.getAttribute("width") === "64" && red === 255 && blue! > 200;
        },
        await canvas.elementHandle(),
        patience,
      );
      await lab.screenshot("variables-image-dark-1920");
      await line(lab, "filters").click();
      await figure(lab);
      await viewer(lab).getByRole("slider", { name: "Position on axis 0" }).fill("7");
      await viewer(lab).getByLabel("Rows").selectOption("1");
      await figure(lab);
      await lab.screenshot("variables-slice-dark-1920");
      await tab(lab, "Image");
      await viewer(lab).getByRole("spinbutton", { name: "Position on axis 1" }).fill("4");
      await viewer(lab).locator("canvas[width='16'][height='5']").waitFor(patience);
      expect(await faults(lab, "#rosenblatt-variables")).toEqual([]);
      expect(await faults(lab, ".rosenblatt-Tensor:not(.lm-mod-hidden)")).toEqual([]);

      // Nested arrays are tables too, and can be taken along.
      await lab.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await line(lab, "confusion").click();
      await tab(lab, "Table");
      await viewer(lab).getByRole("button", { name: "Copy as CSV" }).click();
      await viewer(lab).getByText("Copied 3 × 3 numbers.").waitFor(patience);
      const copied = await lab.page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toBe("92,3,1\n5,88,7\n0,4,96");
      await lab.screenshot("variables-small-table-dark-1920");

      // A busy kernel: what was known stays, and the panel says so.
      await open(lab, "variables.ipynb");
      await lab.show("busy");
      await lab.command("notebook:run-cell");
      await lab.page
        .getByText("The kernel is busy; values are those from before.")
        .waitFor(patience);
      await line(lab, "step").filter({ hasText: "1" }).waitFor(patience);
      await lab.idle();
      await line(lab, "step").filter({ hasText: "[6]" }).waitFor(patience);

      // Each viewer has a panel of its own.
      const panels = lab.page.locator(".rosenblatt-Tensor [role=tabpanel]");
      const ids = await panels.evaluateAll((all) => all.map(({ id }) => id));
      expect(new Set(ids).size).toBe(4);

      // A reload brings panel and viewers back, as they were.
      await lab.page.getByRole("button", { name: "Show functions" }).click();
      await lab.page.getByRole("columnheader", { name: "Memory" }).getByRole("button").click();
      await settings.click();
      await line(lab, "cost").waitFor(patience);
      const kept = lab.page.waitForResponse(
        (response) => /"filter":\s*"e"/.test(response.request().postData() ?? ""),
        patience,
      );
      await lab.page.getByRole("searchbox", { name: "Filter by name or type" }).fill("e");
      await kept;
      await lab.page.evaluate(() => window.jupyterapp!.commands.execute("docmanager:save"));
      // Not by the notebook's own address: JupyterLab would bring it to the front at some later time.
      const address = new URL("/lab", lab.page.url()).href;
      await lab.page.goto(address, { waitUntil: "domcontentloaded" });
      await open(lab, "variables.ipynb");
      await line(lab, "weights").filter({ hasText: "[3]" }).waitFor(patience);
      await viewer(lab).getByText("Array · 3 × 3 · number").waitFor(patience);
      await viewer(lab).getByRole("tab", { name: "Table", selected: true }).waitFor(patience);
      await line(lab, "cost").waitFor(patience);
      await line(lab, "decay").waitFor(patience);
      await lab.page.locator("th[aria-sort='ascending']", { hasText: "Memory" }).waitFor(patience);
      await lab.page.locator("input[type='search'][value='e']").waitFor(patience);
      await lab.page.locator(".lm-TabBar-tab", { hasText: "filters" }).click();
      await viewer(lab).getByRole("tab", { name: "Image", selected: true }).waitFor(patience);
      await viewer(lab).locator("input[type='number'][value='4']").waitFor(patience);
      await viewer(lab).locator("input[type='number'][value='7']").waitFor(patience);
      await open(lab, "variables.ipynb");

      // Another notebook has its own, and one with another kernel has none.
      await open(lab, copyOf("second.ipynb", { kernel: "rosenblatt" }));
      await lab.page.getByText("No variables yet.").waitFor(patience);
      await lab.run("values");
      await line(lab, "optimizer").waitFor(patience);
      expect(await line(lab, "weights").count()).toBe(0);

      // A list of more than is shown at once leaves no room beside the last column.
      await lab.run("many");
      await line(lab, "many").click(patience);
      await lab.page.getByText("900 more").waitFor(patience);
      const room = await lab.page.locator(".rosenblatt-Variables-table").evaluate((table) => {
        const shown = [...table.querySelectorAll("th")].filter((th) => th.offsetWidth > 0);
        const [inner, outer] = [shown.at(-1)!, table].map((one) => one.getBoundingClientRect());
        return outer!.right - inner!.right;
      });
      expect(room).toBeLessThan(1);

      // What has no numbers says so, and so does what has none yet.
      await line(lab, "many").click();
      await line(lab, "none").click();
      await viewer(lab).getByText("There are no numbers in it.").waitFor(patience);
      const late = { notebook: "second.ipynb", path: ["crowd", "last"] };
      await lab.command("rosenblatt-variables:view", late);
      await viewer(lab).getByText("Array · 3 · number").waitFor(patience);
      await open(lab, "second.ipynb");
      await lab.show("endless");
      await lab.command("notebook:run-cell");
      await lab.busy();
      await line(lab, "few").click();
      await viewer(lab).getByText("Waiting for the kernel.").waitFor(patience);
      await lab.pressStop();
      await open(lab, "second.ipynb");
      await figure(lab);
      await lab.page.locator(".lm-TabBar-tab", { hasText: "confusion" }).click();
      await open(lab, "variables.ipynb");
      await line(lab, "weights").waitFor(patience);

      // A restart forgets everything.
      await lab.restartKernel();
      await line(lab, "weights").waitFor({ state: "detached", ...patience });
      await lab.page.getByText("There is no confusion any more.").waitFor(patience);
      await lab.run("values");
      await line(lab, "optimizer").filter({ hasText: "[1]" }).waitFor(patience);
      expect(lab.errors).toEqual([]);
    }),
);
