import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Completions } from "../src/language/type-service";
import { EditorClient } from "./editor-client";
import { KernelClient } from "./kernel-client";
import { until } from "./until";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start();
});
afterAll(() => kernel.stop());

describe("an editor over its comm", () => {
  test("is told what is wrong with each cell, with the names of cells that did not run", async () => {
    const editor = await new EditorClient(kernel).open();
    const use = "const long: string = measure('a'); later.toFixed();";
    await editor.write({
      one: "function measure(text: string): number { return text.length; }",
      two: use,
      three: "const later = 'below';",
    });
    expect(await editor.diagnostics("two", use)).toEqual(["2322 long", "2551 toFixed"]);
    expect(await editor.diagnostics("one", "")).toEqual([]);
  });

  test("is told of all that is wrong where a cell uses a type that another one imported", async () => {
    const editor = await new EditorClient(kernel).open();
    const use = "let stats: Stats; const n: string = 1;";
    await editor.write({ types: 'import type { Stats } from "node:fs";', use });
    expect(await editor.diagnostics("use", use)).toEqual(["2322 n"]);
    expect(await editor.ask("hover", "use", "let stats: St|ats")).toMatchObject({
      text: expect.stringContaining("Stats"),
    });
  });

  test("a cell is checked again when a name that it uses has changed elsewhere", async () => {
    const editor = await new EditorClient(kernel).open();
    const use = "const copy: number = source;";
    await editor.write({ a: "const source = 1;", b: use });
    expect(await editor.diagnostics("b", use)).toEqual([]);
    const pushed = () => editor.messages.filter((one) => "cell" in one && one.cell === "b").length;
    const before = pushed();
    await editor.write({ a: "const source = 'text';" }, 2);
    await until(() => pushed() !== before);
    expect(await editor.diagnostics("b", use)).toEqual(["2322 copy"]);
  });

  test("completion knows the names of all cells, run or not, with places in the cell", async () => {
    const editor = await new EditorClient(kernel).open();
    await kernel.run("const measuredBefore = 1;");
    const def =
      "/** Measures. */\nfunction measuredAbove(text: string): number { return text.length; }";
    const use = "/* 😀 */ const n = measured + 1;";
    await editor.write({ def, use, late: "const measuredBelow = { wide: true };" });
    const at = use.indexOf(" + 1");
    const found = await editor.ask("completion", "use", "/* 😀 */ const n = measured| + 1;");
    expect(found).toMatchObject({ start: at - "measured".length, end: at });
    const items = (found as Completions).items;
    expect(items.map(({ text }) => text)).toEqual([
      ...["measuredAbove", "measuredBefore", "measuredBelow"],
    ]);
    expect(items[0]).toEqual({
      ...{ text: "measuredAbove", kind: "function" },
      signature: "function measuredAbove(text: string): number",
      documentation: "Measures.",
    });
    await editor.write({ use: "measuredBelow." }, 2);
    expect(await editor.ask("completion", "use", "measuredBelow.|")).toMatchObject({
      items: [{ text: "wide", kind: "property" }],
    });
    await editor.write({ use: "%time" }, 3);
    expect(await editor.ask("completion", "use", "%ti|me")).toMatchObject({ items: [] });
  });

  test("only the newest of quick changes is checked, and diagnostics tell their version", async () => {
    const editor = await new EditorClient(kernel).open();
    for (let version = 1; version <= 20; version++)
      await editor.write({ cell: `const n: string = ${version};` }, version);
    expect(await editor.diagnostics("cell", "const n", 20)).toEqual(["2322 n"]);
    expect(editor.messages.length).toBeLessThan(20);
  });

  test("hover, signature and definition answer with places in the cells", async () => {
    const editor = await new EditorClient(kernel).open();
    const order = ["def", "use"];
    const def =
      "/** Adds two numbers.\n * @param b the second */\nfunction plus(a: number, b: number): number { return a + b; }\nconst total = plus(1, 2);";
    await editor.write({ def, use: '"😀"; plus(1, total)' }, 1, order);
    expect(await editor.ask("hover", "use", '"😀"; pl|us')).toMatchObject({
      text: expect.stringContaining("function plus(a: number, b: number): number\nAdds two"),
      start: 6,
      end: 10,
    });
    expect(await editor.ask("signature", "use", '"😀"; plus(1, |')).toMatchObject({
      active: 0,
      signatures: [
        {
          label: "plus(a: number, b: number): number",
          activeParameter: 1,
          parameters: [{ label: "a: number" }, { label: "b: number", documentation: "the second" }],
        },
      ],
    });
    const at = def.indexOf("plus");
    const plus = { cell: "def", start: at, end: at + 4 };
    expect(await editor.ask("definition", "use", '"😀"; pl|us')).toEqual(plus);
    const total = def.indexOf("total");
    const place = { cell: "def", start: total, end: total + 5 };
    expect(await editor.ask("definition", "use", '"😀"; plus(1, to|')).toEqual(place);
    expect(await editor.ask("hover", "use", '"😀|')).toBeNull();
    // What a cell begins with has its documentation in the cell itself, too.
    expect(await editor.ask("hover", "def", def.replace("plus", "|plus"))).toMatchObject({
      text: expect.stringContaining("Adds two numbers."),
    });
  });

  test("answers while a cell runs, with what ran in view", async () => {
    const editor = await new EditorClient(kernel).open();
    await kernel.run("const ran = { deep: 1 };");
    const busy = await kernel.cell("for (;;);");
    await editor.write({ cell: "ran.deep; const mine = ran.deepp;" });
    expect(await editor.ask("hover", "cell", "ran.de|ep")).toMatchObject({
      text: "(property) deep: number",
    });
    const diagnostics = await editor.diagnostics("cell", "ran.deep; const mine = ran.deepp;");
    expect(diagnostics).toEqual(["2551 deepp"]);
    const question = { cell: "cell", offset: 17, name: "own" };
    expect(await editor.request({ type: "rename", ...question })).toMatchObject({
      cells: [{ edits: [{ text: "own" }] }],
    });
    expect(await editor.ask("fixes", "cell", "ran.deep; const mine = ran.deep|p")).toMatchObject({
      fixes: [{ kind: "spelling", names: ["deep"] }],
    });
    await kernel.interrupt();
    await busy.idle;
  });

  test("a question that a newer one overtook is refused, as is one of an unknown cell", async () => {
    const editor = await new EditorClient(kernel).open();
    await editor.write({ cell: "const value = 1; value" });
    const asked = Array.from({ length: 5 }, () => editor.ask("hover", "cell", "const val|"));
    const answers = await Promise.allSettled(asked);
    expect(answers.at(-1)?.status).toBe("fulfilled");
    await expect(editor.ask("hover", "nowhere", "|")).rejects.toThrow(/expected the id of a known/);
  });
});
