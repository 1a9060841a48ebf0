import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { KernelClient } from "../../../kernel/test/kernel-client";

test("in the kernel, a run that cannot be traced names the line of the cell", async () => {
  const folder = mkdtempSync(join(__dirname, ".notebook-"));
  const kernel = await KernelClient.start({ folder });
  try {
    await kernel.run('import { crossEntropy, dense, fit, iris, net } from "rosenblatt";');
    const { value } = await kernel.run(`
      const flowers = await iris();
      const loss = (outputs, labels) => {
        const value = crossEntropy(outputs, labels);
        value.dataSync();
        return value;
      };
      const run = fit(net(flowers.shape, dense(3)), flowers, { epochs: 1, loss, show: false });
      await run;
      [run.latest.gear, run.latest.note].join(": ")`);
    expect(value).toMatch(/eager: In the eager gear: .* reads .*\(.*:5\)/);
  } finally {
    await kernel.stop();
    rmSync(folder, { recursive: true });
  }
});
