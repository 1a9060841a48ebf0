import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { KernelClient } from "./kernel-client";
import { cells, file } from "./notebook";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
});
afterAll(() => kernel.stop());

/** What the type checker says of a cell. */
async function notes(code: string): Promise<string> {
  const { published } = await kernel.run(code, { allow_stdin: false });
  return published.map(({ content }) => content.data?.["text/plain"] ?? "").join();
}

const run = (...codes: string[]) => cells(kernel, codes);

describe("the module tslab", () => {
  test("shows text of each type, and bytes as base64", async () => {
    const result = await kernel.run(`import * as tslab from "tslab";
      const { display } = tslab;
      display.text("t"); display.html("<b>h</b>"); display.markdown("**m**"); display.latex("$x$");
      display.svg("<svg/>"); display.javascript("1");
      const bytes = Uint8Array.from([1, 2, 3]);
      display.png(bytes); display.jpeg(bytes); display.gif(bytes); display.pdf(bytes);
      display.raw("text/x-own", "own"); display.raw("application/x-own", bytes);`);
    expect(result.of("display_data").map(({ data }) => data)).toEqual([
      { "text/plain": "t" },
      { "text/html": "<b>h</b>" },
      { "text/markdown": "**m**" },
      { "text/latex": "$x$" },
      { "image/svg+xml": "<svg/>" },
      { "text/javascript": "1" },
      { "image/png": "AQID" },
      { "image/jpeg": "AQID" },
      { "image/gif": "AQID" },
      { "application/pdf": "AQID" },
      { "text/x-own": "own" },
      { "application/x-own": "AQID" },
    ]);
  });

  test("has displays that show one thing and then replace it, from any cell", async () => {
    const first = await kernel.run(
      "import { newDisplay } from 'tslab'; const live = newDisplay(); live.text('1'); live.html('2')",
    );
    const second = await kernel.run("live.markdown('3')");
    const shown = first.of("display_data");
    expect(shown.map(({ data }) => data)).toEqual([{ "text/plain": "1" }]);
    const updates = [...first.of("update_display_data"), ...second.of("update_display_data")];
    expect(updates.map(({ data }) => data)).toEqual([
      { "text/html": "2" },
      { "text/markdown": "3" },
    ]);
    const ids = [...shown, ...updates].map(({ transient }) => transient.display_id);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/\w{8}/);
  });

  test("tells its versions, and is found by require and in the user's files", async () => {
    file(
      kernel,
      "shows.ts",
      "import { display } from 'tslab'; export const show = () => display.text('from a file')",
    );
    const result = await kernel.run(
      "import { show } from './shows'; show(); const t = require('tslab'); [t.versions.tslab, t.versions.node === process.version, /^\\d+\\./.test(t.versions.typescript), Object.keys(t).sort().join()]",
    );
    expect(result.value).toBe("[ '1.0.22', true, true, 'display,newDisplay,versions' ]");
    expect(result.of("display_data")[0]?.data).toEqual({ "text/plain": "from a file" });
  });
});

test("the module tslab has types", async () => {
  const code =
    "import { newDisplay } from 'tslab'; const typed = newDisplay(); typed.png('no bytes')";
  expect(await notes(code)).toMatch(
    /TS2345.*'string' is not assignable to parameter of type 'Uint8Array/,
  );
});

describe("a cell tagged as a module", () => {
  test("is imported by later cells, and by other modules", async () => {
    const defined = await kernel.run(
      "/** @module naming */\nexport const name: string = 'one'; console.log('runs')",
    );
    expect([defined.text(), defined.value]).toEqual(["", undefined]);
    await run(
      "/**\n * Says hello.\n * @module greeting\n */\nimport { name } from './naming';\nexport const greet = () => `hello ${name}`",
    );
    const result = await kernel.run("import { greet } from './greeting'; greet()");
    expect([result.text(), result.value]).toEqual(["runs\n", "'hello one'"]);
  });

  test("that is changed changes what was imported from it", async () => {
    await run("/** @module naming */\nexport const name = 'two'");
    expect(await run("greet()")).toBe("'hello two'");
  });

  test("may hold JSX, for React's factory or for another", async () => {
    file(
      kernel,
      "node_modules/react/index.js",
      "exports.createElement = (type, props, ...children) => ({ type, props, children })",
    );
    await run(
      "/**\n * @jsx\n * @module view\n */\nimport * as React from 'react';\nexport const View = () => <b id='x'>text</b>",
      "/** @module other @jsx h */\nconst h = (type: string) => type.toUpperCase();\nexport const other = <i/>",
    );
    expect(
      await run("import { View } from './view'; import { other } from './other'; [View(), other]"),
    ).toBe("[ { type: 'b', props: { id: 'x' }, children: [ 'text' ] }, 'I' ]");
  });

  test("has types in later cells, as it is now", async () => {
    await run("/** @module measured */\nexport const size = 1");
    const code = "import { size } from './measured'; const text: string = size;";
    expect(await notes(code)).toContain("TS2322");
    await run("/** @module measured */\nexport const size = 'large'");
    expect(await notes(code)).not.toContain("TS");
    expect(await notes("/** @browser */\ndocument.title = 1 as any")).not.toContain("TS");
  });

  test("that cannot be compiled says where", async () => {
    const { reply, traceback } = await kernel.run("/** @module wrong */\nexport const = 1");
    expect(reply).toMatchObject({ status: "error", ename: "SyntaxError" });
    expect(traceback).toContain("line 2, column 14");
  });

  test("has stacks that lead to its lines", async () => {
    await run(
      "/** @module failing */\ninterface A { a: 1 }\nexport function fail() { throw new Error('here') }",
    );
    expect((await kernel.run("import { fail } from './failing'; fail()")).traceback).toContain(
      "failing.ts, line 3, column 32, in fail",
    );
  });
});

describe("a cell tagged for the browser", () => {
  test("is bundled with what it imports, and shown", async () => {
    file(
      kernel,
      "node_modules/shouting/index.js",
      "exports.shout = (text) => text.toUpperCase() + '!'",
    );
    await run("/** @module label */\nexport const label: string = 'from a cell'");
    const result = await kernel.run(
      "/** @browser */\nimport { shout } from 'shouting';\nimport { label } from './label';\nconst text: string = shout(label);\nexport const kept = await Promise.resolve(text);\nelement.append(kept);",
    );
    expect(result.reply.status).toBe("ok");
    const [code] = result.of("display_data").flatMap(({ data }) => data["text/javascript"] ?? []);
    const shown: string[] = [];
    const element = { append: (text: string) => shown.push(text) };
    await new Function("element", `return ${code}`)(element);
    expect(shown).toEqual(["FROM A CELL!"]);
  });

  test("says what it cannot find", async () => {
    expect((await kernel.run("/** @browser */\nimport 'not-installed'")).reply.evalue).toContain(
      'Could not resolve "not-installed"',
    );
  });
});
