import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { KernelClient } from "./kernel-client";
import { cells, file } from "./notebook";

let kernel: KernelClient;

beforeAll(async () => {
  const folder = join(mkdtempSync(join(tmpdir(), "packages-")), "project", "notebooks");
  mkdirSync(folder, { recursive: true });
  kernel = await KernelClient.start({ folder });
});
afterAll(() => kernel.stop());

const put = (name: string, text: string) => file(kernel, name, text);
const run = (...codes: string[]) => cells(kernel, codes);

function fileOf(manifest: string): string {
  const { main, exports } = JSON.parse(manifest);
  return main ?? exports ?? "index.js";
}

describe("packages", () => {
  test("are found from the notebook's folder upward, the nearest first", async () => {
    put("../../node_modules/far/index.js", "exports.from = 'far'");
    put("../../node_modules/near/index.js", "exports.from = 'far'");
    put("../node_modules/near/index.js", "exports.from = 'near'");
    expect(
      await run(
        "import { from } from 'far'; import * as near from 'near'; [from, near.from, require('near').from]",
      ),
    ).toBe("[ 'far', 'near', 'near' ]");
  });

  test("of CommonJS have their names in a namespace, be they a function's", async () => {
    const names = "for (const [name, value] of Object.entries({ a: 1, b: 2 }))";
    put("node_modules/object/index.js", `${names} exports[name] = value`);
    put(
      "node_modules/callable/index.js",
      `module.exports = () => 3; ${names} exported(name, value);
      function exported(name, value) { module.exports[name] = value }`,
    );
    put("node_modules/bare/index.js", "module.exports = () => 4");
    expect(
      await run(
        "import * as object from 'object'; import * as callable from 'callable'; import * as bare from 'bare'; [object.a, callable.b, callable.default(), (bare as any).default()]",
        "const dynamic = await import('callable'); [object.a, dynamic.a, dynamic.default(), bare.default()]",
      ),
    ).toBe("[ 1, 1, 3, 4 ]");
  });

  test.each([
    ["CommonJS", "{}", "exports.v = 'here'"],
    ["an ES module", '{ "type": "module", "exports": "./index.js" }', "export const v = 'here'"],
    ["another", '{ "exports": "./lib/main.cjs" }', "exports.v = 'here'"],
    ["TypeScript", '{ "main": "index.ts" }', "export const v: string = 'here'"],
  ])("that are installed after a failed import are found: %s", async (kind, manifest, code) => {
    const name = `late-${kind.split(" ").at(-1)!.toLowerCase()}`;
    const using = `import { v } from '${name}'; v`;
    const { reply } = await kernel.run(using);
    expect(reply.evalue).toContain(`Cannot find package '${name}'`);
    expect(reply.evalue).toMatch(new RegExp(`; install it with %npm install ${name}$`));
    expect(
      await run(
        `let code = ""; try { require("${name}") } catch (e) { code = (e as any).code } code`,
      ),
    ).toBe("'MODULE_NOT_FOUND'");
    put(`../node_modules/${name}/package.json`, manifest);
    put(`../node_modules/${name}/${fileOf(manifest)}`, code);
    expect(await run(using, `require('${name}').v`, `(await import('${name}')).v`)).toBe("'here'");
  });

  test("that a file of the user's needs are found when they come", async () => {
    put("needs.ts", "import { v } from 'needed'; export const needed = v");
    expect((await kernel.run("import { needed } from './needs'")).reply.status).toBe("error");
    put("node_modules/needed/index.js", "exports.v = 1");
    expect(await run("import { needed } from './needs'; needed")).toBe("1");
  });

  test("keep one instance for cells and files, by import and by require", async () => {
    put("node_modules/single/index.js", "exports.list = []");
    put("uses.ts", "import { list } from 'single'; list.push('file'); export {}");
    expect(
      await run(
        "import './uses'; import { list } from 'single'; require('single').list.push('cell'); list",
      ),
    ).toBe("[ 'file', 'cell' ]");
  });

  test("have types in the next cell when they were installed a moment ago", async () => {
    await kernel.run("import { typed } from 'late-typed'", { allow_stdin: false });
    put("node_modules/late-typed/package.json", '{ "types": "index.d.ts" }');
    put("node_modules/late-typed/index.js", "exports.typed = 1");
    put("node_modules/late-typed/index.d.ts", "export declare const typed: number;");
    const { published } = await kernel.run(
      "import { typed } from 'late-typed'; const wrong: string = typed;",
      { allow_stdin: false },
    );
    const notes = published.map(({ content }) => JSON.stringify(content.data ?? "")).join();
    expect(notes).toContain("Type 'number' is not assignable to type 'string'");
  });
});
