import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type CellResult, KernelClient } from "./kernel-client";
import { cells, file } from "./notebook";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
});
afterAll(() => kernel.stop());
beforeEach(() => rmSync(join(kernel.folder, "tsconfig.json"), { force: true }));

const put = (name: string, text: string) => file(kernel, name, text);
const run = (...codes: string[]) => cells(kernel, codes);
const configure = (compilerOptions: object, others = {}) =>
  put("tsconfig.json", JSON.stringify({ compilerOptions, ...others }));

/** What the type checker says of a cell. */
async function notes(code: string): Promise<string> {
  const result: CellResult = await kernel.run(code, { allow_stdin: false });
  return result.published.map(({ content }) => content.data?.["text/plain"] ?? "").join("");
}

describe("the notebook's tsconfig.json holds for running", () => {
  test("paths and baseUrl, in cells, in files and for require", async () => {
    configure({ baseUrl: "./source", paths: { "@/*": ["aliased/*"], exact: ["aliased/one.ts"] } });
    put("source/aliased/one.ts", "import { two } from '@/two'; export const one = two - 1");
    put("source/aliased/two.ts", "export const two = 2");
    put("source/based.ts", "export const based = 'on it'");
    expect(
      await run(
        "import { one } from '@/one'; import * as exact from 'exact'; import { based } from 'based'; import { sep } from 'path'; [one, exact.one, based, require('@/two').two, (await import('@/two')).two, sep]",
      ),
    ).toBe("[ 1, 1, 'on it', 2, 2, '/' ]");
    put("source/aliased/two.ts", "export const two = 20");
    expect(await run("one")).toBe("19");
  });

  test("legacy decorators with metadata, in cells and in files", async () => {
    configure({ experimentalDecorators: true, emitDecoratorMetadata: true });
    const code =
      "const seen: string[] = []; (Reflect as any).metadata = (key: string, value: any) => (target: any, name: string) => { seen.push(`${key} ${name} ${value.name ?? value.map((v: any) => v.name)}`) };\nconst member = (target: any, name: string, descriptor?: any) => { seen.push(`member ${name} ${typeof descriptor}`) };\nclass Service { @member method(a: string, b: Date): number { return 1 } }";
    await run(code);
    expect(await run("seen.join('; ')")).toBe(
      "'design:returntype method Number; design:paramtypes method String,Date; design:type method Function; member method object'",
    );
    put("legacy.ts", `${code.replaceAll("const ", "export const ")}`);
    expect(await run("import { seen as inFile } from './legacy'; inFile.length")).toBe("4");
  });

  test("target decides what class fields are, as does useDefineForClassFields", async () => {
    const code =
      "class Base { set x(v: number) { setter = v } } class Derived extends Base { x = 3 }; new Derived(); setter";
    await run("let setter = 0");
    expect(await run(code)).toBe("0");
    configure({ target: "es2021" });
    expect(await run(code)).toBe("3");
    configure({ target: "es2021", useDefineForClassFields: true });
    expect(await run("setter = 0", code)).toBe("0");
  });

  test("jsx, its factory and its import source, read anew when it changes", async () => {
    put("node_modules/own/jsx-runtime.js", "exports.jsx = (type) => 'runtime ' + type");
    await run("const h = (type: string) => 'factory ' + type; const F = 'fragment'");
    configure({ jsx: "react", jsxFactory: "h", jsxFragmentFactory: "F" });
    expect(await run("[<b/>, <></>]")).toBe("[ 'factory b', 'factory fragment' ]");
    configure({ jsx: "react-jsx", jsxImportSource: "own" });
    expect(await run("<b/>")).toBe("'runtime b'");
  });

  test("a broken one is one warning, and the last good options stay", async () => {
    configure({ jsx: "react", jsxFactory: "made" });
    await run("const made = () => 'made'", "<b/>");
    put("tsconfig.json", '{ "compilerOptions": {');
    const first = await kernel.run("<b/>");
    expect(first.value).toBe("'made'");
    expect(first.text("stderr")).toMatch(/^Cannot use .*tsconfig.json: expected JSON/);
    expect((await kernel.run("<b/>")).text("stderr")).toBe("");
  });
});

describe("the notebook's tsconfig.json holds for types", () => {
  test("strict, read anew when it changes", async () => {
    const loose = "function implicit(x) { return x }";
    expect(await notes(loose)).toContain("TS7006");
    configure({ strict: false });
    expect(await notes(loose)).not.toContain("TS7006");
    put("base.json", '{ "compilerOptions": { "strict": true } }');
    put("tsconfig.json", '{ "extends": "./base.json" }');
    expect(await notes(loose)).toContain("TS7006");
    put("base.json", '{ "compilerOptions": { "strict": true, "noImplicitAny": false } }');
    expect(await notes(loose)).not.toContain("TS7006");
  });

  test("lib, types, typeRoots and declaration files", async () => {
    const code = "const root = () => document.title.length + fromTypes.length + fromFile;";
    expect(await notes(code)).toMatch(/'document'.*'fromTypes'.*'fromFile'/s);
    put("my-types/mine/index.d.ts", "declare const fromTypes: string;");
    put("globals.d.ts", "declare const fromFile: number;");
    configure(
      { lib: ["esnext", "dom"], typeRoots: ["./my-types"], types: ["mine"] },
      { include: ["*.d.ts"] },
    );
    expect(await notes(code)).not.toContain("TS2");
    expect(await notes("Buffer.from('still node').byteLength.toFixed()")).not.toContain("TS2");
  });

  test("paths and baseUrl", async () => {
    put("typed/place.ts", "export const here: number = 1");
    configure({ baseUrl: ".", paths: { "#t/*": ["typed/*"] } });
    expect(
      await notes(
        "import { here } from '#t/place'; import { here as based } from 'typed/place'; const s: string = here; const t: string = based;",
      ),
    ).toMatch(/TS2322.*TS2322/s);
    put("typed/place.ts", "export const here: string = 'now text'");
    expect(await notes("const u: string = here")).toBe("");
  });

  test("decorators", async () => {
    const code =
      "const noted = (target: any, name: string, descriptor: PropertyDescriptor) => {}; class Noted { @noted m() {} }";
    expect(await notes(code)).toContain("TS12");
    configure({ experimentalDecorators: true });
    expect(await notes(code)).not.toContain("TS");
  });
});
