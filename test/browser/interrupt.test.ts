import { expect } from "@jest/globals";
import { inLab, withBrowser } from "./in-lab.js";

withBrowser(
  "Stop ends loops, timers, waits and child processes in JupyterLab, and keeps state",
  () =>
    inLab("test/browser/fixtures/interrupt.ipynb", async (lab) => {
      await lab.run("kept");
      await lab.idle();
      for (const id of ["loop", "timer", "pending", "child"]) {
        await lab.show(id);
        await lab.command("notebook:run-cell");
        await lab.busy();
        await lab.pressStop();
        await lab.idle();
        expect(await lab.output(id)).toContain("KeyboardInterrupt");
      }
      await lab.run("after");
      await lab.idle();
      expect(await lab.output("after")).toContain("still counted");
      await lab.screenshot("interrupted");
      expect(lab.errors).toEqual([]);
    }),
);
