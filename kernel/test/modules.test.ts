import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { KernelClient } from "./kernel-client";
import { cells, file } from "./notebook";
import { until } from "./until";

let kernel: KernelClient;

beforeAll(async () => {
  const folder = join(mkdtempSync(join(tmpdir(), "modules-")), "deep", "notebook");
  mkdirSync(folder, { recursive: true });
  kernel = await KernelClient.start({ folder });
});
afterAll(() => kernel.stop());

const put = (name: string, text: string | Uint8Array) => file(kernel, name, text);
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
const plain = (text: string) => text.replace(/\u001b\[\d+m/g, "");
const run = (...codes: string[]) => cells(kernel, codes);

test("a namespace shows the values of its exports", async () => {
  put("shown.ts", "export let n = 1; export class Shown {} export default 'x'");
  expect(await run("import * as shown from './shown'; shown")).toMatch(
    /Module\] \{\s+n: 1,\s+Shown: \[class Shown\],\s+default: 'x'\s+\}$/,
  );
  put(
    "half.ts",
    "import { inspect } from 'util'; import * as self from './half'; export const a = 1; export const early = inspect(self); export const z = 2",
  );
  const result = await kernel.run("import { early } from './half'; console.log(early)");
  expect(result.text()).toMatch(/a: 1,\s+early: <uninitialized>,\s+z: <uninitialized>/);
});

describe("a file that changes is loaded anew", () => {
  test.each([
    ["ts", "export const v: number = N"],
    ["tsx", "export const v: number = N"],
    ["mts", "export const v: number = N"],
    ["cts", "export const v: number = N"],
    ["js", "export const v = N"],
    ["mjs", "export const v = N"],
    ["cjs", "exports.v = N"],
    ["json", '{ "v": N }'],
  ])("by the next cell: .%s", async (extension, text) => {
    const name = `each-${extension}.${extension}`;
    put(name, text.replace("N", "1"));
    const first = `import { v as ${extension}V } from './${name}'; ${extension}V`;
    expect(await run(first)).toBe("1");
    put(name, text.replace("N", "22"));
    expect(await run(`${extension}V`)).toBe("22");
  });

  test("for every name that a cell imported, its functions' and its namespaces'", async () => {
    put("names.ts", "export default 1; export let n = 1; export const f = () => n");
    await run(
      "import d1, { n as n1, f as f1 } from './names'; import * as ns from './names'; const dyn = await import('./names.ts'); const inFunction = () => [d1, n1, f1()]",
      "const later = () => n1",
    );
    put("names.ts", "export default 2; export let n = 2; export const f = () => n * 10");
    expect(await run("[inFunction(), later(), ns.n, ns.default, dyn.f()].flat().join(' ')")).toBe(
      "'2 2 20 2 2 2 20'",
    );
  });

  test("with the files that import it; others keep their state", async () => {
    put("state.ts", "export const seen: number[] = []");
    put("bottom.ts", "export const b = 1");
    put(
      "middle.ts",
      "import { b } from './bottom'; import { seen } from './state'; seen.push(b); export const m = b + 100; export { seen }",
    );
    put(
      "top.ts",
      "export * from './middle'; import * as all from './middle'; export const keys = Object.keys(all)",
    );
    await run("import { m, seen, keys } from './top'; import { seen as same } from './state'");
    put("bottom.ts", "export const b = 2");
    expect(await run("[m, seen, seen === same, keys]")).toBe(
      "[ 102, [ 1, 2 ], true, [ 'm', 'seen' ] ]",
    );
  });

  test("above the notebook's folder too", async () => {
    put("../../shared/up.ts", "export const up = 'old'");
    await run("import { up } from '../../shared/up'");
    put("../../shared/up.ts", "export const up = 'new'");
    expect(await run("up")).toBe("'new'");
  });

  test("by require, when it is asked for again", async () => {
    put("counted.cjs", "let n = 0; exports.next = () => ++n; exports.version = 1");
    expect(await run("require('./counted.cjs').next()", "require('./counted').next()")).toBe("2");
    put("counted.cjs", "let n = 10; exports.next = () => ++n; exports.version = 2");
    expect(await run("[require('./counted.cjs').next(), require('./counted').version]")).toBe(
      "[ 11, 2 ]",
    );
  });

  test("but not when only its time changes, and no package's", async () => {
    const path = put(
      "touched.ts",
      "(globalThis as any).loads = ((globalThis as any).loads ?? 0) + 1; export {}",
    );
    put("node_modules/kept/index.js", "exports.v = 1");
    await run("import './touched'; import { v as kept } from 'kept'");
    utimesSync(path, new Date(), new Date());
    put("node_modules/kept/index.js", "exports.v = 2");
    expect(
      await run("import './touched'; import * as again from 'kept'; [loads, kept, again.v]"),
    ).toBe("[ 1, 1, 1 ]");
  });

  test("that cannot be compiled is an error with its place, and the old one stays", async () => {
    const path = put("broken.ts", "export const whole = 1;\nexport const two = () => 2;");
    await run("import { whole } from './broken'");
    put("broken.ts", "export const whole = 1;\nexport const = 2;");
    const beside = await kernel.run("whole");
    expect(beside.value).toBe("1");
    expect(plain(beside.text("stderr"))).toContain(`${path}, line 2, column 14`);
    expect((await kernel.run("whole")).text("stderr")).toBe("");
    const importing = await kernel.run("import { whole } from './broken'");
    expect(importing.reply).toMatchObject({ status: "error", ename: "SyntaxError" });
    expect(importing.traceback).toContain(`${path}, line 2, column 14`);
    put("broken.ts", "export const whole = 3;");
    expect(await run("whole")).toBe("3");
  });

  test("that throws leaves the old one; correcting what it imports is enough", async () => {
    put("dependency.ts", "export const ok = 1");
    put("thrower.ts", "export const t = 1");
    await run("import { t } from './thrower'");
    put("thrower.ts", "import { bad } from './late'; export const t = bad");
    put("late.ts", "export const bad: number = (() => { throw new Error('not yet') })()");
    expect((await kernel.run("t")).text("stderr")).toContain("not yet");
    put("late.ts", "export const bad: number = 5");
    expect(await run("t")).toBe("5");
  });

  test("that is deleted or renamed leaves its values until it is back", async () => {
    const path = put("going.ts", "export const g = 1");
    await run("import { g } from './going'");
    rmSync(path);
    expect(await run("g")).toBe("1");
    put("other.ts", "export const g = 2");
    renameSync(join(kernel.folder, "other.ts"), path);
    expect(await run("g")).toBe("2");
    renameSync(path, join(kernel.folder, "renamed.ts"));
    expect(await run("import { g as renamed } from './renamed'; [g, renamed]")).toBe("[ 2, 2 ]");
    expect((await kernel.run("import './going-nowhere'")).reply.evalue).toContain(
      "Cannot find module './going-nowhere'",
    );
  });

  test("has new types in the next cell", async () => {
    put("typed.ts", "export const size = 1");
    const note = async (code: string) => {
      const { published } = await kernel.run(code, { allow_stdin: false });
      return published.map(({ content }) => content.data?.["text/plain"] ?? "").join("");
    };
    expect(await note("import { size } from './typed'; const s1: number = size;")).toBe("");
    put("typed.ts", "export const size = 'large'");
    expect(await note("const s2: number = size;")).toContain("TS2322");
    expect(await note("const s3: string = size;")).toBe("");
  });

  test("has stacks that lead to its own lines, before and after", async () => {
    const path = put(
      "stack.ts",
      "interface A { a: 1 }\nexport function fail(): never { throw new Error('x') }",
    );
    expect((await kernel.run("import { fail } from './stack'; fail()")).traceback).toContain(
      `${path}, line 2, column 39, in fail`,
    );
    put(
      "stack.ts",
      "interface A {\n  a: 1;\n}\n\nexport function fail(): never { throw new Error('x') }",
    );
    expect((await kernel.run("fail()")).traceback).toContain(`${path}, line 5, column 39, in fail`);
  });
});

describe("a file of the user's own", () => {
  test("may be in a cycle, also when both ends are asked for at once", async () => {
    put(
      "ping.ts",
      "import { pong } from './pong'; export const ping = () => 'ping' + pong(); export function early() { return 1 }",
    );
    put(
      "pong.ts",
      "import { early } from './ping'; const e = early(); export const pong = () => 'pong' + e",
    );
    const value = await run(
      "const both = await Promise.all([import('./ping'), import('./pong')]); both[0].ping() + both[1].pong()",
    );
    expect(value).toBe("'pingpong1pong1'");
  });

  test("exports in every form, and its bindings are live", async () => {
    put(
      "base.ts",
      "export let n = 1; export const add = () => ++n; export default class { a = 1 }; export const [x, { y }] = [1, { y: 2 }];",
    );
    put(
      "forms.ts",
      "import { n } from './base'; export * from './base'; export * as base from './base'; export { add as plus, default as Base } from './base'; const own = 1; export { own as 'own name', n as again }; export default function named() { return own } export enum E { A = 3 } export namespace N { export const z = 4 } export interface Gone {} export type { Gone as Away };",
    );
    expect(
      await run(
        "import named, { n, plus, Base, base, E, N, x, y, 'own name' as own, again } from './forms'; plus(); [n, again, base.n, new Base().a, Base.name, named(), named.name, E.A, N.z, x, y, own].join(' ')",
      ),
    ).toBe("'2 2 2 1 default 1 named 3 4 1 2 1'");
  });

  test("may be CommonJS in TypeScript: import =, export =, require, module, exports", async () => {
    put(
      "eq.cts",
      "import path = require('node:path'); export = { sep: path.sep, own: __filename.endsWith('eq.cts') }",
    );
    put(
      "old.js",
      "exports.isThis = this === exports; exports.loaded = module.loaded; exports.up = require('./eq.cts').own;",
    );
    put(
      "common.ts",
      "const { join } = require('node:path'); module.exports = { joined: join('a', 'b') };",
    );
    expect(
      await run(
        "import eq from './eq.cjs'; import old, { isThis } from './old'; import { joined } from './common'; import e2 = require('./eq.cts'); [eq.own, isThis, old.up, joined, e2.sep]",
      ),
    ).toBe("[ true, true, true, 'a/b', '/' ]");
  });

  test("knows import.meta, __dirname and import()", async () => {
    const path = put(
      "inner/meta.ts",
      "export const { url, filename, dirname, main } = import.meta as any; export const found = import.meta.resolve('../each-ts'); export const dir = __dirname; export const lazy = () => import('../each-js.js');",
    );
    expect(
      await run(
        "import * as meta from './inner/meta'; [meta.filename, meta.dirname === meta.dir, new URL(meta.url).pathname === meta.filename, meta.main, meta.found.endsWith('/each-ts.ts'), (await meta.lazy()).v].join(' ')",
      ),
    ).toBe(`'${path} true true false true 22'`);
  });

  test("may await at its top level, which only import waits for", async () => {
    put("top-await.ts", "export const got = await Promise.resolve(7);");
    expect((await kernel.run("require('./top-await')")).reply.evalue).toMatch(
      /^Cannot require .*top-await.ts: it awaits at its top level/,
    );
    expect(await run("import { got } from './top-await'; got")).toBe("7");
  });

  test("may use decorators, using, JSX and packages", async () => {
    put(
      "node_modules/elements/jsx-runtime.js",
      "exports.jsx = (type, props) => ({ type, ...props }); exports.jsxs = exports.jsx",
    );
    put(
      "modern.tsx",
      "/** @jsxImportSource elements */\nimport { basename } from 'node:path';\nconst twice = (f: any, _: any) => function (this: any) { return 2 * f.call(this) };\nclass D { @twice n() { return 4 } }\nconst log: string[] = [];\n{ using r = { [Symbol.dispose]() { log.push('gone') } }; log.push('here') }\nexport const element = <b id={basename('/a/b')}>t</b>;\nexport const all = [new D().n(), ...log]",
    );
    expect(await run("import * as modern from './modern'; [...modern.all, modern.element]")).toBe(
      "[ 8, 'here', 'gone', { type: 'b', id: 'b', children: 't' } ]",
    );
  });

  test("that does not have a name that is used is an error which says so", async () => {
    put("lacks.ts", "import { nowhere } from './each-js.js'; nowhere();");
    expect((await kernel.run("import './lacks'")).reply).toMatchObject({
      ename: "SyntaxError",
      evalue: 'The module "./each-js.js" does not provide an export named "nowhere"',
    });
  });

  test("may be JSON, with and without an attribute, in a package too", async () => {
    put("node_modules/kept/package.json", '{ "version": "1.2.3" }');
    put("list.json", "[1, 2]");
    expect(
      await run(
        "import { version } from 'kept/package.json'; import list from './list.json'; import same from './list.json' with { type: 'json' }; const dyn = await import('./list.json', { with: { type: 'json' } }); [version, list, same === list, dyn.default === list, require('./list.json') === list]",
      ),
    ).toBe("[ '1.2.3', [ 1, 2 ], true, true, true ]");
  });

  test("may be WebAssembly, which may import JavaScript", async () => {
    // (module (import "./host.js" "twice" (func (param i32) (result i32)))
    //   (func (export "run") (param i32) (result i32) local.get 0 call 0)
    //   (global (export "answer") i32 (i32.const 42)))
    const bytes = [
      ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      ...[1, 6, 1, 0x60, 1, 0x7f, 1, 0x7f],
      ...[2, 19, 1, 9, ...Buffer.from("./host.js"), 5, ...Buffer.from("twice"), 0, 0],
      ...[3, 2, 1, 0],
      ...[6, 6, 1, 0x7f, 0, 0x41, 42, 0x0b],
      ...[7, 16, 2, 3, ...Buffer.from("run"), 0, 1, 6, ...Buffer.from("answer"), 3, 0],
      ...[10, 8, 1, 6, 0, 0x20, 0, 0x10, 0, 0x0b],
    ];
    put("host.js", "export const twice = (n) => 2 * n");
    put("x.wasm", Uint8Array.from(bytes));
    expect(
      await run(
        "import wasm from './x.wasm'; import { run, answer } from './x.wasm'; import * as w from './x.wasm'; [run(4), answer, w.run(5), typeof wasm.run, require('./x.wasm').answer]",
      ),
    ).toBe("[ 8, 42, 10, 'function', 42 ]");
  });
});

describe("an interrupt while a file is loaded", () => {
  test.each([
    ["loop", "while ((globalThis as any).stuck) {}", "import { free } from './loop'; free"],
    ["required", "while ((globalThis as any).stuck) {}", "require('./required').free"],
    [
      "awaits",
      "if ((globalThis as any).stuck) await new Promise(() => {})",
      "import { free } from './awaits'; free",
    ],
  ])("leaves it to be loaded by whoever asks next: %s", async (name, code, using) => {
    put(`${name}.ts`, `console.log('loading');\n${code};\nexport const free = 'free'`);
    await run("(globalThis as any).stuck = true");
    const exchange = await kernel.cell(using);
    let ended = false;
    void exchange.reply.then(() => {
      ended = true;
    });
    await until(() => ended || exchange.published.some(({ type }) => type === "stream"));
    await kernel.interrupt();
    expect(await exchange.reply).toMatchObject({ ename: "KeyboardInterrupt" });
    await run("(globalThis as any).stuck = false");
    expect(await run(using)).toBe("'free'");
  });
});

describe("require in a cell", () => {
  test("resolves like Node's, and finds TypeScript", async () => {
    expect(
      await run(
        "[require.resolve('./each-ts').endsWith('each-ts.ts'), require.resolve('kept').endsWith('kept/index.js'), require.resolve('fs'), typeof require.cache, require.resolve.paths('x')!.length > 0]",
      ),
    ).toBe("[ true, true, 'fs', 'object', true ]");
  });
});
