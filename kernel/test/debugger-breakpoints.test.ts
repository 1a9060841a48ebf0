import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { DebugClient } from "./debug-client";
import type { Exchange } from "./kernel-client";

let client: DebugClient;
let cell: Exchange | undefined;

beforeAll(async () => {
  client = await DebugClient.start();
});

afterEach(async () => {
  if (cell) await client.finish(cell);
  cell = undefined;
});

afterAll(() => client.stop());

/** Runs a cell with breakpoints up to the first stop and gives the places of the stack. */
async function stopIn(code: string, ...wanted: (number | object)[]): Promise<string[]> {
  const { sourcePath: path } = await client.ask("dumpCell", { code });
  await client.breakAt(path, ...wanted);
  ({ cell } = await client.runToStop(code));
  return client.places();
}

describe("a breakpoint in a cell", () => {
  test("stops before its line runs, in the cell by its path", async () => {
    expect(await stopIn("let a = 1;\na = 2;\na", 2)).toEqual(["Cell [1]:2"]);
    expect(await client.evaluate("a")).toBe("1");
    const { sourcePath } = await client.ask("dumpCell", { code: "let a = 1;\na = 2;\na" });
    expect((await client.frames())[0].source).toMatchObject({ path: sourcePath });
  });

  test("on a line without code moves to the next one", async () => {
    const made = await client.breakIn("const c = 1;\n\n// nothing\nconst d = 2;", 2);
    expect(made).toMatchObject([{ verified: true, line: 4 }]);
  });

  test("after the last line with code is refused with a reason", async () => {
    const made = await client.breakIn("const e = 1;\n\n\n// the end", 3);
    expect(made).toMatchObject([{ verified: false, line: 3 }]);
    expect(made[0].message).toMatch(/no code/);
  });

  test("stops again when the cell is run again", async () => {
    const code = "const again = 1;\nagain";
    await stopIn(code, 1);
    await client.ask("continue");
    await cell?.reply;
    ({ cell } = await client.runToStop(code));
    expect(await client.places()).toEqual([expect.stringMatching(/^Cell \[\d+\]:1$/)]);
  });

  test("stops in a function that a later cell calls", async () => {
    const code = "function square(n: number) {\n  return n * n;\n}";
    await client.kernel.run(code);
    expect(await client.breakIn(code, 2)).toMatchObject([{ verified: true, line: 2 }]);
    ({ cell } = await client.runToStop("square(3)"));
    expect((await client.places())[0]).toBe("square:2");
  });

  test("is known in a cell that ran before the debugger was on", async () => {
    const code = "function cube(n: number) {\n  return n ** 3;\n}";
    await client.ask("disconnect");
    await client.kernel.run(code);
    await client.turnOn();
    await client.breakIn(code, 2);
    ({ cell } = await client.runToStop("cube(3)"));
    expect((await client.places())[0]).toBe("cube:2");
  });

  test.each([
    [
      "JSX",
      "/** @jsx h */\nfunction h(...all: any[]) { return all.length }\nconst el = <b>\n  {1 + 1}\n</b>;",
      3,
    ],
    ["an enum", "enum Size { Small = 1, Large }\nconst size = Size.Large;", 2],
    [
      "a decorator",
      "const same = (value: any, context: any) => value;\nclass Q {\n  @same\n  m() {\n    return 1;\n  }\n}\nnew Q().m();",
      5,
    ],
    ["using", "const r = { [Symbol.dispose]() {} };\nusing u = r;\nconst z = 1;", 3],
    ["an object", "{\n  a: 1,\n  b: [1].map(String)\n}", 3],
  ])("finds its line in a cell with %s", async (_what, code, line) => {
    expect((await stopIn(code, line))[0]).toMatch(new RegExp(`:${line}$`));
  });
});

describe("a breakpoint with a condition", () => {
  const loop = "let sum = 0;\nfor (let i = 0; i < 10; i++) {\n  sum += i;\n}\nsum";

  test("stops only where it holds", async () => {
    await stopIn(loop, { line: 3, condition: "(i as number) === 7" });
    expect(await client.evaluate("i")).toBe("7");
  });

  test("knows the names of other cells", async () => {
    await client.kernel.run("const limit = 4");
    await stopIn(`${loop} // limit`, { line: 3, condition: "i > limit" });
    expect(await client.evaluate("i")).toBe("5");
  });

  test("counts its hits", async () => {
    await stopIn(`${loop} // hits`, { line: 3, hitCondition: "4" });
    expect(await client.evaluate("i")).toBe("3");
  });

  test("that is no expression is refused with a reason", async () => {
    const [made] = await client.breakIn(`${loop} // bad`, { line: 3, condition: "i ===" });
    expect(made).toMatchObject({ verified: false, message: expect.stringContaining("Unexpected") });
  });

  test("and a message prints it at the cell and does not stop", async () => {
    const code = `${loop} // log`;
    await client.breakIn(code, { line: 3, condition: "i > 7", logMessage: "i is {i}, {{ i }.i}" });
    const { reply, published } = await client.kernel.run(code);
    expect(reply.status).toBe("ok");
    const text = published
      .filter(({ type }) => type === "stream")
      .map(({ content }) => content.text);
    expect(text.join("")).toBe("i is 8, 8\ni is 9, 9\n");
  });
});

describe("a breakpoint in a file", () => {
  const text =
    "import { join } from 'node:path';\nconst one: number = 1;\n\nexport function area(r: number): number {\n  const square = r * r;\n  return square + one;\n}\n";
  let path: string;

  beforeAll(() => {
    path = join(client.kernel.folder, "shapes.ts");
    writeFileSync(path, text);
  });

  test("that is not loaded yet stops in its first statements", async () => {
    expect(await client.breakAt(path, 2)).toMatchObject([{ verified: false, line: 2 }]);
    ({ cell } = await client.runToStop("import { area } from './shapes'; area(2)"));
    expect((await client.places())[0]).toBe("shapes.ts:2");
    expect((await client.frames())[0].source).toMatchObject({ name: "shapes.ts", path });
  });

  test("that is loaded is verified and stops in its functions", async () => {
    expect(await client.breakAt(path, 5)).toMatchObject([{ verified: true, line: 5 }]);
    ({ cell } = await client.runToStop("area(3)"));
    expect((await client.places())[0]).toBe("area:5");
    expect(await client.values()).toMatchObject({ r: "3" });
  });

  test("is never away while the client sets it once more, with others or without", async () => {
    const [first] = await client.breakAt(path, 5);
    const [again, other] = await client.breakAt(path, 5, 6);
    expect([again, other.line]).toEqual([first, 6]);
    expect(await client.breakAt(path, 5)).toEqual([first]);
    ({ cell } = await client.runToStop("area(2)"));
    expect((await client.places())[0]).toBe("area:5");
  });

  test("stays when the file is edited and loaded anew", async () => {
    await client.breakAt(path, 6);
    writeFileSync(path, text.replace("r * r", "3 * r * r"));
    ({ cell } = await client.runToStop("area(1)"));
    expect((await client.places())[0]).toBe("area:6");
    expect(await client.values()).toMatchObject({ square: "3" });
  });

  test("of CommonJS stops as well", async () => {
    const common = join(client.kernel.folder, "old.cjs");
    writeFileSync(common, "const x = 1;\nexports.plus = (n) => {\n  return n + x;\n};\n");
    await client.breakAt(common, 1, 3);
    ({ cell } = await client.runToStop("require('./old.cjs').plus(1)"));
    expect((await client.frames())[0]).toMatchObject({ line: 1, source: { path: common } });
    await client.ask("continue");
    await client.event("stopped");
    expect((await client.frames())[0].line).toBe(3);
  });
});

describe("a break on exceptions", () => {
  const caught = "try {\n  throw new Error('inner');\n} catch {}";
  const late =
    "await null;\nawait new Promise((r) => setTimeout(r, 5));\nthrow new TypeError('late');";

  test("that are uncaught stops where one is thrown, after an await too", async () => {
    await client.ask("setExceptionBreakpoints", { filters: ["uncaught"] });
    const run = await client.runToStop(`${caught}\n${late}`);
    cell = run.cell;
    expect(run.stop).toMatchObject({ reason: "exception", text: "TypeError: late" });
    expect(await client.places()).toEqual([expect.stringMatching(/:6$/)]);
    expect(await client.ask("exceptionInfo", { threadId: 1 })).toMatchObject({
      exceptionId: "TypeError",
      breakMode: "unhandled",
    });
  });

  test("of all kinds stops at a caught one", async () => {
    await client.ask("setExceptionBreakpoints", { filters: ["all"] });
    ({ cell } = await client.runToStop(caught));
    expect(await client.places()).toEqual([expect.stringMatching(/:2$/)]);
  });

  test("is over when it is taken back", async () => {
    await client.ask("setExceptionBreakpoints", { filters: ["all"] });
    await client.ask("setExceptionBreakpoints", { filters: [] });
    expect((await client.kernel.run(late)).reply).toMatchObject({
      status: "error",
      evalue: "late",
    });
  });
});

test("a breakpoint of a function stops when it is called", async () => {
  await client.kernel.run("const halve = (n: number) => n / 2;");
  const { breakpoints } = await client.ask("setFunctionBreakpoints", {
    breakpoints: [{ name: "halve" }, { name: "nobody" }],
  });
  expect(breakpoints).toMatchObject([{ verified: true }, { verified: false }]);
  ({ cell } = await client.runToStop("halve(8)"));
  expect((await client.places())[0]).toMatch(/^halve:1/);
  await client.ask("setFunctionBreakpoints", { breakpoints: [] });
});

test("the statement debugger stops", async () => {
  ({ cell } = await client.runToStop("const before = 1;\ndebugger;\nbefore"));
  expect((await client.places())[0]).toMatch(/:2$/);
});
