import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { jupyterData, KernelClient, python } from "./kernel-client";
import { until } from "./until";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
});
afterAll(() => kernel.stop());

/** Megabytes that the kernel's process holds, after its garbage was collected. */
async function memory(): Promise<number> {
  const code =
    "require('v8').setFlagsFromString('--expose-gc'); require('vm').runInNewContext('gc')(); process.memoryUsage().rss / 1e6";
  return Number((await kernel.run(code)).value);
}

describe("streams", () => {
  test("console and direct writes keep their order, also between stdout, stderr and displays", async () => {
    const { published } = await kernel.run(
      "console.log('a'); console.error('b'); process.stdout.write('c'); display({ 'text/plain': 'd' }); process.stdout.write(Buffer.from('é')); 'f'",
    );
    const shown = published.flatMap(({ type, content }) => {
      if (type === "stream") return [`${content.name}:${content.text}`];
      return content.data ? [`${type}:${content.data["text/plain"]}`] : [];
    });
    expect(shown).toEqual([
      "stdout:a\n",
      "stderr:b\n",
      "stdout:c",
      "display_data:d",
      "stdout:é",
      "execute_result:'f'",
    ]);
  });

  test("5,000 printed lines all arrive, in order", async () => {
    const result = await kernel.run("for (let i = 0; i < 5000; i++) console.log(`line ${i}`)");
    const lines = Array.from({ length: 5000 }, (_, i) => `line ${i}\n`);
    expect(result.text()).toBe(lines.join(""));
    expect(result.of("stream").length).toBeLessThan(200);
  });

  test("100 MB arrive whole and in order, and 100 more need no more memory", async () => {
    const code =
      "for (let i = 0; i < 1000; i++) process.stdout.write(`${i} ${'x'.repeat(100_000)}\\n`)";
    const lines = (await kernel.run(code)).text().split("\n");
    expect(lines.pop()).toBe("");
    expect(lines.map((line) => parseInt(line, 10))).toEqual([...Array(1000).keys()]);
    expect(lines.every((line, i) => line.length === 100_001 + `${i}`.length)).toBe(true);
    const before = await memory();
    expect((await kernel.run(code)).text().length).toBe(100_004_890);
    expect((await memory()) - before).toBeLessThan(70);
  });

  test("a client that does not read slows the printer down, and then gets everything", async () => {
    const progress = join(mkdtempSync(join(tmpdir(), "slow-")), "progress");
    const code = `for (let i = 0; i < 800; i++) { process.stdout.write(\`\${i} \${"x".repeat(100_000)}\`); require("fs").appendFileSync("${progress}", ".") }`;
    const plan = { kernel: "rosenblatt", cwd: kernel.folder, code, progress };
    const { stdout } = await promisify(execFile)(
      python(),
      [join(__dirname, "slow_client.py"), JSON.stringify(plan)],
      { env: { ...process.env, JUPYTER_DATA_DIR: jupyterData() } },
    );
    const printed = Array.from({ length: 800 }, (_, i) => `${i} ${"x".repeat(100_000)}`).join("");
    const { stopped, length, digest } = JSON.parse(stdout);
    expect(stopped).toBeLessThan(800);
    expect(length).toBe(printed.length);
    expect(digest).toBe(createHash("sha256").update(printed).digest("hex"));
  });

  test("one write of 20 MB arrives whole, in portions that break no character", async () => {
    const result = await kernel.run("process.stdout.write('a' + '😀'.repeat(5_000_000))");
    expect(result.text()).toBe(`a${"😀".repeat(5_000_000)}`);
  });

  test("200,000 tiny writes are few messages", async () => {
    const result = await kernel.run("for (let i = 0; i < 200_000; i++) process.stdout.write('ab')");
    expect(result.text()).toBe("ab".repeat(200_000));
    expect(result.of("stream").length).toBeLessThan(100);
  });

  test("a character split over two writes is put together", async () => {
    const code =
      "const bytes = Buffer.from('😀'); process.stdout.write(bytes.subarray(0, 2)); process.stdout.write(bytes.subarray(2))";
    expect((await kernel.run(code)).text()).toBe("😀");
  });

  test("output belongs to the cell that made it, also after it ended", async () => {
    const first = await kernel.cell(
      "setTimeout(() => console.log('late'), 150); const later = async () => { await null; console.log('by the first') }",
    );
    await first.idle;
    const second = await kernel.run(
      "console.log('second'); await new Promise((r) => setTimeout(r, 300))",
    );
    await until(() => first.published.some(({ type }) => type === "stream"));
    expect(second.text()).toBe("second\n");
    expect(first.published.find(({ type }) => type === "stream")?.content.text).toBe("late\n");
    expect((await kernel.run("await later()")).text()).toBe("by the first\n");
  });

  test("a result comes before idle and after what was printed, in 40 cells that wait", async () => {
    for (let i = 0; i < 40; i++) {
      const { published } = await kernel.run(`await null; console.log(${i}); ${i}`);
      expect(published.map(({ type }) => type)).toEqual([
        "status",
        "execute_input",
        "stream",
        "execute_result",
        "status",
      ]);
    }
  });
});

describe("console", () => {
  test.each([
    [
      "log",
      "console.log('%s is %d and %o', 'a', 1, { b: [1] }, 'rest'); console.log(); console.log([new Map([[1, { c: 2 }]])], -0, 1n, Symbol('s'), null)",
    ],
    [
      "error, warn, info and debug",
      "console.error('e', new Map()); console.warn('w'); console.info('i'); console.debug('d')",
    ],
    [
      "table",
      "console.table([{ a: 1, b: 'x' }, { a: 2, c: true }]); console.table([[1, 2], [3, 4]], ['1']); console.table('text'); console.table(new Map([['k', 1]]))",
    ],
    [
      "group",
      "console.group('one'); console.log('in\\nside'); console.group(); console.error('deep'); console.groupEnd(); console.groupEnd(); console.log('out'); console.groupCollapsed('c'); console.groupEnd()",
    ],
    [
      "time",
      "console.time('t'); console.timeLog('t', { more: 1 }); console.timeEnd('t'); console.timeEnd('none')",
    ],
    [
      "count",
      "console.count(); console.count('x'); console.count('x'); console.countReset('x'); console.count('x')",
    ],
    [
      "assert",
      "console.assert(true, 'no'); console.assert(false, 'failed %d', 1); console.assert(0)",
    ],
    [
      "dir",
      "console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 }); console.dir({ a: { b: { c: { d: 1 } } } }, { depth: null }); console.dirxml([1])",
    ],
    ["trace", "console.trace('here %s', 'x')"],
  ])("%s behaves as in Node", async (_, code) => {
    const own = await kernel.run(code);
    const node = spawnSync(process.execPath, ["-e", code], { encoding: "utf8" });
    expect(masked(own.text())).toBe(masked(node.stdout));
    expect(masked(own.text("stderr"))).toBe(masked(node.stderr));
  });

  /** Without what differs from run to run: times, processes, and the places of a trace. */
  const masked = (text: string): string =>
    text
      .replace(/[\d.]+m?s\b/g, "TIME")
      .replace(/node:\d+/g, "PROCESS")
      .replace(/^ {4}at .*\n/gm, "");
});

test("errors have colours, values in plain text have none", async () => {
  const { reply } = await kernel.run("throw new Error('red')");
  expect(reply.traceback.join("\n")).toContain("\u001b[31mError\u001b[39m: red");
  expect((await kernel.run("({ n: 1, s: 'text', d: new Date(0) })")).value).not.toContain("\u001b");
});

describe("displays", () => {
  test("a value shows itself, at once or later, with bytes as base64", async () => {
    await kernel.run(
      "class Shown { constructor(readonly late: boolean) {} [Symbol.for('Jupyter.display')]() { const b = { 'image/png': new Uint8Array([1, 2, 3]), 'text/plain': 'me' }; return this.late ? Promise.resolve(b) : b } }",
    );
    for (const late of [false, true]) {
      const [result] = (await kernel.run(`new Shown(${late})`)).of("execute_result");
      expect(result!.data).toEqual({ "image/png": "AQID", "text/plain": "me" });
    }
  });

  test("a display is replaced by its id", async () => {
    const result = await kernel.run(
      "display({ 'text/plain': 'one' }, { id: 'x1' }); display({ 'text/plain': 'two' }, { id: 'x1', update: true }); undefined",
    );
    expect(result.of("display_data")[0]).toMatchObject({
      data: { "text/plain": "one" },
      transient: { display_id: "x1" },
    });
    expect(result.of("update_display_data")[0]).toMatchObject({
      data: { "text/plain": "two" },
      transient: { display_id: "x1" },
    });
  });

  test("a library reaches the kernel through its symbol", async () => {
    const result = await kernel.run(
      "(globalThis as any)[Symbol.for('rosenblatt.kernel')].display({ 'application/json': { n: new Float32Array([1, 2]) } }, { displayId: 'lib' })",
    );
    expect(result.of("display_data")[0]).toMatchObject({
      data: { "application/json": { n: [1, 2] } },
      transient: { display_id: "lib" },
    });
  });

  test("a value whose display method throws is shown by what is in it, with the reason", async () => {
    const code =
      "({ a: 1, [Symbol.for('Jupyter.display')]() { throw new RangeError('not now') } })";
    const { reply, value } = await kernel.run(code);
    expect(reply.status).toBe("ok");
    expect(value).toMatch(/a: 1[\s\S]*display method failed: RangeError: not now/);
  });
});

describe("errors", () => {
  test("a traceback points at the cell's own lines and columns", async () => {
    const result = await kernel.run(
      "interface Wide { a: number; b: string }\n\nfunction fail(w: Wide): never {\n  const n: number = w.a;\n  throw new RangeError(`bad ${n}`);\n}\nlet ok: Wide = { a: 1, b: '' };\n  fail(ok)",
    );
    const count = result.reply.execution_count;
    expect(result.reply).toMatchObject({ status: "error", ename: "RangeError", evalue: "bad 1" });
    expect(result.traceback).toBe(
      [
        "RangeError: bad 1",
        `Cell [${count}], line 5, column 9, in fail`,
        "    5 |   throw new RangeError(`bad ${n}`);",
        "      |         ^",
        `Cell [${count}], line 8, column 3`,
        "    8 |   fail(ok)",
        "      |   ^",
      ].join("\n"),
    );
  });

  test("it names the cell that declared what failed, and hides the kernel and Node", async () => {
    const declared = await kernel.run("const thrower = () => { throw new Error('deep') }");
    const { traceback, reply } = await kernel.run("await Promise.resolve();\n[1].map(thrower)");
    expect(traceback).toContain(
      `Cell [${declared.reply.execution_count}], line 1, column 31, in thrower`,
    );
    expect(traceback).toContain(`Cell [${reply.execution_count}], line 2, column 5`);
    expect(traceback).not.toMatch(/node:|kernel\/lib|ºcell/);
  });

  test("a local .ts file is mapped too", async () => {
    mkdirSync(join(kernel.folder, "lib"), { recursive: true });
    writeFileSync(
      join(kernel.folder, "lib", "breaks.ts"),
      "type A = number;\ninterface B { x: A }\nexport function breaks(b: B): never {\n  throw new Error('in file' + b.x);\n}\n",
    );
    const { traceback } = await kernel.run(
      "import { breaks } from './lib/breaks'; breaks({ x: 1 })",
    );
    expect(traceback).toMatch(/breaks\.ts, line 4, column 9, in breaks/);
  });

  test("a syntax error shows the line", async () => {
    const result = await kernel.run("const fine = 1;\nconst 😀bad = ;");
    expect(result.reply).toMatchObject({ status: "error", ename: "SyntaxError" });
    expect(result.traceback).toMatch(/Cell \[\d+\], line 2, column 7\n {4}2 \| const 😀bad = ;\n/);
  });

  test("causes, further properties and things that are no errors are shown", async () => {
    const caused = await kernel.run(
      "throw Object.assign(new Error('outer', { cause: new TypeError('inner') }), { code: 'E_X' })",
    );
    expect(caused.traceback).toMatch(/Error: outer.*code: 'E_X'.*Caused by:.*TypeError: inner/s);
    const plain = await kernel.run("throw { reason: 5 }");
    expect(plain.reply.evalue).toBe("{ reason: 5 }");
  });

  test("an error printed by the user names the cell, not what the kernel made of it", async () => {
    const result = await kernel.run("\n\nconsole.log(new Error('printed').stack)");
    const count = result.reply.execution_count;
    expect(result.text()).toBe(`Error: printed\n    at Cell [${count}]:3:13\n`);
  });

  test("errors after the end are shown at the cell that made them, and kill nothing", async () => {
    const cell = await kernel.cell(
      "setTimeout(() => { throw new Error('in a timer') }, 50);\nPromise.reject(new Error('not handled'));\nnull",
    );
    await cell.idle;
    await kernel.run("'another cell'");
    const text = (): string =>
      cell.published
        .filter(({ type }) => type === "stream")
        .map(({ content }) => content.text)
        .join("");
    await until(() => /timer/.test(text()) && /handled/.test(text()));
    expect(text()).toMatch(/line 1, column 26/);
    expect((await kernel.run("'alive'")).value).toBe("'alive'");
  });

  test("process.exit() in a cell is an error of the cell", async () => {
    expect((await kernel.run("process.exit(3)")).reply.status).toBe("error");
    expect((await kernel.run("1")).value).toBe("1");
  });
});
