import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Exchange, KernelClient } from "./kernel-client";
import { until } from "./until";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
  await kernel.run(
    "import { spawn, exec, execSync, spawnSync, execFileSync, fork } from 'child_process'; import { once } from 'events'",
  );
});
afterAll(() => kernel.stop());

/** What a cell printed so far, each piece with its stream's letter. */
function shown({ published }: Pick<Exchange, "published">): string {
  const streams = published.filter(({ type }) => type === "stream");
  return streams.map(({ content }) => `${content.name[3]}:${content.text}`).join("");
}

describe("a child process that inherits its output", () => {
  test.each([
    ["spawn", "await once(spawn('echo', ['one'], { stdio: 'inherit' }), 'exit')"],
    [
      "spawn with files",
      "await once(spawn('echo one >&2', { shell: true, stdio: ['ignore', 2, 1] }), 'close')",
    ],
    [
      "spawn with this process's streams",
      "await once(spawn('echo', ['one'], { stdio: ['ignore', process.stdout, process.stderr] }), 'exit')",
    ],
    ["spawnSync", "spawnSync('echo', ['one'], { stdio: 'inherit' })"],
    ["execSync", "execSync('echo one', { stdio: 'inherit' })"],
    ["execFileSync", "execFileSync('echo', ['one'], { stdio: [0, 1, 2] })"],
  ])("%s: prints to its cell, between what is printed before and after", async (_, code) => {
    const result = await kernel.run(`console.log('before'); ${code}; console.log('after')`);
    expect(result.text()).toBe("before\none\nafter\n");
  });

  test("fork: prints to its cell and talks to it", async () => {
    mkdirSync(kernel.folder, { recursive: true });
    writeFileSync(
      join(kernel.folder, "child.js"),
      "process.on('message', (m) => { console.log('got', m); console.error('bad'); process.send('done'); process.disconnect() })",
    );
    const result = await kernel.run(
      "const forked = fork('./child.js'); forked.send('a word'); const [said] = await once(forked, 'message'); await once(forked, 'close'); said",
    );
    expect(result.text()).toBe("got a word\n");
    expect(result.text("stderr")).toBe("bad\n");
    expect(result.value).toBe("'done'");
  });

  test("its output shows while the thread is blocked", async () => {
    const cell = await kernel.cell(
      "execSync('echo early; while [ ! -e go ]; do sleep 0.05; done', { stdio: 'inherit' })",
    );
    await until(() => shown(cell) === "o:early\n");
    writeFileSync(join(kernel.folder, "go"), "");
    expect(await cell.reply).toMatchObject({ status: "ok" });
  });

  test("its output belongs to its cell after that ended", async () => {
    const cell = await kernel.cell(
      "const later = spawn('sleep 0.3; echo late', { shell: true, stdio: 'inherit' }); null",
    );
    await cell.idle;
    const next = await kernel.run("console.log('next'); await once(later, 'exit')");
    expect(next.text()).toBe("next\n");
    expect(shown(cell)).toBe("o:late\n");
  });

  test("30 MB of it arrive whole, broken UTF-8 replaced", async () => {
    const result = await kernel.run(
      "execSync(`head -c 30000000 /dev/zero | tr '\\\\0' x; printf '\\\\360\\\\237\\\\230'`, { stdio: 'inherit' })",
    );
    const text = result.text();
    expect(text.length).toBe(30_000_001);
    expect(text.endsWith("x\ufffd")).toBe(true);
  });

  test("what it fails with is the cell's error", async () => {
    const { reply } = await kernel.run(
      "execSync('echo no >&2; exit 3', { stdio: ['ignore', 'pipe', 'inherit'] })",
    );
    expect(reply).toMatchObject({ status: "error", ename: "Error" });
    expect(reply.evalue).toMatch(/Command failed/);
    const missing = await kernel.run(
      "const [problem] = await once(spawn('no-such-program', { stdio: 'inherit' }), 'error').catch((e) => [e]); problem.code",
    );
    expect(missing.value).toBe("'ENOENT'");
  });
});

test("a child process whose output is taken is none of the cell's", async () => {
  const result = await kernel.run(
    "const { stdout } = spawnSync('echo', ['taken']); const text = String(stdout) + execSync('echo too'); text",
  );
  expect(result.text()).toBe("");
  expect(result.value).toBe("'taken\\ntoo\\n'");
});

describe("an interrupt", () => {
  test.each([
    [
      "a child that blocks the thread",
      "execSync('echo here; sleep 98.7; true', { stdio: 'inherit' })",
    ],
    [
      "a deaf child that blocks the thread",
      "execSync(`trap '' INT TERM; echo here; sleep 98.7; sleep 98.7`, { stdio: 'inherit' })",
    ],
    [
      "a child that is waited for",
      "const waited = spawn('echo here; sleep 98.7; true', { shell: true, stdio: 'inherit' }); await once(waited, 'exit')",
    ],
  ])("ends %s", async (_, code) => {
    await kernel.run("const quiet = spawn('sleep', ['100'])");
    const cell = await kernel.cell(code);
    await until(() => shown(cell) === "o:here\n");
    await kernel.interrupt();
    expect(await cell.reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    expect(
      (await kernel.run("quiet.exitCode ?? quiet.signalCode ?? (quiet.kill(), 'spared')")).value,
    ).toBe("'spared'");
    expect(
      (await kernel.run("execSync('ps -eo args').toString().includes('sleep 98.7')")).value,
    ).toBe("false");
  });
});
