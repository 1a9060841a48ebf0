import { execFileSync } from "node:child_process";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { TypeService } from "../src/language/type-service.js";
import { createTypeService } from "../src/types/index.js";

/** The compilers that this process started. */
function compilers(): number[] {
  const rows = execFileSync("ps", ["-A", "-o", "ppid=,pid=,stat=,args="], { encoding: "utf8" });
  return rows
    .split("\n")
    .map((row) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(row) ?? [])
    .filter(([, parent, , state, args]) => {
      return Number(parent) === process.pid && !state?.startsWith("Z") && args?.includes("--lsp");
    })
    .map(([, , pid]) => Number(pid));
}

describe("the compiler's process", () => {
  let types: TypeService | undefined;
  const lines: string[] = [];
  const start = (executable?: () => string): TypeService => {
    lines.length = 0;
    const log = (line: string) => lines.push(line);
    types = createTypeService({ folder: __dirname, log, ...(executable && { executable }) });
    return types;
  };
  afterEach(() => types?.dispose());

  test("dispose() leaves none behind, and answers are empty afterwards", async () => {
    const types = start();
    await types.check("1");
    expect(compilers()).toHaveLength(1);
    await types.dispose();
    expect(compilers()).toEqual([]);
    expect(await types.check("missing")).toEqual([]);
    expect(await types.complete("Arr", 3)).toEqual({ start: 3, end: 3, items: [] });
    expect(lines).toEqual([]);
  });

  test("dispose() during the start leaves none behind", async () => {
    await start().dispose();
    expect(compilers()).toEqual([]);
  });

  test("a crash is survived twice, with what the session knew", async () => {
    const types = start();
    types.add("const known = 1;");
    for (const crashes of [1, 2]) {
      expect(await types.check("known.foo")).toHaveLength(1);
      for (const pid of compilers()) process.kill(pid, "SIGKILL");
      await types.check("known.bar");
      expect(await types.check("known.foo")).toHaveLength(1);
      expect(lines).toHaveLength(crashes);
    }
    for (const pid of compilers()) process.kill(pid, "SIGKILL");
    await types.check("known.foo");
    expect(await types.check("known.foo")).toEqual([]);
    expect(await types.isComplete("foo(")).toEqual({ status: "incomplete", indent: "  " });
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatch(/^Types are off: /);
  });

  test.each([
    ["missing", () => "/nowhere/tsc"],
    ["not installed", () => createRequireError()],
    ["no language server", () => process.execPath],
  ])("a compiler that is %s turns types off with one line", async (_, executable) => {
    const types = start(executable);
    expect(await types.check("missing")).toEqual([]);
    expect((await types.complete("Arr", 3)).items).toEqual([]);
    expect(await types.inspect("Array", 3)).toBeUndefined();
    expect(await types.isComplete("1 +")).toEqual({ status: "incomplete", indent: "  " });
    await types.dispose();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^Types are off: /);
  });
});

function createRequireError(): string {
  throw new Error("Cannot find module '@typescript/typescript-none-none/package.json'");
}
