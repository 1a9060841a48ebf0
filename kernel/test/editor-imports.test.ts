import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { editedCells } from "./edited-cells";
import { EditorClient } from "./editor-client";
import { KernelClient } from "./kernel-client";
import { until } from "./until";

let kernel: KernelClient;
const folder = mkdtempSync(join(tmpdir(), "project-"));
beforeAll(async () => {
  mkdirSync(join(folder, "node_modules/far"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "name": "mine" }');
  writeFileSync(join(folder, "near.ts"), "\nexport const near = 1;");
  writeFileSync(join(folder, "secret.txt"), "not for editors");
  const manifest = '{ "name": "far", "types": "index.d.ts" }';
  writeFileSync(join(folder, "node_modules/far/package.json"), manifest);
  writeFileSync(join(folder, "node_modules/far/index.d.ts"), "export declare const far: 1;");
  kernel = await KernelClient.start({ folder });
});
afterAll(() => kernel.stop());

/** The cells after the imports of some were put in order. */
async function organised(texts: Record<string, string>, cells: string[]): Promise<object> {
  const editor = await new EditorClient(kernel).open();
  await editor.write(texts, 1, Object.keys(texts));
  return editedCells(texts, await editor.request({ type: "organise", cells }));
}

describe("organising imports in an editor", () => {
  test("sorts and merges, and takes away what no cell uses", async () => {
    const cells = {
      top: '// The imports.\nimport { statSync } from "node:fs";\nimport { readFileSync, existsSync } from "node:fs";\nimport * as os from "node:os";\nimport { join } from "./near.ts";\n\nstatSync(".");',
      use: 'existsSync("a"); const os = 1; // readFileSync',
    };
    expect(await organised(cells, ["top"])).toEqual({
      ...cells,
      top: '// The imports.\nimport { existsSync, readFileSync, statSync } from "node:fs";\n\nstatSync(".");',
    });
  });

  test("leaves no empty line where the last import was", async () => {
    const top =
      'import { statSync } from "node:fs";\nimport { near } from "./near.ts";\nimport { join } from "node:path";';
    expect(await organised({ top, use: "statSync(near);" }, ["top"])).toEqual({
      top: 'import { statSync } from "node:fs";\nimport { near } from "./near.ts";',
      use: "statSync(near);",
    });
  });

  test("keeps lines that somebody broke", async () => {
    const top = 'import {\n  near,\n  far,\n} from "./near.ts";\nnear + far;';
    expect(await organised({ top }, ["top"])).toEqual({
      top: 'import {\n  far,\n  near,\n} from "./near.ts";\nnear + far;',
    });
  });

  test("of all cells at once; others stay as they are", async () => {
    const cells = {
      a: 'import { b, a } from "./near.ts";',
      b: 'import { z } from "./near.ts";\na + b;',
      c: "a; import(",
      d: "const x = 1;",
    };
    expect(await organised(cells, ["a", "b", "c", "d"])).toEqual({
      ...cells,
      a: 'import { a, b } from "./near.ts";',
      b: "a + b;",
    });
  });
});

describe("an editor's files", () => {
  test("a definition tells of a local file by its path, and of a package's by its name", async () => {
    const editor = await new EditorClient(kernel).open();
    const text = 'import { near } from "./near.ts"; import { far } from "far"; near + far';
    await editor.write({ cell: text });
    const at = (name: string) => ({
      type: "definition",
      cell: "cell",
      offset: text.lastIndexOf(name) + 1,
    });
    expect(await editor.request(at("near"))).toEqual({
      ...{ file: join(folder, "near.ts"), path: "near.ts", line: 1, character: 13 },
    });
    const file = join(folder, "node_modules/far/index.d.ts");
    expect(await editor.request(at("far"))).toMatchObject({ file, package: "far", line: 0 });
    expect(await editor.request({ type: "source", file })).toEqual({
      text: "export declare const far: 1;",
    });
  });

  test("none is handed out but those to which a definition has led on this comm", async () => {
    const editor = await new EditorClient(kernel).open();
    for (const name of ["secret.txt", "near.ts", "node_modules/far/index.d.ts"]) {
      const question = { type: "source", file: join(folder, name) };
      await expect(editor.request(question)).rejects.toThrow(/a file that a definition led to/);
    }
  });
});

describe("an editor's messages", () => {
  test("that are wrong are refused with a reason, and the comm goes on", async () => {
    const editor = await new EditorClient(kernel).open();
    const wrong: [object, RegExp][] = [
      [{ type: "hover", cell: 7, offset: 0 }, /Cannot read hover: expected another cell, got 7/],
      [{ type: "hover", cell: "a", offset: -1 }, /another offset, got -1/],
      [{ type: "rename", cell: "a", offset: 0 }, /another name, got nothing/],
      [{ type: "organise", cells: "a" }, /another cells/],
      [{ type: "organise", cells: ["none"] }, /expected the id of a known cell/],
      [{ type: "source", file: null }, /another file, got null/],
      [{ type: "toString" }, /expected a type out of update, hover/],
      [{ type: ["hover"] }, /expected a type/],
    ];
    for (const [message, reason] of wrong)
      await expect(editor.request(message)).rejects.toThrow(reason);
    for (const cells of [7, [7], [{ id: "a", version: "1", text: "" }], [{ id: "a" }]])
      await editor.send({ type: "update", cells });
    await editor.send({ type: "update", order: [1] });
    const refusals = () =>
      editor.messages.filter((one) => one.type === "refusal" && one.id === null);
    await until(() => refusals().length >= 5);
    await editor.write({ a: "const n: string = 1;" });
    expect(await editor.diagnostics("a", "const n: string = 1;")).toEqual(["2322 n"]);
  });
});
