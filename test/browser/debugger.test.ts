import { expect } from "@jest/globals";
import { DebuggerPanel } from "./debugger-panel.js";
import { inLab, withBrowser } from "./in-lab.js";

const [file, loop, call] = ["file", "loop", "call"];

withBrowser(
  "the bug icon, breakpoints, steps and variables work, in cells and in a file, and after a restart",
  () =>
    inLab("test/browser/fixtures/debugger.ipynb", async (lab) => {
      const panel = new DebuggerPanel(lab);
      await lab.run(file);
      await panel.turnOn();
      await lab.show(loop);
      await panel.clickGutter(panel.cell(1), 5, 1);
      await lab.command("notebook:run-cell");
      await panel.standsAt(panel.cell(1), "total += square");
      await panel.shows("square", "1");
      await panel.shows("total", "0");
      await lab.screenshot("debugger-stopped");

      await lab.command("debugger:next");
      await panel.standsAt(panel.cell(1), "for (let side");
      await panel.shows("total", "1");
      await lab.command("debugger:continue");
      await panel.shows("square", "4");
      await panel.standsAt(panel.cell(1), "total += square");

      await panel.clickGutter(panel.cell(1), 5, 0);
      await lab.command("debugger:continue");
      await lab.idle();
      expect(await lab.output(loop)).toContain("14");
      await panel.shows("total", "14");
      await lab.screenshot("debugger-running");

      await panel.openSource("shapes.ts");
      await panel.clickGutter(panel.file(), 5, 1);
      await panel.backToNotebook();
      await lab.show(call);
      await lab.command("notebook:run-cell");
      await panel.standsAt(panel.file(), "return factor * square");
      await panel.shows("square", "144");
      await lab.screenshot("debugger-file");
      await lab.command("debugger:continue");
      await panel.backToNotebook();
      await lab.idle();
      expect(await lab.output(call)).toContain("144");

      // Beyond this JupyterLab itself complains of requests that its restart cut off.
      expect(lab.errors).toEqual([]);
      await panel.clickGutter(panel.cell(1), 5, 1);
      await panel.restartKernel();
      await lab.run(file);
      await lab.show(loop);
      await lab.command("notebook:run-cell");
      await panel.standsAt(panel.file(), "return factor * square");
      await lab.command("debugger:continue");
      await panel.standsAt(panel.cell(1), "total += square");
      await panel.backToNotebook();
      await panel.turnOff();
      await lab.idle();
      expect(await lab.output(loop)).toContain("14");
    }),
);
