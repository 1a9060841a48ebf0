import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Exchange, KernelClient } from "./kernel-client";
import { until } from "./until";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start();
});
afterAll(() => kernel.stop());

const mistake = "const wrong: number = 'text';";

describe("types in a session", () => {
  test("a note comes with the cell's own message as its parent, be it after idle", async () => {
    const exchange = await kernel.cell(`${mistake}\nwrong`);
    await exchange.idle;
    expect(await noteOf(exchange)).toMatch(/^TS2322 at 1:7: /);
  });

  test("a note says what to do in a notebook, and what belongs to the mistake", async () => {
    const unknown = await failing("missing;");
    expect(await noteOf(unknown)).toContain(
      "Cannot find name 'missing'. Run the cell that declares it first.",
    );
    const typed = await kernel.cell("interface Options { alpha: number }\nconst o: Options = {};");
    expect(await noteOf(typed)).toMatch(/is missing.*\n {2}'alpha' is declared here\./);
  });

  test("a note says how to install a package that is missing", async () => {
    const exchange = await failing("import { a } from '@scope/no-such-package/deep'; a;");
    expect(await noteOf(exchange)).toContain("Install it with %npm install @scope/no-such-package");
  });

  test("a cell that cannot be compiled has an error, no note, and declares nothing", async () => {
    await kernel.run("const spoilt = 5;");
    for (const rest of ["const = 1", "const spoilt = 'twice'", "foo("]) {
      const code = `const spoilt = 'text';\n${rest}`;
      const result = await kernel.run(code, { allow_stdin: false });
      expect(result.reply.ename).toBe("SyntaxError");
      expect(result.of("display_data")).toEqual([]);
    }
    const after = await kernel.run("spoilt.toFixed(1)", { allow_stdin: false });
    expect([after.value, after.of("display_data")]).toEqual(["'5.0'", []]);
  });

  test("a note comes while a long cell still runs", async () => {
    const exchange = await kernel.cell(`${mistake}\nawait new Promise(() => {});`);
    expect(await noteOf(exchange)).toContain("TS2322");
    await kernel.interrupt();
    await exchange.idle;
  });

  test("a client that takes no input has every note before idle", async () => {
    for (let k = 0; k < 5; k++) {
      const result = await kernel.run(`const wrong_${k}: number = 'text';`, { allow_stdin: false });
      expect(result.of("display_data")).toHaveLength(1);
      expect(result.published.at(-1)!.content.execution_state).toBe("idle");
    }
  });

  test("each of many cells sent at once has its own notes", async () => {
    const cells: Exchange[] = [];
    for (let k = 0; k < 30; k++)
      cells.push(
        await kernel.cell(`const many_${k}: ${k} = "${k}"; ${k > 0 ? `many_${k - 1}` : ""}`),
      );
    for (const [k, exchange] of cells.entries())
      expect(await noteOf(exchange)).toContain(`not assignable to type '${k}'`);
  });
});

/** Runs a cell to its end: one that is sent before would be aborted with it. */
async function failing(code: string): Promise<Exchange> {
  const exchange = await kernel.cell(code);
  expect((await exchange.reply).status).toBe("error");
  await exchange.idle;
  return exchange;
}

async function noteOf(exchange: Exchange): Promise<string> {
  const note = await until(() => exchange.published.find(({ type }) => type === "display_data"));
  return note.content.data["text/plain"];
}
