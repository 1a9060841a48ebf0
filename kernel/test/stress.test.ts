import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { jupyterData, KernelClient, python } from "./kernel-client";

const driver = join(__dirname, "..", "..", "bench", "stress", "stress.py");

test("150 random cells, 8 interrupts at random moments and 2 restarts lose nothing", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "notebook-"));
  const plan = {
    ...{ kernel: "rosenblatt", cells: 150, interrupts: 8, restarts: 2, seed: 7 },
    ...{ cwd, log: join(cwd, "log"), folders: [join(jupyterData(), "kernels")] },
  };
  const { stdout } = await promisify(execFile)(python(), [driver, JSON.stringify(plan)]);
  expect(JSON.parse(stdout.trim().split("\n").at(-1)!)).toMatchObject({
    cells: 150,
    interrupts: 8,
    restarts: 2,
    lost: [],
  });
});

test("what a name held is let go when the name is declared again", async () => {
  const kernel = await KernelClient.start({ environment: { ROSENBLATT_TYPES: "off" } });
  for (let i = 0; i < 20; i++) {
    const { reply } = await kernel.run(
      `let big = new Uint8Array(50_000_000).fill(${i}); big.length`,
    );
    expect(reply.status).toBe("ok");
  }
  const code =
    "require('v8').setFlagsFromString('--expose-gc'); require('vm').runInNewContext('gc')(); process.memoryUsage().arrayBuffers / 50_000_000";
  expect(Number((await kernel.run(code)).value)).toBeLessThan(4);
  expect((await kernel.run("big[0]")).value).toBe("19");
  await kernel.stop();
});
