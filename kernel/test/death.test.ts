import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { jupyterData, KernelClient, python } from "./kernel-client";

interface Event {
  readonly event?: "restarting";
  readonly text?: string;
  readonly status?: string;
}

/** Runs cells in a kernel that is watched and restarted as by the Jupyter server. */
async function watched(cells: readonly string[], environment = {}): Promise<Event[]> {
  const plan = { kernel: "rosenblatt", cwd: mkdtempSync(join(tmpdir(), "notebook-")), cells };
  const { stdout } = await promisify(execFile)(
    python(),
    [join(__dirname, "autorestart.py"), JSON.stringify(plan)],
    { env: { ...process.env, JUPYTER_DATA_DIR: jupyterData(), ...environment }, timeout: 60_000 },
  );
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const works = "console.log('works')";

test("a session that runs out of memory is restarted, and its successor says why and what helps", async () => {
  const fill =
    "const all: object[][] = []; for (;;) all.push(Array.from({ length: 1000 }, () => ({})))";
  const events = await watched([fill, works, works], { NODE_OPTIONS: "--max-old-space-size=100" });
  expect(events[0]).toEqual({ event: "restarting" });
  expect(events[1]!.text).toMatch(
    /^stderr: .*ran out of memory.*limit of \d+ MB.*NODE_OPTIONS=--max-old-space-size=\d+/,
  );
  expect(events[1]!.text).toMatch(/stdout: works\n$/);
  expect(events[2]).toEqual({ text: "stdout: works\n", status: "ok" });
});

test("a native crash is restarted, and the successor says so", async () => {
  // Kills itself as a faulty addon would, behind the back of what guards `process`.
  const crash =
    "require('child_process').execSync(`kill -SEGV ${process.pid}`); await new Promise(() => {})";
  const events = await watched([works, crash, works]);
  expect(events[0]).toEqual({ text: "stdout: works\n", status: "ok" });
  expect(events[1]).toEqual({ event: "restarting" });
  expect(events[2]!.text).toMatch(/^stderr: The session before this one died: native code crashed/);
  expect(events[2]!.status).toBe("ok");
});

test("a restart that was asked for is no death", async () => {
  const kernel = await KernelClient.start();
  await kernel.command("restart");
  expect((await kernel.run(works)).text("stderr")).toBe("");
  await kernel.stop();
});
