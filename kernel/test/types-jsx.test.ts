import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type CellResult, KernelClient } from "./kernel-client";
import { file } from "./notebook";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
  const put = (name: string, text: string) => file(kernel, `node_modules/elements/${name}`, text);
  put(
    "package.json",
    '{ "exports": { "./jsx-runtime": { "types": "./jsx-runtime.d.ts", "default": "./jsx-runtime.js" } } }',
  );
  put(
    "jsx-runtime.js",
    "exports.jsx = (type, props) => ({ type, props }); exports.jsxs = exports.jsx",
  );
  put(
    "jsx-runtime.d.ts",
    "export namespace JSX { interface Element { type: string; props: any } interface IntrinsicElements { b: { id?: string; children?: any } } } export function jsx(type: any, props: any): JSX.Element; export { jsx as jsxs };",
  );
});
afterAll(() => kernel.stop());

/** What the type checker says of a cell. */
async function notes(code: string): Promise<string> {
  const result: CellResult = await kernel.run(code, { allow_stdin: false });
  return result.published.map(({ content }) => JSON.stringify(content.data ?? "")).join();
}

const pragma = "/** @jsxImportSource elements */\n";

describe("cells with JSX", () => {
  test("are checked, and their names are known to later cells by their types", async () => {
    expect(await notes(`${pragma}const bold = <b id="x">text</b>;`)).not.toContain("TS");
    expect(await notes("const wrong: number = bold.type;")).toContain("TS2322");
    expect(await notes(`${pragma}const bad = <b id={1}>text</b>;`)).toContain("TS2322");
  });

  test("run by the runtime that they name: a package's, a factory's", async () => {
    file(
      kernel,
      "node_modules/preact-like/index.js",
      "exports.h = (type, props, ...inner) => `${type.name ?? type}(${inner})`; exports.Fragment = 'all'",
    );
    const value = async (code: string) => (await kernel.run(code)).value;
    expect(await value(`${pragma}<b id="x">{1}{2}</b>`)).toBe(
      "{ type: 'b', props: { id: 'x', children: [ 1, 2 ] } }",
    );
    await kernel.run("import { h, Fragment } from 'preact-like'; const Named = () => 1");
    expect(await value("/** @jsx h */\n/** @jsxFrag Fragment */\n<><Named>t</Named></>")).toBe(
      "'all(Named(t))'",
    );
    expect(
      await value("/** @jsxRuntime classic @jsx make.one */\nconst make = { one: String }; <i/>"),
    ).toBe("'i'");
    expect(
      await value("const list = [1]; const typed = <T,>(x: T) => x; typed<number>(2) > 1"),
    ).toBe("true");
  });

  test("do not change what angle brackets mean in other cells", async () => {
    expect(
      await notes("const asserted = <number>JSON.parse('1'); const id = <T>(x: T) => x;"),
    ).not.toContain("TS");
    expect(
      await notes(`${pragma}const again = <b>{id(asserted)}</b>; again.type.length`),
    ).not.toContain("TS");
    expect(await notes("id(asserted).nothing")).toContain("TS2339");
  });
});
