import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { KernelClient } from "./kernel-client";
import { file } from "./notebook";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
  file(
    kernel,
    "other.ts",
    "export const one = 1; export type Kind = 'a' | 'b'; export default 'it'; export interface Opened { a: number }",
  );
  file(kernel, "data.json", '{ "answer": 42 }');
});
afterAll(() => kernel.stop());

/** Runs cells that must have neither errors nor type errors, and gives the last one's value. */
async function checked(codes: readonly string[]): Promise<string | undefined> {
  let value: string | undefined;
  for (const code of codes) {
    const result = await kernel.run(code, { allow_stdin: false });
    const notes = result.of("display_data").map(({ data }) => data["text/plain"]);
    if (result.reply.status !== "ok") throw new Error(`${code}\n${result.traceback}`);
    if (notes.length > 0) throw new Error(`${code}\n${notes.join("\n")}`);
    value = result.value;
  }
  return value;
}

describe("the newest TypeScript runs, and passes its check", () => {
  test.each<[string, readonly string[], string | undefined]>([
    [
      "an enum merged, and used in a later cell",
      ["enum Merged { A = 1 } enum Merged { B = 2 }", "[Merged.A, Merged.B, Merged[2]]"],
      "[ 1, 2, 'B' ]",
    ],
    [
      "a const enum in a later cell",
      ["const enum Fixed { A = 'a', B = 'b' }", "const fixed: Fixed = Fixed.B; fixed"],
      "'b'",
    ],
    [
      "a heterogeneous enum with computed members",
      ["enum Mixed { A, B = 'x'.length + 4, C = 'c' }", "[Mixed.A, Mixed.B, Mixed.C].join()"],
      "'0,5,c'",
    ],
    [
      "a namespace merged and nested, in a later cell",
      [
        "namespace Outer { export namespace Inner { export const deep = 1 } } namespace Outer { export const beside = Inner.deep + 1; export type T = number }",
        "const outer: Outer.T = Outer.Inner.deep + Outer.beside; outer",
      ],
      "3",
    ],
    [
      "a namespace merged with a function and a class",
      [
        "function made() { return made.count } namespace made { export let count = 3 } class Holder { static s = 1 } namespace Holder { export const extra = 2 }",
        "[made(), Holder.s, Holder.extra]",
      ],
      "[ 3, 1, 2 ]",
    ],
    [
      "a namespace by dots, with an alias",
      ["namespace A1.B1.C1 { export const x = 5 } import c1 = A1.B1.C1;", "c1.x"],
      "5",
    ],
    [
      "standard decorators of each kind, with metadata",
      [
        "(Symbol as { metadata?: symbol }).metadata ??= Symbol('metadata');\nconst log: string[] = []; const noting = (_: unknown, { kind, name, metadata }: DecoratorContext) => { log.push(`${kind} ${String(name)}`); (metadata as any)[name!] = kind; };",
        "@noting class Decorated { @noting field = 1; @noting static s = 2; @noting method() {} @noting get got() { return 1 } @noting set put(v: number) {} @noting accessor both = 1; @noting #own = 1; has() { return this.#own } }",
        "[log.length, (Decorated as any)[(Symbol as any).metadata].both]",
      ],
      "[ 8, 'accessor' ]",
    ],
    [
      "a decorator that replaces, one with arguments, and addInitializer",
      [
        "const started: string[] = []; const times = (n: number) => (f: (this: Calc) => number, c: ClassMethodDecoratorContext<Calc>) => { c.addInitializer(function () { started.push(String(c.name)) }); return function (this: Calc) { return n * f.call(this) } }; class Calc { @times(3) get2() { return 2 } }",
        "const calc = new Calc(); [calc.get2(), started]",
      ],
      "[ 6, [ 'get2' ] ]",
    ],
    [
      "using and await using, in blocks and loops, in reverse order",
      [
        "const order: string[] = []; const res = (name: string) => ({ [Symbol.dispose]() { order.push(name) }, async [Symbol.asyncDispose]() { order.push(`async ${name}`) } });",
        "{ using a = res('a'); using b = res('b'); await using c = res('c'); for (using d of [res('d')]) order.push('in loop') }",
        "using top = res('top'); await using later = res('later'); ",
        "order.join(', ')",
      ],
      "'in loop, d, async c, b, a, async later, top'",
    ],
    [
      "satisfies, const type parameters and tuples",
      [
        "const routes = { home: '/', user: '/u' } satisfies Record<string, `/${string}`>; const literal = <const T,>(x: T) => x; const exact: readonly ['a', 1] = literal(['a', 1]); routes.home.length + exact[1]",
      ],
      "2",
    ],
    [
      "accessors, private fields and methods, static blocks",
      [
        "class Priv { #x = 1; static #count = 0; static { Priv.#count = 10 } #add(n: number) { return (this.#x += n) } get x() { return this.#x } set x(v) { this.#x = v } static has(o: object) { return #x in o } bump() { return this.#add(Priv.#count) } accessor auto = 5 }",
        "const priv = new Priv(); priv.x = 2; [priv.bump(), Priv.has(priv), Priv.has({}), priv.auto]",
      ],
      "[ 12, true, false, 5 ]",
    ],
    [
      "generators, async generators and iterator helpers",
      [
        "function* upTo(n: number): Generator<number> { for (let i = 0; i < n; i++) yield i } async function* slow() { yield* upTo(2) }",
        "const got: number[] = []; for await (const n of slow()) got.push(n); [...upTo(3), ...got].join('')",
      ],
      "'01201'",
    ],
    [
      "labelled blocks and loops",
      [
        "let found = 0; outer: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j === 1) continue outer; found++ } } block: { if (found) break block; found = -1 } found",
      ],
      "3",
    ],
    [
      "overloads and abstract classes, in later cells",
      [
        "function over(x: string): string; function over(x: number): number; function over(x: any) { return x } abstract class Shape { abstract area(): number; twice() { return 2 * this.area() } }",
        "class Square extends Shape { constructor(private readonly side: number) { super() } override area() { return this.side ** 2 } }",
        "const text: string = over('t'); [text, over(1), new Square(2).twice()]",
      ],
      "[ 't', 1, 8 ]",
    ],
    [
      "import = require, and import type",
      [
        "import path = require('node:path'); import type { Stats } from 'node:fs'; import { type Kind, one } from './other'; import type Default from './other';",
        "const kind: Kind = 'a'; const stats: Stats | undefined = undefined; [path.sep, kind, one, stats]",
      ],
      "[ '/', 'a', 1, undefined ]",
    ],
    [
      "export of every form",
      [
        "export const exported = 1; export let [p1, { q1 }] = [2, { q1: 3 }]; export function fn1() { return 4 } export class Cl1 {} export enum En1 { A = 5 } export type Ty1 = number; export interface If1 { a: Ty1 } export namespace Ns1 { export const n = 6 }",
        "export { exported as renamed, type Ty1 }; export * from './other'; export * as all from './other'; export { one as uno } from './other';",
        "const both: If1 = { a: exported }; [both.a, p1, q1, fn1(), En1.A, Ns1.n, new Cl1() instanceof Cl1].join()",
      ],
      "'1,2,3,4,5,6,true'",
    ],
    [
      "export default of a value, a function and a class",
      [
        "export default 41 + 1",
        "export default function defaulted() { return 1 }",
        "export default class Defaulted { d = 2 }",
        "export default async () => 3",
        "[defaulted(), new Defaulted().d]",
      ],
      "[ 1, 2 ]",
    ],
    [
      "declare global, and augmentation of a module",
      [
        "declare global { var planted: number; interface Array<T> { second(): T | undefined } }\nglobalThis.planted = 7; Array.prototype.second = function () { return this[1] };",
        "[planted, [1, 2].second()]",
        "declare module './other' { interface Opened { b: string } }",
        "import type { Opened } from './other'; const opened: Opened = { a: 1, b: 'b' }; opened.b",
      ],
      "'b'",
    ],
    [
      "ambient declarations and triple slashes",
      [
        '/// <reference types="node" />\ndeclare const nowhere: number; declare function ghost(): void; declare class Ghost {}',
        "typeof nowhere",
      ],
      "'undefined'",
    ],
    [
      "JSON with an attribute, by import and import()",
      [
        "import data from './data.json' with { type: 'json' }; const again = await import('./data.json', { with: { type: 'json' } }); const sum: number = data.answer + again.default.answer; sum",
      ],
      "84",
    ],
    [
      "import.meta",
      [
        "[import.meta.dirname === process.cwd(), import.meta.filename.endsWith('.ts'), import.meta.url.startsWith('file:'), import.meta.resolve('./other').endsWith('/other.ts'), import.meta.resolve('fs')]",
      ],
      "[ true, true, true, true, 'node:fs' ]",
    ],
    [
      "dynamic import and require",
      [
        "const { one: dyn } = await import('./other'); const { one: req } = require('./other'); [dyn, req, require.resolve('./other').endsWith('other.ts')]",
      ],
      "[ 1, 1, true ]",
    ],
    [
      "top-level await in every place",
      [
        "const awaited = { a: await Promise.resolve(1), ...(await Promise.resolve({ b: 2 })) }; if (await Promise.resolve(true)) awaited.a += await Promise.resolve(1); [awaited.a, awaited.b, `${await Promise.resolve('t')}`, await (await Promise.resolve(async () => 3))()]",
      ],
      "[ 2, 2, 't', 3 ]",
    ],
    [
      "template literal types, infer and mapped types",
      [
        "type Getters<T> = { [K in keyof T & string as `get${Capitalize<K>}`]: () => T[K] }; type First<T> = T extends readonly [infer F, ...unknown[]] ? F : never; const getters: Getters<{ name: string }> = { getName: () => 'n' }; const first: First<[1, 2]> = 1; getters.getName() + first",
      ],
      "'n1'",
    ],
    [
      "type predicates, assertions and inferred ones",
      [
        "function isText(x: unknown): x is string { return typeof x === 'string' } function must(x: unknown): asserts x { if (!x) throw new Error() } const maybe: number | undefined = [1].at(0); must(maybe); const defined: number[] = [1, undefined].filter((x) => x !== undefined); [isText('t'), maybe + 1, defined.length]",
      ],
      "[ true, 2, 1 ]",
    ],
    [
      "regular expressions with v flag, named groups, and bigint",
      ["const year = /(?<year>\\p{Nd}{4})/v.exec('in 2026')!.groups!.year!; [year, 2n ** 64n]"],
      "[ '2026', 18446744073709551616n ]",
    ],
    [
      "optional chaining, nullish and logical assignment",
      [
        "let nothing: { a?: { b: number } } | undefined; let fallback: number | undefined; fallback ??= 5; fallback &&= fallback + 1; [nothing?.a?.b ?? 'none', fallback]",
      ],
      "[ 'none', 6 ]",
    ],
  ])("%s", async (_what, codes, value) => {
    expect(await checked(codes)).toBe(value);
  });
});

test("a value of a class that was declared again keeps its old type and methods", async () => {
  await checked([
    "class Again { old() { return 'old' } } const before = new Again()",
    "class Again { fresh() { return 'fresh' } }",
  ]);
  expect(await checked(["[before.old(), new Again().fresh(), before instanceof Again]"])).toBe(
    "[ 'old', 'fresh', false ]",
  );
});
