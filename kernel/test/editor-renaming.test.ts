import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { editedCells } from "./edited-cells";
import { EditorClient } from "./editor-client";
import { KernelClient } from "./kernel-client";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start();
});
afterAll(() => kernel.stop());

/** The cells after a renaming at the mark `|` in one of them. */
async function renamed(cells: Record<string, string>, name: string): Promise<object> {
  const editor = await new EditorClient(kernel).open();
  const [cell, marked] = Object.entries(cells).find(([, text]) => text.includes("|"))!;
  const texts = { ...cells, [cell]: marked.replace("|", "") };
  await editor.write(texts, 1, Object.keys(texts));
  const offset = marked.indexOf("|");
  return editedCells(texts, await editor.request({ type: "rename", cell, offset, name }));
}

describe("renaming in an editor", () => {
  test("goes over all cells that see the name; strings, comments and shadowed names stay", async () => {
    expect(
      await renamed(
        {
          def: "const ra|te = 0.1; // rate\n",
          use: 'const twice = 2 * rate; const text = `rate ${rate} "rate"`;',
          shadow: "function f(rate: number) { return rate; }\nf(rate);",
          short: "const options = { rate, deep: { rate: 1 } }; options.rate;",
          other: "let x = 1;",
        },
        "pace",
      ),
    ).toEqual({
      def: "const pace = 0.1; // rate\n",
      use: 'const twice = 2 * pace; const text = `rate ${pace} "rate"`;',
      shadow: "function f(rate: number) { return rate; }\nf(pace);",
      short: "const options = { rate: pace, deep: { rate: 1 } }; options.rate;",
      other: "let x = 1;",
    });
  });

  test("begins at a use as well as at the declaration, of functions, classes and types", async () => {
    const cells = {
      def: "/** @param by */\nfunction grow(by: number): Size { return { by }; }\ninterface Size { by: number }\nclass Net { size: Size = grow(1); }",
      use: "const net = new Net(); const s: Size = gr|ow(2); net.size.by;",
    };
    expect(await renamed(cells, "widen")).toEqual({
      def: "/** @param by */\nfunction widen(by: number): Size { return { by }; }\ninterface Size { by: number }\nclass Net { size: Size = widen(1); }",
      use: "const net = new Net(); const s: Size = widen(2); net.size.by;",
    });
    const member = {
      def: "interface Size { w|idth: number }\nconst size: Size = { width: 1 };",
      use: "const { width } = size; size.width + width;",
    };
    expect(await renamed(member, "breadth")).toEqual({
      def: "interface Size { breadth: number }\nconst size: Size = { breadth: 1 };",
      use: "const { breadth: width } = size; size.breadth + width;",
    });
  });

  test("knows which of several declarations a cell sees", async () => {
    expect(
      await renamed(
        { a: "let lo|ss = 1;", b: "loss + 1;", c: "let loss = 'text';", d: "loss.length;" },
        "error",
      ),
    ).toEqual({ a: "let error = 1;", b: "error + 1;", c: "let loss = 'text';", d: "loss.length;" });
  });

  test("a name that a pattern declares keeps its property", async () => {
    const cells = {
      a: "const { si|ze } = { size: 1 };",
      b: "size + 1;",
      c: "(({ size }) => size);",
    };
    const want = { a: "const { size: n } = { size: 1 };", b: "n + 1;", c: "(({ size }) => size);" };
    expect(await renamed(cells, "n")).toEqual(want);
    const inner = { a: "const f = ({ size }: { size: number }) => si|ze;", b: "f({ size: 1 });" };
    const local = { a: "const f = ({ size: n }: { size: number }) => n;", b: "f({ size: 1 });" };
    expect(await renamed(inner, "n")).toEqual(local);
  });

  test("is refused with a reason where it would change a meaning or cannot be", async () => {
    const refusal = (cells: Record<string, string>, name: string) =>
      renamed(cells, name).then(JSON.stringify, ({ message }: Error) => message);
    const two = { a: "const ra|te = 1;", b: "const pace = 2; rate;" };
    expect(await refusal(two, "pace")).toMatch(/Cannot rename rate to pace.*a cell declares/);
    expect(await refusal(two, "1st")).toMatch(/expected a name/);
    expect(await refusal(two, "class")).toMatch(/expected a name/);
    const captured = {
      a: "const ra|te = 1;",
      b: "function f(pace: number) { return rate * pace; }",
    };
    expect(await refusal(captured, "pace")).toMatch(/used where it would go/);
    const free = { a: "const ra|te = 1;", b: "pace;" };
    expect(await refusal(free, "pace")).toMatch(/used where it would go/);
    const member = { a: "class A { ra|te = 1; pace = 2; }" };
    expect(await refusal(member, "pace")).toMatch(/used where it would go/);
    const imported = { a: 'import { readFileSync } from "node:fs";', b: "readF|ileSync;" };
    expect(await refusal(imported, "read")).toBe(
      "Cannot rename readFileSync: it comes from Node's module node:fs; only names that this notebook declares can be renamed",
    );
    const layer = { a: 'import { dense } from "rosenblatt";', b: "den|se(1);" };
    expect(await refusal(layer, "full")).toMatch(
      /it comes from the package rosenblatt; only names/,
    );
    expect(await refusal({ a: "[1].ma|p; " }, "x")).toMatch(/Cannot rename map.*from TypeScript/);
    expect(await refusal({ a: '"te|xt"' }, "x")).toMatch(/Cannot rename/);
    expect(await refusal({ a: "1 +| 1" }, "x")).toMatch(/Cannot rename/);
    await kernel.run("const gone = 1;");
    expect(await refusal({ a: "go|ne + 1" }, "x")).toMatch(/a cell that is gone/);
  });

  test("tells before which name it would be, and where", async () => {
    const editor = await new EditorClient(kernel).open();
    await editor.write({ a: "const rate = 1;", b: "2 * rate" });
    const place = { name: "rate", start: 4, end: 8 };
    expect(await editor.ask("renameable", "b", "2 * ra|te")).toEqual(place);
    await expect(editor.ask("renameable", "b", "|2 * rate")).rejects.toThrow(/Cannot rename/);
  });

  test("leaves magics as they are", async () => {
    const cells = { a: "const f|ile = 'x';\n!ls {file}", b: "%time file.length" };
    expect(await renamed(cells, "path")).toEqual({
      a: "const path = 'x';\n!ls {path}",
      b: "%time path.length",
    });
  });
});
