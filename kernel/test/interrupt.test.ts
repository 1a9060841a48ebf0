import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { CellResult, type Exchange, KernelClient } from "./kernel-client";
import { printed, until } from "./until";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
  await kernel.run("let kept = 'kept'");
  writeFileSync(join(kernel.folder, "endless.mjs"), `export const endless = 1; ${forever}`);
  writeFileSync(join(kernel.folder, "endless.cjs"), forever);
  writeFileSync(
    join(kernel.folder, "endless-typed.ts"),
    `export const typed: number = 1; ${forever}`,
  );
});
afterAll(() => kernel.stop());

/** Starts a cell and waits until it says that it is where it should be interrupted. */
async function begun(code: string): Promise<Exchange> {
  const cell = await kernel.cell(code);
  await printed(cell);
  return cell;
}

const endlessWait = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)";
/** A module with a function `f` that loops for ever. */
const wasm = `new Uint8Array([${[
  [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0],
  [7, 5, 1, 1, 102, 0, 0, 10, 9, 1, 7, 0, 3, 64, 12, 0, 11, 11],
]}])`;
const forever = "console.log('here'); while (true) {}";

test("an interrupt names the line that ran, none that only declared what it used", async () => {
  await kernel.run("let counted = 0");
  for (const code of ["counted++", "counted += counted"]) {
    const cell = await begun(`console.log('here');\nwhile (true) ${code}`);
    await kernel.interrupt();
    await cell.idle;
    const { traceback } = new CellResult(await cell.reply, cell.published);
    expect(traceback.match(/Cell \[/g)).toHaveLength(1);
    expect(traceback).toContain(`while (true) ${code}`);
  }
});

describe("an interrupt ends a cell and keeps the session", () => {
  test.each([
    ["in a loop", forever],
    ["in a loop after an await", `await null; ${forever}`],
    ["in a loop after a timer", `await new Promise((r) => setTimeout(r, 20)); ${forever}`],
    ["in a timer's callback", `await new Promise(() => setTimeout(() => { ${forever} }, 20))`],
    ["in an immediate's callback", `await new Promise(() => setImmediate(() => { ${forever} }))`],
    [
      "in a file callback",
      `await new Promise(() => require('fs').stat('/', () => { ${forever} }))`,
    ],
    ["waiting for what never comes", "console.log('here'); await new Promise(() => {})"],
    ["in a loop of microtasks", "console.log('here'); while (true) await null"],
    [
      "in a loop of microtasks in a library",
      "console.log('here'); await (function again(): Promise<void> { return Promise.resolve().then(again) })()",
    ],
    [
      "in a loop that catches everything",
      "console.log('here'); for (;;) try { while (true) {} } catch {}",
    ],
    [
      "in a loop of microtasks without promises",
      "const again = () => queueMicrotask(again); again(); console.log('here'); await new Promise(() => {})",
    ],
    [
      "in a loop of ticks",
      "const tick = () => process.nextTick(tick); tick(); console.log('here'); await new Promise(() => {})",
    ],
    ["while it waits for another thread", `console.log('here'); ${endlessWait}`],
    [
      "while it waits for another thread after an await",
      `await null; console.log('here'); ${endlessWait}`,
    ],
    [
      "in a regular expression that backtracks",
      "console.log('here'); /^(a+)+$/.test('a'.repeat(40) + 'b')",
    ],
    [
      "in a comparator",
      "console.log('here'); Array.from({ length: 1e6 }, Math.random).sort((a, b) => { for (let i = 0; i < 1e5; i++); return a - b })",
    ],
    [
      "in a reviver",
      "const text = JSON.stringify(Array(1e5).fill(0)); console.log('here'); JSON.parse(text, (_, v) => { for (let i = 0; i < 1e6; i++); return v })",
    ],
    [
      "in a value that shows itself",
      `({ [Symbol.for('nodejs.util.inspect.custom')]() { ${forever} } })`,
    ],
    ["in an imported module", "import { endless } from './endless.mjs'; endless"],
    ["in a required file", "require('./endless.cjs')"],
    ["in a local TypeScript file", "import { typed } from './endless-typed'; typed"],
    [
      "in the user's own AsyncLocalStorage",
      `const own = new (require('async_hooks').AsyncLocalStorage)(); await own.run(1, async () => { await null; ${forever} })`,
    ],
    [
      "in the user's own AsyncLocalStorage, all the time",
      "const mine = new (require('async_hooks').AsyncLocalStorage)(); await null; console.log('here'); for (;;) mine.run(1, () => Promise.resolve(mine.getStore()))",
    ],
    [
      "in WebAssembly",
      `console.log('here'); new WebAssembly.Instance(new WebAssembly.Module(${wasm})).exports.f()`,
    ],
    [
      "while a worker keeps it waiting",
      "const w = new (require('worker_threads').Worker)('for (;;);', { eval: true }); console.log('here'); await new Promise((r) => w.once('exit', r))",
    ],
    ["while it prints without end", "for (;;) console.log('here')"],
  ])("%s", async (_where, code) => {
    const cell = await begun(code);
    expect(await kernel.interrupt()).toMatchObject({ status: "ok" });
    expect(await cell.reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    const { value } = await kernel.run("await new Promise((r) => setTimeout(r, 5)); kept");
    expect(value).toBe("'kept'");
    const late = await kernel.run(
      "console.log('mine'); await new Promise((r) => setTimeout(r, 5))",
    );
    expect(late.text()).toBe("mine\n");
  });

  test("the traceback tells where a loop was", async () => {
    const cell = await begun("console.log('here')\nfunction spin() {\n  for (;;) {}\n}\nspin()");
    await kernel.interrupt();
    const { traceback } = await cell.reply;
    expect(traceback.join("\n")).toMatch(/line 3/);
    expect(traceback.join("\n")).toMatch(/line 5/);
  });

  test("a cell that waits step by step does not go on", async () => {
    const cell = await begun(
      "let steps = 0; console.log('here'); for (;;) { await new Promise((r) => setTimeout(r, 10)); steps++ }",
    );
    await kernel.interrupt();
    await cell.reply;
    const code = "const seen = steps; await new Promise((r) => setTimeout(r, 100)); steps - seen";
    expect(Number((await kernel.run(code)).value)).toBeLessThanOrEqual(1);
  });

  test("queued cells are aborted", async () => {
    const cell = await begun(forever);
    const queued = await kernel.cell("'never'");
    await kernel.interrupt();
    expect(await cell.reply).toMatchObject({ status: "error" });
    expect(await queued.reply).toMatchObject({ status: "aborted" });
  });

  test("code that listens for SIGINT comes to its own end", async () => {
    const cell = await begun(
      "let stopping = false; const stop = () => { stopping = true }; process.on('SIGINT', stop); let rounds = 0; console.log('here'); while (!stopping) { const end = Date.now() + 150; while (Date.now() < end); await new Promise(setImmediate); rounds++ } process.off('SIGINT', stop); const model = 'valid'",
    );
    await kernel.interrupt();
    expect(await cell.reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    expect((await kernel.run("model")).value).toBe("'valid'");
  });

  test("a second interrupt does not wait for one that listens and goes on", async () => {
    const cell = await begun(
      "const deaf = () => {}; process.on('SIGINT', deaf); console.log('here'); await new Promise(() => {})",
    );
    const first = kernel.interrupt();
    await kernel.interrupt();
    await first;
    expect(await cell.reply).toMatchObject({ status: "error" });
    expect((await kernel.run("process.off('SIGINT', deaf); kept")).value).toBe("'kept'");
  });

  test("SIGINT interrupts a cell that waits", async () => {
    const cell = await begun("console.log('here'); await new Promise(() => {})");
    await kernel.command("signal", { number: 2 });
    expect(await cell.reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
  });

  test("nothing happens when nothing runs", async () => {
    expect(await kernel.interrupt()).toMatchObject({ status: "ok" });
    expect((await kernel.run("kept")).value).toBe("'kept'");
  });

  test("background work that hangs the thread is stopped", async () => {
    await kernel.run("setTimeout(() => { while (true) {} }, 20)");
    await new Promise((resolve) => setTimeout(resolve, 100));
    const next = await kernel.cell("kept");
    await new Promise((resolve) => setTimeout(resolve, 100));
    await kernel.interrupt();
    await next.reply;
    expect((await kernel.run("kept")).value).toBe("'kept'");
  });

  test("of native code is told to be impossible, and done when that returns", async () => {
    const pipe = join(kernel.folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const cell = await begun("console.log('here'); require('fs').readFileSync('pipe')");
    await kernel.interrupt();
    await until(() => /Cannot interrupt yet/.test(textOf(cell)));
    writeFileSync(pipe, "something");
    expect(await cell.reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    expect((await kernel.run("kept")).value).toBe("'kept'");
  });
});

function textOf({ published }: Exchange): string {
  const streams = published.filter(({ type }) => type === "stream");
  return streams.map(({ content }) => content.text).join("");
}
