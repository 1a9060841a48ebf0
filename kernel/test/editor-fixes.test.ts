import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { QuickFix } from "../src/editor/protocol";
import { editedCells } from "./edited-cells";
import { EditorClient } from "./editor-client";
import { KernelClient } from "./kernel-client";

/** A project with a local file, a package that it names, one that is linked, and one that is neither. */
function project(): string {
  const folder = mkdtempSync(join(tmpdir(), "project-"));
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("package.json", '{ "name": "mine", "dependencies": { "layers": "1.0.0" } }');
  write("helper.ts", "export function measure(text: string): number { return text.length; }");
  write("node_modules/layers/package.json", '{ "name": "layers", "types": "index.d.ts" }');
  write(
    "node_modules/layers/index.d.ts",
    'export * from "./all";\n/** @deprecated measure */ export {};',
  );
  write("node_modules/layers/all.d.ts", "export declare function dense(units: number): object;");
  write("linked/package.json", '{ "name": "linked", "main": "lib/index.js" }');
  write("linked/lib/index.d.ts", 'export * from "layers"; export declare const seven: 7;');
  symlinkSync(join(folder, "linked"), join(folder, "node_modules/linked"));
  write("node_modules/stray/package.json", '{ "name": "stray", "types": "index.d.ts" }');
  write("node_modules/stray/index.d.ts", "export declare function dense(): void;");
  return folder;
}

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ folder: project() });
});
afterAll(() => kernel.stop());

/** The quick fixes at the mark `¦`: each with its words and what the cells are after it. */
async function fixes(cells: Record<string, string>) {
  const editor = await new EditorClient(kernel).open();
  const [cell, marked] = Object.entries(cells).find(([, text]) => text.includes("¦"))!;
  const texts = { ...cells, [cell]: marked.replace("¦", "") };
  await editor.write(texts, 1, Object.keys(texts));
  const answer = (await editor.request({ type: "fixes", cell, offset: marked.indexOf("¦") })) as {
    fixes: QuickFix[];
  };
  return answer.fixes.map((fix) => ({
    words: [fix.kind, ...fix.names].join(" "),
    cells: editedCells(texts, fix),
  }));
}

/** The same of a single cell: its texts after each fix, by the fix's words. */
async function mended(text: string): Promise<Record<string, string>> {
  const found = await fixes({ text });
  return Object.fromEntries(found.map(({ words, cells }) => [words, cells.text!]));
}

describe("quick fixes in an editor", () => {
  test("mend the spelling of names, members and words", async () => {
    expect(await mended("const length = 1;\nlenght¦.toFixed();")).toEqual({
      "spelling length": "const length = 1;\nlength.toFixed();",
    });
    expect(await mended('"abc".toUppercase¦();')).toEqual({
      "spelling toUpperCase": '"abc".toUpperCase();',
    });
    expect(await mended('let pad: "same" | "valid";\npad¦ = "samee";')).toEqual({
      'spelling "same"': 'let pad: "same" | "valid";\npad = "same";',
    });
  });

  test("mend the spelling of a name of another cell", async () => {
    const found = await fixes({ def: "const share = 0.5;", use: "shere¦ + 1;" });
    expect(found).toEqual([
      { words: "spelling share", cells: { def: "const share = 0.5;", use: "share + 1;" } },
    ]);
  });

  test("import names from local files, named and linked packages and Node, as they export them", async () => {
    expect(await mended("meas¦ure('a');")).toEqual({
      "import measure ./helper": "import { measure } from \"./helper\";\nmeasure('a');",
    });
    expect(await mended('import { seven } from "linked";\nden¦se(seven);')).toEqual({
      "import dense linked": 'import { seven, dense } from "linked";\ndense(seven);',
      "import dense layers":
        'import { seven } from "linked";\nimport { dense } from "layers";\ndense(seven);',
    });
    expect(await mended("readF¦ileSync('a');")).toMatchObject({
      "import readFileSync node:fs":
        "import { readFileSync } from \"node:fs\";\nreadFileSync('a');",
    });
    expect(await mended("path¦.join('a');")).toMatchObject({
      "import path node:path": "import * as path from \"node:path\";\npath.join('a');",
    });
    expect(await mended("nowhere¦();")).toEqual({});
  });

  test("put a name into the import that another cell has", async () => {
    const found = await fixes({ top: 'import { seven } from "linked";', use: "dense¦(seven);" });
    expect(found.map(({ words }) => words)).toEqual([
      "import dense linked",
      "importThere dense linked",
      "import dense layers",
    ]);
    expect(found[1]!.cells).toEqual({
      top: 'import { seven, dense } from "linked";',
      use: "dense(seven);",
    });
  });

  test("add await where TypeScript then finds less to say, and async around it", async () => {
    const load = "async function load() { return 1; }\n";
    expect(await mended(`${load}const n: number = load(¦);`)).toEqual({
      await: `${load}const n: number = await load();`,
    });
    expect(await mended(`${load}load().toFixed¦();`)).toEqual({
      await: `${load}(await load()).toFixed();`,
    });
    expect(await mended(`${load}Math.abs(load(¦));`)).toEqual({
      await: `${load}Math.abs(await load());`,
    });
    expect(await mended(`${load}function f(): number { return¦ load(); }`)).toEqual({});
    expect(await mended(`${load}const f = () => { await¦ load(); };`)).toEqual({
      async: `${load}const f = async () => { await load(); };`,
    });
  });

  test("insert what an author's message tells to add", async () => {
    const types =
      'type Layer<K extends string> = { kind: K };\ndeclare function flat(): Layer<"flat">;\ndeclare function dense(n: number): Layer<"dense">;\ndeclare function net(a: Layer<"flat">, b: Layer<"dense">): void;\ndeclare function net(a: Layer<"dense"> & "dense needs [n]: add flat() before it"): void;\n';
    expect(await mended(`${types}net(¦dense(1));`)).toEqual({
      "insert flat()": `${types}net(flat(), dense(1));`,
    });
  });

  test("insert it with its import, where that is missing too", async () => {
    const lost = 'declare const net: (a: "needs [n]: add dense(7) before it") => void;\nnet(¦1);';
    expect(await mended(lost)).toEqual({});
    const types =
      'declare function net(a: object, b: 1): void;\ndeclare function net(a: "add dense(7) before it"): void;\n';
    const found = await fixes({ top: 'import { seven } from "linked";', use: `${types}net(¦1);` });
    expect(found).toEqual([
      {
        words: "insert dense(7)",
        cells: {
          top: 'import { seven } from "linked";',
          use: `import { dense } from "linked";\n${types}net(dense(7), 1);`,
        },
      },
    ]);
  });

  test("use what may be missing only if it is there", async () => {
    const type = "declare const a: { b: number } | undefined;\n";
    expect(await mended(`${type}a¦.b;`)).toEqual({
      optional: `${type}a?.b;`,
      present: `${type}a!.b;`,
    });
    expect(await mended(`${type}const n¦: number = a?.b;`)).toEqual({
      present: `${type}const n: number = a?.b!;`,
    });
  });

  test("change the cell that declares a constant", async () => {
    const found = await fixes({ def: "const rate = 1, other = 2;", use: "rat¦e = 2;" });
    expect(found).toEqual([
      {
        words: "variable rate",
        cells: { def: "let rate = 1, other = 2;", use: "rate = 2;" },
      },
    ]);
  });

  test("write the members that a class promises", async () => {
    const types = "interface Shape { area(): number }\n";
    const text = Object.values(await mended(`${types}class Square¦ implements Shape {}`))[0];
    expect(text).toMatch(/class Square implements Shape \{\n {2}area\(\): number \{\n {4}/);
  });

  test("are found from anywhere in the line, and diagnostics tell where there may be some", async () => {
    expect(await mended('¦"abc".toUppercase();')).toHaveProperty("spelling toUpperCase");
    const editor = await new EditorClient(kernel).open();
    await editor.write({ a: '"abc".toUppercase(); const n: string = 1;' });
    await editor.diagnostics("a", "");
    const told = editor.messages.find(({ type }) => type === "diagnostics");
    const fixable = (told as unknown as { diagnostics: { fixable?: boolean }[] }).diagnostics;
    expect(fixable.map(({ fixable = false }) => fixable)).toEqual([true, false]);
  });
});
