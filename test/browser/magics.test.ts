import { expect } from "@jest/globals";
import { inLab, withBrowser } from "./in-lab.js";
import type { LabPage } from "./lab-page.js";

/** Runs a cell and gives what it shows. */
async function shown(lab: LabPage, id: string): Promise<string> {
  await lab.run(id);
  await lab.idle();
  return lab.output(id);
}

withBrowser("magics show, load, ask and are stopped in JupyterLab", () =>
  inLab("test/browser/fixtures/magics.ipynb", async (lab) => {
    await lab.page.setViewportSize({ width: 1100, height: 2200 });
    expect(await shown(lab, "write")).toContain("Wrote part.ts");
    await lab.run("load");
    await lab.says("// %load part.ts");
    expect(await shown(lab, "run")).toContain("42");
    await lab.run("browser");
    await lab.says("drawn in object");
    expect(await shown(lab, "html")).toBe("bold");
    await lab.run("latex");
    await lab.page.waitForSelector(".jp-RenderedLatex mjx-container", { timeout: 60_000 });
    await lab.run("asked");
    await lab.says("const part: number");
    await lab.run("help");
    await lab.says("Tells how long a statement takes on average");
    expect(await shown(lab, "names")).toMatch(/names\s*string\[\]/);
    expect(await shown(lab, "list")).toContain("%npm install");
    expect(await shown(lab, "time")).toMatch(/Wall time[\s\S]*per loop/);
    await lab.show("stopped");
    await lab.command("notebook:run-cell");
    await lab.says("begun");
    await lab.pressStop();
    await lab.idle();
    expect(await lab.output("stopped")).toContain("KeyboardInterrupt");
    expect(await shown(lab, "after")).toContain("kept");
    await lab.show("write");
    await lab.screenshot("magics");
    expect(lab.errors).toEqual([]);
  }),
);
