import { mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { TypeService } from "../src/language/type-service.js";
import { createTypeService } from "../src/types/index.js";

const REPOSITORY = resolve(__dirname, "../..");

function serviceIn(folder: string): TypeService {
  return createTypeService({ folder, log: (line) => expect(line).toBe("") });
}

/** The codes of what is wrong, each with the text that it points at. */
async function mistakes(types: TypeService, code: string): Promise<string[]> {
  const found = await types.check(code);
  return found.map(({ code: number, start, end }) => `${number} ${code.slice(start, end)}`);
}

describe("names across cells", () => {
  let types: TypeService;
  beforeEach(() => {
    types = serviceIn(REPOSITORY);
  });
  afterEach(() => types.dispose());

  test("a correct cell has no diagnostics", async () => {
    expect(await types.check("const unused = [1, 2].map((n) => n * 2);")).toEqual([]);
  });

  test("a later cell knows the types of earlier variables", async () => {
    types.add(
      "const list = [1, 2, 3]; const [first, { deep: inner }] = [1, { deep: 'x' }] as const;",
    );
    types.add("const doubled = list.map((n) => n * 2);");
    expect(await mistakes(types, "doubled.length; doubled.size;")).toEqual(["2339 size"]);
    expect(await mistakes(types, "const a: 1 = first; const b: number = inner;")).toEqual([
      "2322 b",
    ]);
    expect(await mistakes(types, "missing")).toEqual(["2304 missing"]);
  });

  test("an empty array or an unset variable is filled by later cells", async () => {
    types.add("const losses = []; let best;");
    expect(await mistakes(types, "losses.push(0.5); best = losses[0]; losses.map(String)")).toEqual(
      [],
    );
  });

  test.each(["{ a: 1, b: 2 }", "// the point\n{ n, m: n }", "/* a **/ { m() { return n } }"])(
    "%j is an object, as when it runs",
    async (code) => {
      types.add("const n = 1;");
      expect(await mistakes(types, code)).toEqual([]);
      expect(await mistakes(types, code.replace("{", "{ z: no,"))).toEqual(["2304 no"]);
    },
  );

  test("let can be assigned to in a later cell, const cannot", async () => {
    types.add("let n = 1; const c = 1; for (var i = 0; i < 3; i++);");
    expect(await mistakes(types, "n = 2; n++; i = 4;")).toEqual([]);
    expect(await mistakes(types, "n = 'two'")).toEqual(["2322 n"]);
    expect(await mistakes(types, "c = 2")).toEqual(["2588 c"]);
  });

  test("a name is what its newest cell declares", async () => {
    types.add("const x = 1; class P { old = 1 }");
    types.add("const keep: P = new P();");
    expect(await mistakes(types, "const x = 'text'; x.length")).toEqual([]);
    types.add("const x = 'text'; class P { young = 1 }");
    expect(await mistakes(types, "x.length; new P().young")).toEqual([]);
    expect(await mistakes(types, "x.toFixed(); new P().old")).toEqual(["2551 toFixed", "2339 old"]);
  });

  test("a value of a redeclared class keeps its old class", async () => {
    types.add("class P { #secret = 1; old = 1 }");
    types.add("const p = new P();");
    types.add("class P { #secret = 1; young = 1 }");
    expect(await mistakes(types, "p.old; p.young; const q: P = p;")).toEqual([
      "2339 young",
      "2322 q",
    ]);
  });

  test("types, interfaces, enums, namespaces and functions cross cells", async () => {
    types.add(
      `interface Point { x: number }
       type Pair<T> = [T, T];
       enum Color { Red, Green }
       namespace Geometry.Plane { export const origin: Point = { x: 0 }; }
       function norm(p: Point): number { return Math.abs(p.x); }
       const Unit = { x: 1 }; type Unit = typeof Unit;`,
    );
    const fine = `const pair: Pair<Point> = [{ x: 1 }, Geometry.Plane.origin];
      const color: Color = Color.Green; const unit: Unit = Unit; norm(pair[0]);`;
    expect(await mistakes(types, fine)).toEqual([]);
    const wrong = "norm('a'); Color.Blue; const p: Point = { y: 1 };";
    expect(await mistakes(types, wrong)).toEqual(["2345 'a'", "2339 Blue", "2353 y"]);
  });

  test("a class is one type through all cells", async () => {
    types.add("class Model { #weights = [1]; layers = 2 }");
    types.add("const model = new Model();");
    expect(await mistakes(types, "const again: Model = model; model instanceof Model")).toEqual([]);
  });

  test("export, top-level await, require and display are allowed", async () => {
    const code = `export const answer = await Promise.resolve(42);
      export default function named() { return answer; }
      const fs = require("fs"); display(answer, { id: "a", update: true });`;
    expect(await mistakes(types, code)).toEqual([]);
    types.add(code);
    expect(await mistakes(types, "answer.toFixed(); named().toFixed(); answer.foo")).toEqual([
      "2339 foo",
    ]);
    expect(await mistakes(types, "display()")).toEqual(["2554 display"]);
  });

  test("imports are visible in later cells", async () => {
    types.add('import * as tf from "@tensorflow/tfjs"; import { join as glue } from "node:path";');
    expect(await mistakes(types, "tf.tensor([1]).add(1); glue('a')")).toEqual([]);
    expect(await mistakes(types, "tf.tensor([1]).nope; glue(1)")).toEqual(["2339 nope", "2345 1"]);
  });

  test("declare global reaches later cells", async () => {
    types.add("declare global { var everywhere: number }");
    expect(await mistakes(types, "everywhere.toFixed(); everywhere.foo")).toEqual(["2339 foo"]);
  });

  test("only syntax errors are told of a cell that has some", async () => {
    expect(await mistakes(types, "missing; const a = ;")).toEqual(["1109 ;"]);
    expect((await types.check("if (true) {")).map(({ start }) => start)).toEqual([11]);
  });

  test("messages do not name the cells' modules", async () => {
    types.add("namespace Space { export const a = 1 } class Own { a = 1 }");
    const found = await types.check("Space.b; const own: Own = 1; Own.c");
    expect(found).toHaveLength(3);
    for (const { message } of found) expect(message).not.toMatch(/rosenblatt|import\(/);
  });
});

describe("positions", () => {
  test("count UTF-16 units within the cell, after astral characters and over lines", async () => {
    const types = serviceIn(REPOSITORY);
    types.add("/** A comment\n * of many lines. */\nlet n = 1;");
    const code = '"😀😀"; n;\r\nconst 变量 = "😀" + n.bad;\n\n\tn.worse';
    expect(await mistakes(types, code)).toEqual(["2339 bad", "2339 worse"]);
    await types.dispose();
  });
});

describe("local files", () => {
  let folder: string;
  let types: TypeService;
  const write = (name: string, text: string, seconds: number) => {
    writeFileSync(join(folder, name), text);
    utimesSync(join(folder, name), seconds, seconds);
  };
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "types-")));
    types = serviceIn(folder);
  });
  afterAll(async () => {
    await types.dispose();
    rmSync(folder, { recursive: true });
  });

  test("are imported from the notebook's folder, and Node's globals are known without packages", async () => {
    write("deep.ts", "export type Deep = number;", 1000);
    write("local.ts", 'import type { Deep } from "./deep";\nexport const a: Deep = 1;', 1000);
    const code =
      'import { a } from "./local"; import { a as b } from "./local.ts"; a.toFixed(); b.x;';
    expect(await mistakes(types, code)).toEqual(["2339 x"]);
    expect(await mistakes(types, "console.log(process.pid, Buffer, fetch, setTimeout)")).toEqual(
      [],
    );
  });

  test("a change of an imported file is noticed, also of a file that it imports", async () => {
    const code = 'import { a } from "./local"; a.toFixed();';
    expect(await mistakes(types, code)).toEqual([]);
    write("deep.ts", "export type Deep = string;", 2000);
    write("local.ts", 'import type { Deep } from "./deep";\nexport const a: Deep = "";', 2000);
    expect(await mistakes(types, code)).toEqual(["2551 toFixed"]);
    write("deep.ts", "export type Deep = any;", 3000);
    expect(await mistakes(types, code)).toEqual([]);
  });

  test("a file written after its import failed is found", async () => {
    const code = 'import { late } from "./late"; late.toFixed();';
    expect(await mistakes(types, code)).toEqual(['2307 "./late"']);
    write("late.ts", "export const late = 1;", 1000);
    expect(await mistakes(types, code)).toEqual([]);
  });

  test("a tsconfig.json in the folder does not disturb", async () => {
    write(
      "tsconfig.json",
      '{ "compilerOptions": { "types": [], "lib": ["es5"] }, "files": [] }',
      1,
    );
    const other = serviceIn(folder);
    expect(await mistakes(other, "new Map<string, number>().get(1)")).toEqual(["2345 1"]);
    await other.dispose();
  });
});
