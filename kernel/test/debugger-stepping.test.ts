import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { DebugClient } from "./debug-client";
import type { Exchange } from "./kernel-client";
import { printed } from "./until";

let client: DebugClient;

beforeAll(async () => {
  client = await DebugClient.start();
  await client.kernel.run("const shared = 1;\nfunction twice(n: number) {\n  return n * 2;\n}");
});

afterAll(() => client.stop());

/** Steps through a cell from a line of it to its end; the lines, with the function's if it is one. */
async function walk(code: string, how: "next" | "stepIn" | "stepOut", line = 1): Promise<string[]> {
  await client.breakIn(code, line);
  const { cell } = await client.runToStop(code);
  await client.breakIn(code);
  const lines: string[] = [];
  do {
    const place = (await client.places())[0]!.replace(/^Cell \[\d+\]:/, "");
    if (lines.at(-1) !== place) lines.push(place);
    await client.ask(how, { threadId: 1 });
  } while (await client.event("stopped", cell.reply));
  return lines;
}

describe("stepping over", () => {
  test("goes from line to line of the cell, over calls and awaits, and ends with it", async () => {
    const code =
      "let a = shared;\na = twice(a);\nawait null;\nawait new Promise((r) => setTimeout(r, 5));\na";
    expect(await walk(code, "next")).toEqual(["1", "2", "3", "4", "5"]);
  });

  test("stays in an async function while it waits", async () => {
    const code =
      "async function slow() {\n  await null;\n  const k = 1;\n  return k;\n}\nconst v = await slow();\nv";
    expect(await walk(code, "next")).toEqual(["slow:2", "slow:3", "slow:4", "6", "7"]);
  });

  test("passes over imports without a look inside", async () => {
    const code =
      "import { join } from 'node:path';\nimport * as os from 'node:os';\njoin(os.EOL, 'a');";
    expect(await walk(code, "next")).toEqual(["1", "2", "3"]);
  });

  test("takes a class, an enum and a decorator by their lines", async () => {
    const code =
      "enum Color { Red, Green }\nclass A {\n  n = Color.Red;\n}\nconst one = new A();\none.n";
    expect(await walk(code, "next")).toEqual(["1", "5", "6"]);
  });
});

describe("stepping in", () => {
  test("enters the user's functions and none of the kernel's", async () => {
    const code = "let b = shared;\nb = twice(b);\nawait null;\nb";
    expect(await walk(code, "stepIn")).toEqual(["1", "2", "twice:3", "3", "4"]);
  });

  test("enters an arrow function on one line", async () => {
    expect(await walk("const f = (x: number) => x + shared;\nf(1)", "stepIn")).toEqual([
      "1",
      "2",
      "f:1",
      "2",
    ]);
  });

  test("enters methods and constructors", async () => {
    const code =
      "class P {\n  n = 1;\n  get() {\n    return this.n;\n  }\n}\nconst p = new P();\np.get()";
    expect(await walk(code, "stepIn", 7)).toEqual(
      expect.arrayContaining(["7", "8", expect.stringMatching(/^get:4$/)]),
    );
  });

  test("does not enter what a package does", async () => {
    const folder = join(client.kernel.folder, "node_modules", "adder");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "name": "adder", "main": "index.js" }');
    writeFileSync(join(folder, "index.js"), "exports.add = (a, b) => {\n  return a + b;\n};\n");
    const code = "import { add } from 'adder';\nconst three = add(1, 2);\nthree";
    expect(await walk(code, "stepIn")).toEqual(["1", "2", "3"]);
  });
});

test("stepping out ends in the caller, where its statement ends", async () => {
  const code = "const deep = () => {\n  return 1;\n};\nconst got = deep();\ngot";
  expect(await walk(code, "stepOut", 2)).toEqual(["deep:2", "5"]);
});

test("a step that leaves a cell does not stop in the next one", async () => {
  await walk("shared", "next");
  await walk("shared + 1", "stepIn");
  await walk("shared + 2", "stepOut");
  const result = await client.kernel.run("const calm = twice(2);\nawait null;\ncalm");
  expect(result.value).toBe("4");
});

describe("a busy loop", () => {
  /** Runs a cell until it is busy, and optimised, and pauses it. */
  async function pauseIn(code: string): Promise<Exchange> {
    const cell = await client.kernel.cell(`console.log('here');\n${code}`);
    await printed(cell);
    await client.ask("pause", { threadId: 1 });
    expect(await client.event("stopped")).toMatchObject({ reason: "pause" });
    return cell;
  }

  test("is paused at a line of the user's, and sees what is set there", async () => {
    const cell = await pauseIn(
      "let going = true;\nlet rounds = 0;\nwhile (going) {\n  rounds++;\n}\nrounds > 0",
    );
    expect((await client.places())[0]).toMatch(/:[45]$/);
    await client.evaluate("going = false");
    await client.ask("continue");
    expect(await cell.reply).toMatchObject({ status: "ok" });
  });

  test("with nothing in it sees what is set by the name of a variable", async () => {
    const cell = await pauseIn("let on = true;\nwhile (on) {}");
    const [{ id: frameId }] = await client.frames();
    const { scopes } = await client.ask("scopes", { frameId });
    const { variablesReference } = scopes.at(-1);
    await client.ask("setVariable", { variablesReference, name: "on", value: "false" });
    await client.ask("continue");
    expect(await cell.reply).toMatchObject({ status: "ok" });
  });

  test("of a function lets its local variables be set", async () => {
    const cell = await pauseIn(
      "function spin() {\n  let more = true;\n  while (more) {}\n}\nspin();",
    );
    const [{ id: frameId }] = await client.frames();
    const { scopes } = await client.ask("scopes", { frameId });
    const { variablesReference } = scopes[0];
    await client.ask("setVariable", { variablesReference, name: "more", value: "false" });
    await client.ask("continue");
    expect(await cell.reply).toMatchObject({ status: "ok" });
  });
});

test("a loop that runs on after a step is interrupted", async () => {
  const code = "let laps = 0;\nwhile (true) {\n  laps++;\n}";
  await client.breakIn(code, 3);
  const { cell } = await client.runToStop(code);
  await client.breakIn(code);
  await client.step("next");
  await client.ask("continue");
  await new Promise((resolve) => setTimeout(resolve, 500));
  await client.kernel.interrupt();
  expect(await cell.reply).toMatchObject({ ename: "KeyboardInterrupt" });
});
