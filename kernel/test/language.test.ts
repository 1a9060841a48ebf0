import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { KernelClient } from "./kernel-client";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
});
afterAll(() => kernel.stop());

/** Puts a file into the notebook's folder. */
function file(name: string, text: string): void {
  const path = join(kernel.folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
}

/** Runs cells and gives the value of the last one; an error fails the test. */
async function cells(...codes: string[]): Promise<string | undefined> {
  let value: string | undefined;
  for (const code of codes) {
    const result = await kernel.run(code);
    if (result.reply.status !== "ok") throw new Error(`${code}\n${result.traceback}`);
    value = result.value;
  }
  return value;
}

describe("names live across cells", () => {
  test.each([
    ["const", "const c1: number = 1", "const c1 = 2", "c1", "2"],
    ["let", "let l1 = 1", "let l1 = 'two'", "l1", "'two'"],
    ["var", "var v1 = 1", "var v1 = 2", "v1", "2"],
    ["function", "function f1() { return 1 }", "function f1() { return 2 }", "f1()", "2"],
    ["class", "class C1 { n = 1 }", "class C1 { n = 2 }", "new C1().n", "2"],
    ["enum", "enum E1 { A }", "enum E1 { A = 7 }", "E1.A", "7"],
    [
      "interface",
      "interface I1 { a: 1 }",
      "interface I1 { b: 2 }",
      "const i1: I1 = { b: 2 }; i1.b",
      "2",
    ],
    ["type", "type T1 = 1", "type T1 = string", "const t1: T1 = 's'; t1", "'s'"],
    [
      "namespace",
      "namespace N1 { export const a = 1 }",
      "namespace N1 { export const b = 2 }",
      "N1.b",
      "2",
    ],
  ])("%s can be declared again", async (_kind, first, second, use, value) => {
    expect(await cells(first, second, use)).toBe(value);
  });

  test("destructuring, defaults and rest declare names", async () => {
    await cells(
      "const { p: { q }, r = 3, ...others } = { p: { q: 1 }, s: 4 } as any; let [h, ...t] = [1, 2, 3]",
    );
    expect(await cells("[q, r, others.s, h, t.length]")).toBe("[ 1, 3, 4, 1, 2 ]");
  });

  test("a later cell assigns to the binding itself", async () => {
    await cells(
      "let count = 0; const add = () => { count += 10 }",
      "count++; ++count",
      "add()",
      "({ count } = { count: count * 2 })",
    );
    expect(await cells("count")).toBe("24");
  });

  test("a closure keeps the binding that it closed over", async () => {
    expect(
      await cells("let who = 'old'; const tell = () => who", "let who = 'new'", "[tell(), who]"),
    ).toBe("[ 'old', 'new' ]");
  });

  test("an object keeps its class when the class is declared again", async () => {
    await cells("class Shape {}; const square = new Shape()", "class Shape { sides = 3 }");
    expect(await cells("square instanceof Shape")).toBe("false");
  });

  test("a function finds what is declared after it", async () => {
    expect(
      await cells(
        "const callLater = () => declaredLater()",
        "function declaredLater() { return 'found' }",
        "callLater()",
      ),
    ).toBe("'found'");
  });

  test("a method called by its name has no this", async () => {
    expect(
      await cells("function self(this: unknown) { return this }", "self()  === undefined"),
    ).toBe("true");
  });

  test("tagged templates, typeof, shorthands and defaults use earlier names", async () => {
    await cells("const tag = (s: TemplateStringsArray) => s[0]; const size = 5");
    expect(
      await cells(
        "const { size: again = size } = {} as { size?: number }; [tag`x`, typeof size, typeof missing, { size }.size, again]",
      ),
    ).toBe("[ 'x', 'number', 'undefined', 5, 5 ]");
  });

  test("names that look like the kernel's own are the user's", async () => {
    await cells("let $value = 1, $publish = 2, $result = 3, $live = 4, $late = 5", "$value = 6");
    const sum = "await Promise.resolve($value + $publish + $result + $live + $late)";
    expect((await kernel.run(sum)).value).toBe("20");
  });

  test("a constant stays constant in later cells", async () => {
    await cells("const fixed = 1");
    const { reply } = await kernel.run("fixed = 2");
    expect(reply).toMatchObject({ ename: "TypeError", evalue: "Assignment to constant variable." });
  });

  test("a cell that fails gives what it reached, and leaves older names alone", async () => {
    await cells("var kept = 'before'; let lost = 'before'");
    await kernel.run(
      "let reached = 1; function hoisted() { return 2 }; throw new Error('stop'); let lost = 2; var kept = 'after'",
    );
    expect(await cells("[reached, hoisted(), lost, kept]")).toBe("[ 1, 2, 'before', 'before' ]");
  });

  test("an unknown name is a ReferenceError", async () => {
    expect((await kernel.run("unknownName + 1")).reply).toMatchObject({
      ename: "ReferenceError",
      evalue: "unknownName is not defined",
    });
  });

  test("a property put on globalThis is a name", async () => {
    expect(await cells("(globalThis as any).onGlobal = 3", "onGlobal")).toBe("3");
  });

  test("functions keep their names although esbuild renames them", async () => {
    expect(
      await cells(
        "function same() {}",
        "const x = 1; const named = (() => { function same2() {}; const x = () => 2; return [same2.name, x.name] })(); named",
      ),
    ).toBe("[ 'same2', 'x' ]");
  });
});

describe("a cell's value", () => {
  test.each([
    ["an expression", "1 + 1", "2"],
    ["an object literal that looks like a block", "{ a: 1, b: [2] }", "{ a: 1, b: [ 2 ] }"],
    ["a string that looks like a directive", '"use me"', "'use me'"],
    ["an expression before a semicolon and a comment", "3; // three", "3"],
    ["an awaited expression", "await Promise.resolve(4)", "4"],
    ["a promise, not waited for", "new Promise(() => {})", "Promise { <pending; await it> }"],
    ["nothing for undefined", "undefined", undefined],
    ["nothing for a declaration", "const nothing = 1", undefined],
    ["nothing for a function declaration", "5; function last() {}", undefined],
    [
      "nothing for a decorated class",
      "const d = (v: any, c: any) => v; @d class Decorated {}",
      undefined,
    ],
    ["nothing for a block", "{ let inner = 1; inner }", undefined],
    ["nothing for an empty cell", "", undefined],
    ["null", "null", "null"],
  ])("is %s", async (_what, code, value) => {
    expect(await cells(code)).toBe(value);
  });

  test("is computed once, whatever the cell looks like", async () => {
    await cells("let calls = 0; const once = () => ++calls");
    await cells("{ calls: once() }");
    expect(await cells("calls")).toBe("1");
  });
});

describe("TypeScript's and newer syntax", () => {
  test.each([
    ["satisfies and as const", "({ a: 1 } as const) satisfies { a: number }", "{ a: 1 }"],
    ["parameter properties", "class P { constructor(readonly n: number) {} } new P(3).n", "3"],
    [
      "abstract classes and overloads",
      "abstract class A { abstract f(): number } class B extends A { f(): number; f() { return 2 } } new B().f()",
      "2",
    ],
    [
      "decorators",
      "const twice = (f: any, _: any) => function (this: any) { return 2 * f.call(this) }; class D { @twice n() { return 4 } } new D().n()",
      "8",
    ],
    ["generics", "const id = <T,>(x: T): T => x; id<number>(6)", "6"],
    ["const enums", "const enum K { A = 3 } K.A", "3"],
    ["export before a declaration", "export const exported = 9; exported", "9"],
    ["export lists", "const inList = 1; export { inList }; 2", "2"],
    ["a private field", "class F { #x = 5; get() { return this.#x } } new F().get()", "5"],
    ["for await", "let sum = 0; for await (const n of [1, Promise.resolve(2)]) sum += n; sum", "3"],
    ["type assertions in angle brackets", "<number>7", "7"],
    [
      "declare and ambient types",
      "declare const ambient: number; declare global { interface Window2 {} }; 1",
      "1",
    ],
  ])("%s", async (_what, code, value) => {
    expect(await cells(code)).toBe(value);
  });

  test("using disposes at the end of the cell, after its value was taken", async () => {
    const result = await kernel.run(
      "using res = { n: 1, [Symbol.dispose]() { console.log('gone') } }; res.n",
    );
    expect([result.text(), result.value]).toEqual(["gone\n", "1"]);
  });
});

describe("imports", () => {
  test("Node's modules, in each form", async () => {
    await cells(
      "import fs, { existsSync as exists } from 'node:fs'; import * as path from 'path'; import 'node:os'",
    );
    expect(await cells("[typeof fs.readFileSync, exists('/'), path.basename('/a/b')]")).toBe(
      "[ 'function', true, 'b' ]",
    );
  });

  test("a type imported without `type` needs no value", async () => {
    expect(
      await cells(
        "import { Stats, statSync } from 'node:fs'; const s: Stats = statSync('/'); s.isDirectory()",
      ),
    ).toBe("true");
  });

  test("a value that a module lacks is an error", async () => {
    const { reply } = await kernel.run(
      "import { nothingLikeThis } from 'node:fs'; nothingLikeThis()",
    );
    expect(reply).toMatchObject({
      ename: "SyntaxError",
      evalue: expect.stringContaining("nothingLikeThis"),
    });
  });

  test("a statement in the wrong place is an error in one sentence", async () => {
    expect((await kernel.run("1;\nbreak")).traceback).toMatch(
      /^SyntaxError: Cannot use "break" here\nCell \[\d+\], line 2, column 1\n/,
    );
  });

  test("a CommonJS package whose names cannot be foreseen", async () => {
    file(
      "node_modules/hidden/index.js",
      "module.exports = make(); function make() { return { a: 1, b: () => 2 } }",
    );
    expect(
      await cells("import { a, b } from 'hidden'; import * as all from 'hidden'; [a, b(), all.a]"),
    ).toBe("[ 1, 2, 1 ]");
  });

  test("an ESM-only package, by import and by import()", async () => {
    file("node_modules/modern/package.json", '{ "type": "module", "exports": "./index.js" }');
    file("node_modules/modern/index.js", "await null; export const esm = 'yes'; export default 5");
    expect(
      await cells(
        "import d, { esm } from 'modern'; const again = await import('modern'); [d, esm, again.esm]",
      ),
    ).toBe("[ 5, 'yes', 'yes' ]");
  });

  test("local .ts files, with and without extension, by import and by require", async () => {
    file(
      "lib/local.ts",
      "export enum Colour { Red = 3 }\nexport const twice = (n: number): number => 2 * n;",
    );
    expect(
      await cells(
        "import { Colour, twice } from './lib/local.ts'; import * as l2 from './lib/local'; const l3 = require('./lib/local'); const l4 = await import('./lib/local.ts'); [Colour.Red, twice(4), l2.Colour.Red, l3.Colour.Red, l4.twice(1)]",
      ),
    ).toBe("[ 3, 8, 3, 3, 2 ]");
  });

  test("JSON with an import attribute", async () => {
    file("data.json", '{ "answer": 42 }');
    expect(await cells("import data from './data.json' with { type: 'json' }; data.answer")).toBe(
      "42",
    );
  });

  test("import.meta and __dirname are those of the notebook's folder", async () => {
    const value = await cells(
      "[import.meta.dirname, __dirname, new URL('.', import.meta.url).pathname.slice(0, -1)].every((d) => d === process.cwd())",
    );
    expect(value).toBe("true");
  });

  test("an import below the first statement is done first", async () => {
    expect(await cells("const early = sep.length; import { sep } from 'node:path'; early")).toBe(
      "1",
    );
  });
});
