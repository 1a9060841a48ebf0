import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { murmur2 } from "../src/debugger/murmur2";
import { DebugClient } from "./debug-client";
import { printed } from "./until";

let client: DebugClient;

beforeAll(async () => {
  client = await DebugClient.start({ on: false });
});

afterAll(() => client.stop());

describe("a cell's path", () => {
  /** By ipykernel's own `murmur2_x86`. */
  test.each([
    ["", 3990065800],
    ["a", 2167009006],
    ["ab", 2805137849],
    ["abc", 3350977461],
    ["abcd", 804720481],
    ["const a = 1;\nlet b = a;\n", 2555622979],
    ["größe 🎉 ∑", 3082921689],
    [`${"x".repeat(1000)}é`, 1733521605],
  ])("has the hash of its text as ipykernel has it (%#)", (text, hash) => {
    expect(murmur2(text, 0xc70f6907)).toBe(hash);
  });

  test("is what a client makes of debugInfo by itself", async () => {
    const { hashMethod, hashSeed, tmpFilePrefix, tmpFileSuffix } = await client.ask("debugInfo");
    expect(hashMethod).toBe("Murmur2");
    await client.turnOn();
    const { sourcePath } = await client.ask("dumpCell", { code: "const a = 1;" });
    expect(sourcePath).toBe(`${tmpFilePrefix}${murmur2("const a = 1;", hashSeed)}${tmpFileSuffix}`);
    expect(await client.ask("source", { source: { path: sourcePath } })).toMatchObject({
      content: "const a = 1;",
    });
    await client.ask("disconnect");
  });
});

describe("the kernel says that it has a debugger", () => {
  test("in its info, by both fields", async () => {
    expect(await client.kernel.ask("kernel_info_request")).toMatchObject({
      debugger: true,
      supported_features: expect.arrayContaining(["debugger"]),
    });
  });
});

describe("a request", () => {
  test.each(["setBreakpoints", "stackTrace", "threads", "continue", "dumpCell"])(
    "that needs a debugger which is on is refused while it is off: %s",
    async (command) => {
      const { success, message } = await client.request(command);
      expect(success).toBe(false);
      expect(message).toMatch(/initialize/);
    },
  );

  test("that nobody knows is refused with a reason, and numbered like its question", async () => {
    await client.turnOn();
    const answer = await client.request("fly");
    expect(answer).toMatchObject({ type: "response", command: "fly", success: false });
    expect(answer.message).toMatch(/does not know/);
    expect(answer.request_seq).toEqual(expect.any(Number));
  });

  test("to go on is refused while the thread runs", async () => {
    const { success, message } = await client.request("next", { threadId: 1 });
    expect({ success, message }).toEqual({
      success: false,
      message: "Cannot next: expected a thread that stands, got one that runs",
    });
  });

  test("without a path for its breakpoints is refused and harms nothing", async () => {
    expect(await client.request("setBreakpoints", { source: {} })).toMatchObject({
      success: false,
    });
    expect(await client.request("setBreakpoints")).toMatchObject({ success: false });
    expect((await client.kernel.run("1 + 1")).value).toBe("2");
  });
});

describe("while stopped", () => {
  afterEach(async () => {
    const { stoppedThreads } = await client.ask("debugInfo");
    if (stoppedThreads.length > 0) await client.kernel.interrupt();
  });

  const loop = "console.log('printed before');\nlet n = 0;\nwhile (true) {\n  n++;\n}";

  test("heartbeat, completion and earlier output are there, and threads name the only one", async () => {
    const { cell } = await client.stopIn(loop, 4);
    expect(await client.kernel.command("beat", { timeout: 5 })).toBe(true);
    const completed = await client.kernel.ask("complete_request", { code: "Mat", cursor_pos: 3 });
    expect(completed.matches).toContain("Math");
    await printed(cell);
    expect(await client.ask("threads")).toEqual({ threads: [{ id: 1, name: "main" }] });
    expect(await client.ask("debugInfo")).toMatchObject({ isStarted: true, stoppedThreads: [1] });
    await client.kernel.interrupt();
    expect(await cell.reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    await client.event("continued");
  });

  test("an interrupt throws away what ran, keeps the session, and the debugger goes on", async () => {
    const code = "const kept = 'kept';\nlet ran = false;\nran = true;\nglobalThis.ranOn = true;";
    const { cell } = await client.stopIn(code, 3);
    await client.kernel.interrupt();
    expect(await cell.reply).toMatchObject({ ename: "KeyboardInterrupt" });
    expect((await client.kernel.run("[kept, (globalThis as any).ranOn]")).value).toBe(
      "[ 'kept', undefined ]",
    );
    const again = await client.runToStop(code);
    expect((await client.places())[0]).toMatch(/:3$/);
    expect(await client.finish(again.cell)).toMatchObject({ status: "ok" });
  });

  test("code that listens for SIGINT comes to its own end", async () => {
    const code =
      "let stopping = false;\nconst stop = () => { stopping = true };\nprocess.on('SIGINT', stop);\nlet turns = 0;\nwhile (!stopping) {\n  turns++;\n  await new Promise(setImmediate);\n}\nprocess.off('SIGINT', stop);\nconst ended = 'by itself';";
    const { cell } = await client.stopIn(code, 6);
    await client.kernel.interrupt();
    expect(await cell.reply).toMatchObject({ ename: "KeyboardInterrupt" });
    expect((await client.kernel.run("ended")).value).toBe("'by itself'");
  });

  test("disconnecting lets the cell run to its end, and forgets the breakpoints", async () => {
    const { cell } = await client.stopIn("let m = 1;\nm = 2;\nm", 2);
    await client.ask("disconnect", { restart: false });
    await client.event("terminated");
    expect(await cell.reply).toMatchObject({ status: "ok" });
    expect(await client.ask("debugInfo")).toMatchObject({ isStarted: false, breakpoints: [] });
  });

  test("an expression that does not end is given up, and the cell goes on", async () => {
    await client.turnOn();
    const { cell } = await client.stopIn("let j = 1;\nj = 2;\nj", 2);
    const [{ id: frameId }] = await client.frames();
    const endless = { expression: "(() => { while (true); })()", frameId, context: "hover" };
    expect((await client.request("evaluate", endless)).success).toBe(false);
    expect(await client.finish(cell)).toMatchObject({ status: "ok" });
    await client.ask("disconnect");
  });

  test("terminate ends the cell", async () => {
    await client.turnOn();
    const { cell } = await client.stopIn("let k = 1;\nk = 2;\nk", 2);
    await client.ask("terminate");
    expect(await cell.reply).toMatchObject({ ename: "KeyboardInterrupt" });
  });
});

test("an interrupt of a running cell works with the debugger on", async () => {
  const cell = await client.kernel.cell("console.log('here'); while (true) {}");
  await printed(cell);
  await client.kernel.interrupt();
  expect(await cell.reply).toMatchObject({ ename: "KeyboardInterrupt" });
});

test("variables are listed while a cell is busy", async () => {
  const cell = await client.kernel.cell(
    "let spinning = true; console.log('here'); while (spinning) {}",
  );
  await printed(cell);
  const { variables } = await client.ask("inspectVariables");
  expect(variables).toContainEqual(expect.objectContaining({ name: "spinning", value: "true" }));
  await client.ask("evaluate", { expression: "spinning = false" });
  expect(await cell.reply).toMatchObject({ status: "ok" });
});

test("the requests of VS Code's extension, in its order, stop in the cell and show it", async () => {
  await client.ask("disconnect");
  const cells = [
    "const base = 2;",
    "function pow(n: number) {\n  return n ** base;\n}",
    "const p = pow(3);\np",
  ];
  await client.kernel.run(cells[0]!);
  const initialized = await client.ask("initialize", {
    ...{
      clientID: "vscode",
      clientName: "Visual Studio Code",
      adapterID: "Python Kernel Debug Adapter",
    },
    ...{ pathFormat: "path", linesStartAt1: true, columnsStartAt1: true },
    ...{ supportsVariableType: true, supportsVariablePaging: true, locale: "en" },
  });
  expect(initialized).toMatchObject({ supportsConfigurationDoneRequest: true });
  expect((await client.ask("debugInfo")).stoppedThreads).toEqual([]);
  await client.ask("attach", { justMyCode: true, type: "Python Kernel Debug Adapter" });
  await client.event("initialized");
  const paths: string[] = [];
  for (const code of cells) paths.push((await client.ask("dumpCell", { code })).sourcePath);
  await client.ask("setBreakpoints", {
    source: { name: "notebook.ipynb", path: paths[1] },
    lines: [2],
    breakpoints: [{ line: 2 }],
    sourceModified: false,
  });
  await client.ask("setFunctionBreakpoints", { breakpoints: [] });
  await client.ask("setExceptionBreakpoints", { filters: [], filterOptions: [] });
  await client.ask("configurationDone");
  await client.kernel.run(cells[1]!);
  const { cell, stop } = await client.runToStop(cells[2]!);
  expect(stop).toMatchObject({ reason: "breakpoint", threadId: 1, allThreadsStopped: true });
  const frames = await client.frames();
  expect(frames.map(({ source, line }) => [source.path, line])).toEqual([
    [paths[1], 2],
    [paths[2], 1],
  ]);
  expect(await client.values()).toEqual({ n: "3" });
  expect(await client.values("Globals")).toMatchObject({ base: "2" });
  await client.ask("continue", { threadId: 1 });
  expect(await cell.reply).toMatchObject({ status: "ok" });
  await client.ask("disconnect", { restart: false });
});

test("a restart with the thread stopped works, and breakpoints are set anew as JupyterLab does", async () => {
  await client.turnOn({ clientID: "jupyterlab" });
  const code = "let r = 1;\nr = 2;\nr";
  const before = await client.ask("debugInfo");
  await client.stopIn(code, 2);
  await client.kernel.command("restart");
  const after = await client.ask("debugInfo");
  expect(after).toMatchObject({ isStarted: false, stoppedThreads: [], breakpoints: [] });
  expect(after.tmpFilePrefix).not.toBe(before.tmpFilePrefix);
  await client.turnOn({ clientID: "jupyterlab" });
  const { cell } = await client.stopIn(code, 2);
  expect(await client.places()).toEqual(["Cell [1]:2"]);
  expect(await client.finish(cell)).toMatchObject({ status: "ok" });
});
