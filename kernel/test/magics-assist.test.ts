import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { magics } from "../src/magics/all";
import { KernelClient } from "./kernel-client";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
  mkdirSync(join(kernel.folder, "data"));
  writeFileSync(join(kernel.folder, "dates.ts"), "");
  await kernel.run("const price = 1.5");
});
afterAll(() => kernel.stop());

/** The completions at the mark `|`, and the text that they replace. */
async function complete(marked: string) {
  const at = marked.indexOf("|");
  const code = marked.replace("|", "");
  const reply = await kernel.ask("complete_request", { code, cursor_pos: at });
  const replaced = code.slice(reply.cursor_start, reply.cursor_end);
  const items: { text: string; documentation: string }[] =
    reply.metadata._jupyter_types_experimental;
  return { matches: reply.matches as string[], replaced, items };
}

describe("completion", () => {
  test("% lists all magics with their help, %% only those that take a cell", async () => {
    const all = await complete("%|");
    expect(all.matches).toEqual(expect.arrayContaining(["%npm", "%time", "%%time", "%%html"]));
    expect(all.replaced).toBe("%");
    const { summary } = magics.find(({ name }) => name === "npm")!;
    expect(all.items.find(({ text }) => text === "%npm")?.documentation).toBe(summary);
    const cells = await complete("%%|");
    expect(cells.matches.every((match) => match.startsWith("%%"))).toBe(true);
    const later = await complete("price\n%ti|me");
    expect([later.matches, later.replaced]).toEqual([["%time", "%timeit"], "%time"]);
  });

  test.each([
    ["%ts |", ["off", "warn", "error"], ""],
    ["%ts w|", ["warn"], "w"],
    ["%cd da|", ["data/"], "da"],
    ["%load da|", ["data/", "dates.ts"], "da"],
    ["%run ./dat|", ["./data/", "./dates.ts"], "./dat"],
    ["%%writefile -a dat|", ["data/", "dates.ts"], "dat"],
    ["!cat dat|", ["data/", "dates.ts"], "dat"],
    ["%env JUPYTER_DATA_D|", ["JUPYTER_DATA_DIR"], "JUPYTER_DATA_D"],
    ["%npm ins|", ["install"], "ins"],
  ])("%s completes what the magic takes", async (marked, matches, replaced) => {
    expect(await complete(marked)).toMatchObject({ matches, replaced });
  });

  test.each(["%time price.toF|", "!echo {price.toF|}", "%pwd\nprice.toF|", "%%time\nprice.toF|"])(
    "%j completes TypeScript with its types",
    async (marked) => {
      expect((await complete(marked)).matches).toEqual(["toFixed"]);
    },
  );

  test("what stands for magics is never offered", async () => {
    const { matches } = await complete("%pwd\nlet ꕀ|");
    expect(matches).toEqual([]);
  });
});

describe("inspection", () => {
  test.each([
    ["%timeit -n 1 price", "timeit"],
    ["%%html\n<b>", "html"],
    ["!ls", "!"],
  ])("of %j gives its help", async (code, name) => {
    const reply = await kernel.ask("inspect_request", { code, cursor_pos: 2 });
    const magic = magics.find((one) => one.name === name)!;
    expect(reply.data["text/markdown"]).toContain(magic.summary);
    expect(reply.data["text/plain"]).toContain(magic.usage.join("\n"));
  });

  test("of TypeScript beside a magic gives its type", async () => {
    const reply = await kernel.ask("inspect_request", { code: "%time price", cursor_pos: 8 });
    expect(reply.data["text/plain"]).toContain("const price: 1.5");
  });
});

describe("is_complete", () => {
  test.each([
    ["%pwd", "complete"],
    ["!ls (", "complete"],
    ["?price", "complete"],
    ["%%bash", "incomplete"],
    ["%%bash\nls", "incomplete"],
    ["%%bash\nls\n", "complete"],
    ["%%html\n<b>\n\n", "complete"],
    ["%time f(", "incomplete"],
    ["%time f()", "complete"],
    ["for (;;) {\n  !ls", "incomplete"],
    ["%pwd\nconst = 1", "invalid"],
  ])("%j is %s", async (code, status) => {
    expect(await kernel.ask("is_complete_request", { code })).toMatchObject({ status });
  });
});

describe("types", () => {
  test("diagnostics keep their places beside magics, and see into them", async () => {
    const code = "const lines = !ls\n%time lines.nope\n!echo {price.nope}\n%pwd\nprice.none";
    const result = await kernel.run(code, { allow_stdin: false });
    const notes: string = result.of("display_data")[0]?.data["text/plain"];
    expect(notes.split("\n").map((line) => line.replace(/:[^:]*$/, ""))).toEqual([
      "TS2339 at 2:13",
      "TS2339 at 3:14",
      "TS2339 at 5:7",
    ]);
    expect(notes).toContain("type 'string[]'");
  });
});
