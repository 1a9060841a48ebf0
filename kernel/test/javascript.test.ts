import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { editedCells } from "./edited-cells";
import { EditorClient } from "./editor-client";
import { KernelClient } from "./kernel-client";
import { cells, file } from "./notebook";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start({ kernel: "rosenblatt-javascript" });
});
afterAll(() => kernel.stop());

const run = (...codes: string[]) => cells(kernel, codes);

describe("the JavaScript kernel", () => {
  test("says that its language is JavaScript", async () => {
    expect((await kernel.ask("kernel_info_request")).language_info).toMatchObject({
      name: "javascript",
      version: process.versions.node,
      mimetype: "text/javascript",
      file_extension: ".js",
      codemirror_mode: "javascript",
    });
  });

  test("makes a global of a name that is assigned and not declared", async () => {
    await run(
      "x = 1",
      "function inside() { deep = x + 1; [a, { b }] = [3, { b: 4 }] }",
      "inside()",
      "x += 10",
    );
    expect(
      await run("for (i = 0; i < 3; i++); [x, deep, a, b, i, globalThis.x, typeof missing]"),
    ).toBe("[ 11, 2, 3, 4, 3, 11, 'undefined' ]");
    expect((await kernel.run("neverAssigned")).reply.ename).toBe("ReferenceError");
    expect((await kernel.run("alsoNever += 1")).reply.ename).toBe("ReferenceError");
  });

  test("shows no type errors", async () => {
    const { reply, published } = await kernel.run(
      "let n = 1; n = 'text'; n.nothing; const o = {}; o.later = undefinedThing?.x ?? 1",
      { allow_stdin: false },
    );
    expect(reply.ename).toBe("ReferenceError");
    const fine = await kernel.run("let m = 1; m = 'text'; m.nothing; const p = {}; p.later = 1", {
      allow_stdin: false,
    });
    expect(fine.reply.status).toBe("ok");
    const types = [...published, ...fine.published].map(({ type }) => type);
    expect(types).not.toContain("display_data");
  });

  test("does not take TypeScript", async () => {
    expect((await kernel.run("const typed: number = 1")).reply.ename).toBe("SyntaxError");
  });

  test("takes classes, imports, top-level await, JSX and decorators", async () => {
    file(kernel, "mine.js", "export const mine = () => 'mine'");
    file(
      kernel,
      "node_modules/react/jsx-runtime.js",
      "exports.jsx = (type, props) => type + props.children; exports.jsxs = exports.jsx",
    );
    expect(
      await run(
        "import { mine } from './mine'; import fs from 'fs'; class C { #p = 2; get p() { return this.#p } }",
        "const twice = (f, _) => function () { return 2 * f.call(this) }; class D { @twice n() { return 4 } }",
        "[mine(), await Promise.resolve(1), new C().p, new D().n(), <b>text</b>, typeof fs.readFileSync]",
      ),
    ).toBe("[ 'mine', 1, 2, 8, 'btext', 'function' ]");
  });

  test("an editor is told of mistakes in the grammar only, and all else of it answers", async () => {
    const editor = await new EditorClient(kernel).open();
    const text = "const n = 1; n.nothing; undeclared; mine = (a, b) => a; n(";
    const use = "mine(n) + n.toFixed()";
    await editor.write({ cell: text, use }, 1, ["cell", "use"]);
    expect(await editor.diagnostics("cell", text)).toEqual([expect.stringMatching(/^1\d{3} $/)]);
    expect(await editor.diagnostics("use", use)).toEqual([]);
    await editor.write({ cell: "const n = 1; n.nothing;" }, 2);
    expect(await editor.diagnostics("cell", text, 2)).toEqual([]);
    expect(await editor.ask("hover", "use", "mine(|n)")).toMatchObject({ text: "const n: 1" });
    await editor.write({ maybe: "let m = Math.random() > 1 ? 'a' : undefined; m.length;" });
    const asked = { type: "fixes", cell: "maybe", offset: 46 };
    expect(await editor.request(asked)).toMatchObject({ fixes: [{ kind: "optional" }] });
    const question = { type: "rename", cell: "use", offset: "mine(".length, name: "count" };
    expect(
      editedCells({ cell: "const n = 1; n.nothing;", use }, await editor.request(question)),
    ).toEqual({
      cell: "const count = 1; count.nothing;",
      use: "mine(count) + count.toFixed()",
    });
  });

  test("completes and inspects by types, of globals too", async () => {
    await run("const list = [1, 2, 3]", "loose = new Map([['k', 1]])");
    const complete = async (code: string) =>
      (await kernel.ask("complete_request", { code, cursor_pos: code.length })).matches;
    expect(await complete("list.toSor")).toContain("toSorted");
    expect(await complete("loose.get('k').toFi")).toContain("?.toFixed");
    const inspected = await kernel.ask("inspect_request", {
      code: "list",
      cursor_pos: 4,
      detail_level: 0,
    });
    expect(inspected.data["text/plain"]).toContain("number[]");
  });
});

describe("the TypeScript kernel", () => {
  test("refuses an assignment to a name that nobody declared", async () => {
    const typed = await KernelClient.start();
    expect((await typed.run("undeclared = 1")).reply.ename).toBe("ReferenceError");
    await typed.stop();
  });

  test("has the magics, but no type errors to turn on", async () => {
    expect((await kernel.run("%ts warn")).reply.evalue).toMatch(
      /expected TypeScript, got JavaScript/,
    );
    expect(await run("%time y = 20", "const lines = !echo 1\n%pwd\ny + Number(lines[0])")).toBe(
      "21",
    );
  });
});
