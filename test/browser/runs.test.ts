import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { until } from "../../kernel/test/until.js";
import { root } from "../lab/started-lab.js";
import { faults } from "./accessibility.js";
import { inLab, withBrowser } from "./in-lab.js";
import type { LabPage } from "./lab-page.js";
import { downloaded, RunsPanel } from "./runs-panel.js";

const patience = { timeout: 60_000 };
const folder = join(root, "output/notebooks/runs/runs");

const inConsole = `
import { digits8, fit, mlp } from "rosenblatt";
const data = await digits8();
await fit(mlp({ shape: data.shape, classes: 10 }), data, {
epochs: 100_000, name: "in a console", show: false,
});`;

interface Kept {
  readonly name: string;
  readonly tags: readonly string[];
  readonly pinned: boolean;
  readonly status: string;
  readonly learningRate: number;
}

/** The files of runs; one that is being written ends otherwise. */
function files(): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".run.json"));
  return names.filter((name) => name !== "broken.run.json");
}

/** The runs as their files have them, but one that JupyterLab is writing, which is cut off. */
function kept(): readonly Kept[] {
  const texts = files().map((name) => readFileSync(join(folder, name), "utf8"));
  return texts
    .filter((text) => text.endsWith("}") || text.endsWith("}\n"))
    .map((text) => JSON.parse(text));
}

/** Waits until a file has a run as it should be. */
async function keeps(wanted: (run: Kept) => boolean): Promise<void> {
  await until(() => kept().some(wanted));
}

/** Waits until the curves that are compared are drawn so, up to a last step or epoch. */
async function drawn(lab: LabPage, wanted: { scale: string; last: number; lines: number }) {
  await lab.page.waitForFunction(
    ({ scale, last, lines }) => {
      const graph = document.querySelector(".rosenblatt-Runs-compare .rosenblatt-Figure") as
        | (Element & { layout?: { yaxis: { type: string } }; data: { x: number[] }[] })
        | null;
      const data = graph?.data ?? [];
      const ends = data.map(({ x }) => x.at(-1) ?? 0);
      return (
        graph?.layout?.yaxis.type === scale && Math.max(...ends) === last && data.length === lines
      );
    },
    wanted,
    patience,
  );
}

withBrowser("runs are followed, commanded, kept, compared and exported", () =>
  inLab("test/browser/fixtures/runs.ipynb", async (lab) => {
    const { page } = lab;
    const panel = new RunsPanel(lab);
    await lab.theme("Light");
    await page.setViewportSize({ width: 1280, height: 860 });
    await panel.open();
    await panel.node.getByText("No runs yet").waitFor(patience);
    await lab.run("short");
    await panel.row("adam 0.01").waitFor(patience);
    await lab.idle();

    // A long run moves its curves, waits, goes on, and takes another rate.
    await lab.show("train");
    await lab.command("notebook:run-cell");
    await panel.choose("long");
    await panel.status("running");
    await panel.otherPoints(await panel.points());
    await panel.node
      .locator(".rosenblatt-Runs-head")
      .getByText(/ left$/)
      .waitFor(patience);
    await lab.screenshot("runs-panel-light-1280");
    await panel
      .fact("Device")
      .getByText(/^CPU, (1 thread|up to \d+ threads)$/)
      .waitFor(patience);
    await panel.fact("Gear").getByText("traced").waitFor(patience);
    await panel
      .fact("Waiting for data")
      .getByText(/^\d+(\.\d)? %$/)
      .waitFor(patience);
    expect(await faults(lab, "#rosenblatt-runs")).toEqual([]);
    await panel.button("Pause").click();
    await panel.status("paused");
    await panel.node
      .locator(".rosenblatt-Runs-head")
      .getByText(/^paused after /)
      .waitFor(patience);
    // Lines that were moved are found under the mouse as those that were drawn are.
    await panel.hoverCurves("training");
    await panel.button("Resume").click();
    await panel.status("running");
    const rate = panel.node.getByLabel("Learning rate");
    await rate.fill("nothing");
    expect(await panel.button("Set").isDisabled()).toBe(true);
    await rate.fill("0.02");
    await rate.press("Enter");
    await panel.node.locator("dd", { hasText: /^0\.02$/ }).waitFor(patience);

    // Names, tags and pins go to the kernel, which keeps them.
    const title = panel.node.getByLabel("Name of the run");
    await title.fill("<b>long</b>");
    await title.press("Enter");
    await panel.node.getByLabel("New tag").fill("mine");
    await panel.node.getByLabel("New tag").press("Enter");
    await panel.button("Pinned").click();
    const mine = (run: Kept) => run.name === "<b>long</b>" && run.tags.includes("mine");
    await keeps((run) => mine(run) && run.pinned);

    // The page is loaded anew in the midst of it, and finds it again.
    await page.reload({ waitUntil: "domcontentloaded" });
    await page.waitForSelector("#jupyterlab-splash", { state: "detached", ...patience });
    await panel.title("<b>long</b>");
    await panel.status("running");
    await panel.otherPoints(0);
    await panel.otherPoints(await panel.points());

    // A second notebook trains at the same time.
    await page.evaluate(async () => {
      const { contents } = (
        window.jupyterapp as unknown as {
          serviceManager: { contents: { copy(from: string, to: string): Promise<unknown> } };
        }
      ).serviceManager;
      await contents.copy("runs.ipynb", "");
    });
    await lab.command("docmanager:open", { path: "runs-Copy1.ipynb" });
    await page.waitForSelector('.lm-TabBar-tab[aria-selected="true"] >> text=runs-Copy1.ipynb');
    await lab.idle();
    await lab.command("notebook:run-all-cells");
    await panel.choose("long");
    await panel.status("running");
    expect(await panel.row("<b>long</b>").getByText("running").isVisible()).toBe(true);

    await panel.otherPoints(await panel.points());

    // Its kernel is started anew in the midst of it: what is known of the run stays.
    await page.evaluate(() =>
      (
        window.jupyterapp as unknown as {
          shell: {
            currentWidget: { sessionContext: { session: { kernel: { restart(): unknown } } } };
          };
        }
      ).shell.currentWidget.sessionContext.session.kernel.restart(),
    );
    await panel.status("interrupted");
    expect(await panel.points()).toBeGreaterThan(0);

    // The first goes on meanwhile, and ends with its best weights.
    await panel.choose("<b>long</b>");
    await panel.status("running");
    await panel.button("Stop, keep best").click();
    await panel.status("stopped");
    await keeps((run) => mine(run) && run.status === "stopped" && run.learningRate === 0.02);

    // A console's run is followed and commanded too, and deleted with its file when it has ended.
    await lab.command("console:create", { kernelPreference: { name: "rosenblatt" } });
    // Only then the prompt stays that one types into.
    await page.locator(".jp-CodeConsole-banner").getByText("TypeScript on Node").waitFor(patience);
    await page.locator(".jp-CodeConsole-promptCell .cm-content").click();
    await page.keyboard.insertText(inConsole);
    await page.keyboard.press("Shift+Enter");
    await panel.choose("in a console");
    await panel.status("running");
    await panel.otherPoints(await panel.points());
    await panel.button("Stop").click();
    await panel.status("stopped");
    await keeps(({ name, status }) => name === "in a console" && status === "stopped");
    await panel.row("in a console").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Delete Run…" }).click();
    const dialog = page.getByRole("dialog").filter({ hasText: "in a console" });
    await dialog.waitFor(patience);
    await lab.screenshot("runs-delete-light-1280");
    await dialog.getByRole("button", { name: "Delete" }).click();
    await panel.row("in a console").waitFor({ state: "detached", ...patience });
    expect(kept().map(({ name }) => name)).not.toContain("in a console");

    // Files say what is wrong with them, and open without a kernel.
    writeFileSync(join(folder, "broken.run.json"), '{"format":"rosenblatt-run","version":1');
    await panel.button("Look for runs again").click();
    await panel.node.locator(".rosenblatt-Runs-broken").getByText("cut off").waitFor(patience);
    await page.evaluate(async () => {
      const app = window.jupyterapp as unknown as {
        serviceManager: { sessions: { shutdownAll(): Promise<void> } };
      };
      await app.serviceManager.sessions.shutdownAll();
    });
    await panel.choose("adam 0.01");
    await title.fill("quick");
    await title.press("Enter");
    await keeps(({ name, tags }) => name === "quick" && tags.includes("short"));
    const file = files().find((name) =>
      readFileSync(join(folder, name), "utf8").includes('"quick"'),
    );
    await lab.command("docmanager:open", { path: `runs/${file}` });
    await page.locator(".rosenblatt-Runs-document .main-svg").first().waitFor(patience);
    await page.locator('.lm-TabBar-tab[aria-selected="true"] >> text=quick').waitFor(patience);
    await lab.screenshot("runs-document-light-1280");

    // A run as CSV and PNG.
    const table = await downloaded(lab, panel.button("CSV"));
    expect(table.name).toBe("quick.csv");
    const [head, first] = table.bytes.toString().split("\r\n");
    expect(head).toMatch(/^step,epoch,.*loss.*valAccuracy/);
    expect(first).toMatch(/^1,1,/);
    const picture = await downloaded(lab, panel.button("PNG"));
    expect(picture.name).toBe("quick.png");
    expect(picture.bytes.subarray(1, 4).toString()).toBe("PNG");

    // Compared: curves over each other, parallel axes, a table that sorts.
    await panel.row("quick").getByRole("checkbox").check();
    await panel.row("adam 0.001").first().getByRole("checkbox").check();
    await lab.theme("Dark");
    await page.setViewportSize({ width: 1920, height: 1080 });
    await lab.command("rosenblatt-runs:compare");
    const compare = page.locator(".rosenblatt-Runs-compare");
    await compare.locator(".parcoords").first().waitFor(patience);
    await compare.locator(".scatterlayer").first().waitFor(patience);
    await lab.screenshot("runs-compare-dark-1920");
    expect(await faults(lab, ".rosenblatt-Runs-compare")).toEqual([]);
    expect(await faults(lab, "#rosenblatt-runs")).toEqual([]);

    // By logarithms, beside epochs, and without the raw values that stand behind smooth ones.
    await drawn(lab, { scale: "linear", last: 69, lines: 12 });
    await compare.getByLabel("Log").check();
    await drawn(lab, { scale: "log", last: 69, lines: 12 });
    await compare.getByLabel("Horizontal axis").selectOption("epochs");
    await drawn(lab, { scale: "log", last: 3, lines: 12 });
    await compare.getByLabel("Smooth").fill("0");
    await drawn(lab, { scale: "log", last: 3, lines: 8 });
    const rates = async () => {
      const names = await compare.locator("thead button").allTextContents();
      const at = names.findIndex((name) => name.startsWith("learning rate")) - 1;
      const rows = await compare.locator("tbody tr").all();
      return Promise.all(rows.map((row) => row.locator("td").nth(at).textContent()));
    };
    const byRate = compare.getByRole("button", { name: "learning rate" }).last();
    await byRate.click();
    expect(await compare.locator('[aria-sort="ascending"]').textContent()).toContain("learning");
    const up = await rates();
    expect(up[0]).toBe("0.001");
    await byRate.click();
    expect((await rates()).map(Number)).toEqual(up.map(Number).reverse());
    const results = await downloaded(lab, compare.getByText("Table as CSV"));
    expect(results.bytes.toString()).toMatch(/^run,id,notebook,started,status.*learningRate/);
    const curves = await downloaded(lab, compare.getByText("Curves as CSV"));
    const compared = curves.bytes.toString().split("\r\n").slice(1, -1);
    expect(new Set(compared.map((row) => row.split(",")[0]))).toEqual(
      new Set(["quick", "adam 0.001"]),
    );
    const overlaid = await downloaded(lab, compare.getByText("Curves as PNG"));
    expect(overlaid.bytes.length).toBeGreaterThan(5_000);

    // What is compared is remembered.
    await page.reload({ waitUntil: "domcontentloaded" });
    await compare.locator(".parcoords").first().waitFor(patience);
    const again = compare.locator(".rosenblatt-Runs-compared li");
    await again.nth(1).waitFor(patience);
    expect(await again.count()).toBe(2);
    expect(lab.errors).toEqual([]);
  }),
);
