import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { type Exchange, KernelClient } from "./kernel-client";
import { until } from "./until";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
});
afterAll(() => kernel.stop());

/** The processes below `pid`, and below those. */
function descendants(pid: number): number[] {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid="]).toString().trim().split("\n");
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    pairs.filter(([, of]) => of === parent).flatMap(([child]) => [child!, ...below(child!)]);
  return below(pid);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function gone(pids: readonly number[]): Promise<void> {
  await until(() => !pids.some(exists));
}

describe("information", () => {
  test("kernel_info says all of the kernel, in words that clients know", async () => {
    for (const channel of ["shell", "control"]) {
      const info = await kernel.ask("kernel_info_request", {}, { channel });
      expect(info).toMatchObject({
        status: "ok",
        protocol_version: "5.5",
        implementation: "rosenblatt",
        implementation_version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        language_info: {
          name: "typescript",
          version: expect.stringMatching(/^\d+\./),
          mimetype: "text/typescript",
          file_extension: ".ts",
          pygments_lexer: "typescript",
          codemirror_mode: "typescript",
          nbconvert_exporter: "script",
        },
        banner: expect.stringContaining("Rosenblatt"),
        debugger: expect.any(Boolean),
        help_links: [{ text: "TypeScript", url: expect.any(String) }, expect.anything()],
      });
      expect(info.supported_features).toContain("kernel subshells");
    }
  });

  test("usage tells what the kernel and its machine use", async () => {
    const ask = () => kernel.ask("usage_request", {}, { channel: "control" });
    const first = await ask();
    expect(first).toMatchObject({
      status: "ok",
      pid: await kernel.command("pid"),
      hostname: expect.any(String),
      kernel_cpu: 0,
      cpu_count: expect.any(Number),
      host_virtual_memory: { total: expect.any(Number), percent: expect.any(Number) },
    });
    expect(first.kernel_memory).toBeGreaterThan(10_000_000);
    await kernel.run("for (const end = Date.now() + 100; Date.now() < end; );");
    const second = await ask();
    expect(second.kernel_cpu).toBeGreaterThan(0);
    expect(second.host_cpu_percent).toBeGreaterThan(0);
  });

  test("is_complete knows regular expressions and templates", async () => {
    const ask = (code: string) => kernel.ask("is_complete_request", { code });
    expect(await ask("const a = 1")).toMatchObject({ status: "complete" });
    expect(await ask("function f() {")).toMatchObject({ status: "incomplete" });
    expect(await ask("/[{]/.test(`${'{'}`)")).toMatchObject({ status: "complete" });
    expect(await ask("let = = 3")).toMatchObject({ status: "invalid" });
  });

  test("history gives the cells of the session", async () => {
    await kernel.run("'to remember'");
    const { history } = await kernel.ask("history_request", { hist_access_type: "tail", n: 1 });
    expect(history).toEqual([[1, expect.any(Number), "'to remember'"]]);
  });

  test("comm_info is empty, and connect tells the ports", async () => {
    expect(await kernel.ask("comm_info_request")).toMatchObject({ comms: {} });
    expect(await kernel.ask("connect_request")).toMatchObject({ shell_port: expect.any(Number) });
  });

  test("a request that is unknown or malformed is refused, not left hanging", async () => {
    expect(await kernel.ask("no_such_request")).toMatchObject({ status: "error" });
    expect(await kernel.ask("complete_request", { code: 1 })).toMatchObject({ status: "error" });
    expect(await kernel.ask("execute_request", {})).toMatchObject({ status: "error" });
  });
});

describe("types", () => {
  test("completion knows the types of earlier cells", async () => {
    await kernel.run("const person = { firstName: 'A', age: 3 }");
    const reply = await kernel.ask("complete_request", { code: "person.fir", cursor_pos: 10 });
    expect(reply).toMatchObject({ status: "ok", cursor_start: 7, cursor_end: 10 });
    expect(reply.matches).toContain("firstName");
    const items: { text: string; start: number; end: number }[] =
      reply.metadata._jupyter_types_experimental;
    expect(items.find(({ text }) => text === "firstName")).toMatchObject({ start: 7, end: 10 });
  });

  test("positions count code points, also behind an emoji", async () => {
    const code = "'😀😀'; person.ag";
    const reply = await kernel.ask("complete_request", { code, cursor_pos: 15 });
    expect(reply).toMatchObject({ cursor_start: 13, cursor_end: 15 });
    expect(reply.matches).toContain("age");
  });

  test("inspection tells the type", async () => {
    const reply = await kernel.ask("inspect_request", {
      code: "person",
      cursor_pos: 3,
      detail_level: 0,
    });
    expect(reply).toMatchObject({ status: "ok", found: true });
    expect(reply.data["text/plain"]).toContain("firstName: string");
  });

  test("inspection gives type, signature and documentation, and with detail_level 1 the source", async () => {
    writeFileSync(
      join(kernel.folder, "grow.ts"),
      "/** Grows. */\nexport const grow = (n: number) => n + 1;\n",
    );
    await kernel.run(
      "import { grow } from './grow.ts';\n/**\n * Doubles.\n * @param n how much\n */\nfunction twice(n: number): number {\n  return n * 2;\n}\nclass Dog { bark() { return 'wau' } }",
    );
    const inspect = async (code: string, detail_level: number) =>
      (await kernel.ask("inspect_request", { code, cursor_pos: code.length, detail_level })).data;
    const plain = await inspect("twice", 0);
    expect(plain["text/plain"]).toMatch(/function twice\(n: number\): number[\s\S]*Doubles\./);
    expect(plain["text/markdown"]).toContain("```");
    expect(plain["text/plain"]).not.toContain("n * 2");
    const full = await inspect("twice(", 1);
    expect(full["text/plain"]).toContain("  return n * 2;\n}");
    expect(full["text/markdown"]).toContain("return n * 2");
    expect((await inspect("new Dog().bark", 1))["text/plain"]).toContain("bark() { return 'wau' }");
    expect((await inspect("grow", 1))["text/plain"]).toContain("export const grow = (n: number)");
    expect((await inspect("parseInt", 1))["text/plain"]).toContain("parseInt(");
  });

  test("a type error is noted beside the output and does not keep the cell from running", async () => {
    const result = await kernel.run("const wrong: number = 'text';\nwrong", {
      allow_stdin: false,
    });
    expect(result.value).toBe("'text'");
    const note = result.of("display_data")[0]!.data;
    expect(note["text/plain"]).toMatch(/^TS2322 at 1:7: /);
    expect(note["text/html"]).toContain("--jp-");
  });

  test("mode error keeps it from running, mode off says nothing", async () => {
    for (const [mode, status] of [
      ["error", "error"],
      ["off", "ok"],
    ] as const) {
      const other = await KernelClient.start({ environment: { ROSENBLATT_TYPES: mode } });
      const result = await other.run("const wrong: number = 'text'; console.log('ran')");
      expect(result.reply.status).toBe(status);
      expect(result.text()).toBe(mode === "off" ? "ran\n" : "");
      if (mode === "off") expect(result.of("display_data")).toEqual([]);
      await other.stop();
    }
  });
});

describe("queue", () => {
  test("300 queued cells are all answered, in order", async () => {
    const cells: Exchange[] = [];
    for (let i = 0; i < 300; i++) cells.push(await kernel.cell(`${i}`));
    const replies = await Promise.all(cells.map(({ reply }) => reply));
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => "ok"));
    const counts = replies.map(({ execution_count: count }) => count);
    expect(counts).toEqual(counts.map((_, i) => counts[0] + i));
  });

  test("cells queued behind a failing one are aborted; one sent after its answer runs", async () => {
    const failing = await kernel.cell(
      "await new Promise((r) => setTimeout(r, 100)); throw new Error('stop')",
    );
    const queued = [await kernel.cell("'a'"), await kernel.cell("'b'")];
    expect(await failing.reply).toMatchObject({ status: "error" });
    const next = await kernel.cell("'next'");
    for (const { reply } of queued) expect(await reply).toMatchObject({ status: "aborted" });
    expect(await next.reply).toMatchObject({ status: "ok" });
  });

  test("stop_on_error: false lets them run", async () => {
    const failing = await kernel.cell("throw new Error('go on')", { stop_on_error: false });
    const queued = await kernel.cell("'runs'");
    expect(await failing.reply).toMatchObject({ status: "error" });
    expect(await queued.reply).toMatchObject({ status: "ok" });
  });

  test("a silent cell runs, is not counted and publishes nothing, whatever it does", async () => {
    const before = (await kernel.run("1")).reply.execution_count;
    const code =
      "const bySilent = 7; console.log('no'); display('no'); display.clear(); const n: string = 1;";
    for (const end of ["bySilent", "throw new Error('no')"]) {
      const silent = await kernel.cell(`${code} ${end}`, { silent: true, store_history: true });
      const next = await kernel.cell("'runs'", { silent: true });
      expect((await silent.reply).status).toBe(end === "bySilent" ? "ok" : "error");
      expect((await next.reply).status).toBe("ok");
      await silent.idle;
      expect(silent.published.map(({ type }) => type)).toEqual(["status", "status"]);
    }
    const after = await kernel.run("bySilent");
    expect([after.reply.execution_count, after.value]).toEqual([before + 1, "7"]);
  });
});

describe("what a cell's request asks beside", () => {
  test("store_history: false runs it in sight, without a number of its own", async () => {
    const before = (await kernel.run("1")).reply.execution_count;
    const result = await kernel.run("console.log('seen'); 'value'", { store_history: false });
    expect([result.text(), result.value]).toEqual(["seen\n", "'value'"]);
    expect(result.of("execute_input")[0]).toMatchObject({ execution_count: before });
    expect((await kernel.run("2")).reply.execution_count).toBe(before + 1);
  });

  test("a cell without a number leaves the tracebacks of others as they are", async () => {
    const thrower = "const thrower = () => {\n  throw new Error('mine');\n};";
    await kernel.run(thrower);
    const unnumbered = await kernel.run("1;\n2;\nthrow new Error('own')", { store_history: false });
    expect(unnumbered.traceback).toMatch(/line 3, column 7\n {4}3 \| throw new Error\('own'\)/);
    expect((await kernel.run("thrower()")).traceback).toContain(
      "    2 |   throw new Error('mine');",
    );
  });

  test("user_expressions are evaluated after a good cell, each for itself", async () => {
    const user_expressions = { sum: "x + 1", wrong: "nowhere", bad: "1 +", late: "await x" };
    const { reply } = await kernel.run("const x = 41", { user_expressions });
    expect(reply.user_expressions).toMatchObject({
      sum: { status: "ok", data: { "text/plain": "42" }, metadata: {} },
      wrong: { status: "error", ename: "ReferenceError" },
      bad: { status: "error", ename: "SyntaxError" },
      late: { status: "ok", data: { "text/plain": "41" } },
    });
    const failed = await kernel.run("throw new Error('no')", { user_expressions });
    expect(failed.reply).toMatchObject({ status: "error", user_expressions: {}, payload: [] });
  });

  test("clear_output and displays reach the client, also those of an earlier cell by their id", async () => {
    const first = await kernel.run("display('one', { id: 'over-cells' }); display.clear()");
    expect(first.of("clear_output")).toEqual([{ wait: false }]);
    const second = await kernel.run(
      "display('two', { id: 'over-cells', update: true }); display.clear({ wait: true })",
    );
    expect(second.of("update_display_data")[0]).toMatchObject({
      data: { "text/plain": expect.stringContaining("two") },
      transient: { display_id: "over-cells" },
    });
    expect(second.of("clear_output")).toEqual([{ wait: true }]);
    expect(second.of("display_data")).toEqual([]);
  });
});

describe("while a cell loops", () => {
  test("heartbeat, completion and control answer", async () => {
    const cell = await kernel.cell("while (true) {}");
    expect(await kernel.command("beat", { timeout: 10 })).toBe(true);
    const reply = await kernel.ask("complete_request", { code: "Math.ma", cursor_pos: 7 });
    expect(reply.matches).toContain("max");
    expect(await kernel.ask("kernel_info_request", {}, { channel: "control" })).toMatchObject({
      status: "ok",
    });
    await kernel.interrupt();
    expect(await cell.reply).toMatchObject({ status: "error" });
  });
});

describe("signatures", () => {
  test("a message with a wrong signature is not answered and not run", async () => {
    const forged = await kernel.send(
      "execute_request",
      { code: "globalThis.forged = true" },
      { forged: true },
    );
    let answered = false;
    void forged.reply.then(() => {
      answered = true;
    });
    expect((await kernel.run("typeof (globalThis as any).forged")).value).toBe("'undefined'");
    expect(answered).toBe(false);
  });
});

describe("the end", () => {
  let other: KernelClient;
  let crashed = false;
  afterEach(() => (crashed ? undefined : other.stop()));

  test("shutdown_request ends the process and its children", async () => {
    other = await KernelClient.start();
    await other.run("await import('./none.ts').catch(() => 1)");
    // By the compiler's process.
    await other.ask("complete_request", { code: "Math.ma", cursor_pos: 7 });
    const pids = [await other.command("pid")].flatMap((pid: number) => [pid, ...descendants(pid)]);
    expect(pids.length).toBeGreaterThan(1);
    const reply = await other.ask("shutdown_request", { restart: false }, { channel: "control" });
    expect(reply).toEqual({ status: "ok", restart: false });
    expect(await other.command("wait", { timeout: 20 })).toBe(0);
    await gone(pids);
  });

  test("shutdown_request on shell does the same", async () => {
    other = await KernelClient.start();
    const reply = await other.ask("shutdown_request", { restart: true });
    expect(reply).toEqual({ status: "ok", restart: true });
    expect(await other.command("wait", { timeout: 20 })).toBe(0);
  });

  test("shutdown ends a kernel that waits for an answer", async () => {
    other = await KernelClient.start();
    const cell = await other.cell("prompt('?')", { allow_stdin: true });
    await until(() => cell.questions.length > 0);
    await other.ask("shutdown_request", { restart: false }, { channel: "control" });
    await other.command("wait", { timeout: 20 });
  });

  test("shutdown ends a kernel that loops", async () => {
    other = await KernelClient.start();
    await other.cell("while (true) {}");
    const pid: number = await other.command("pid");
    const pids = [pid, ...descendants(pid)];
    expect(
      await other.ask("shutdown_request", { restart: false }, { channel: "control" }),
    ).toMatchObject({ status: "ok" });
    await other.command("wait", { timeout: 20 });
    await gone(pids);
  });

  test("a killed kernel leaves no child behind", async () => {
    other = await KernelClient.start();
    await other.run("1");
    await other.ask("complete_request", { code: "Math.ma", cursor_pos: 7 });
    const pid: number = await other.command("pid");
    const children = descendants(pid);
    expect(children.length).toBeGreaterThan(0);
    await other.command("signal", { number: 9 });
    await other.command("wait", { timeout: 20 });
    await gone(children);
  });

  test("a client that connects anew while its old connection is still open is answered", async () => {
    other = await KernelClient.start();
    await other.command("connect");
    for (const channel of ["shell", "control"]) {
      const reply = await other.ask("kernel_info_request", {}, { channel });
      expect(reply.status).toBe("ok");
    }
  });

  test("restart gives a fresh session and leaves nothing of the old one", async () => {
    other = await KernelClient.start();
    await other.run("const before = 1");
    const pid: number = await other.command("pid");
    const pids = [pid, ...descendants(pid)];
    await other.command("restart");
    expect((await other.run("typeof before")).value).toBe("'undefined'");
    await gone(pids);
  });

  test("a kernel whose server crashed ends, even in a loop", async () => {
    other = await KernelClient.start();
    await other.cell("while (true) {}");
    const pid: number = await other.command("pid");
    const pids = [pid, ...descendants(pid)];
    crashed = true;
    other.crash();
    await gone(pids);
  });
});
