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
}, 60_000);
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
