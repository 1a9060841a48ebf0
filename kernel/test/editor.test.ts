import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Answer, Diagnostics, Refusal, ToEditor } from "../src/editor/protocol";
import { type Exchange, KernelClient } from "./kernel-client";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start();
}, 60_000);
afterAll(() => kernel.stop());

/** An editor at the other end of a comm. */
class Editor {
  static #opened = 0;
  readonly #comm = `editor-${++Editor.#opened}`;
  readonly #exchanges: Exchange[] = [];
  #asked = 0;

  async open(): Promise<this> {
    const content = { comm_id: this.#comm, target_name: "rosenblatt.editor", data: {} };
    this.#exchanges.push(await kernel.send("comm_open", content));
    return this;
  }

  async send(data: object): Promise<void> {
    this.#exchanges.push(await kernel.send("comm_msg", { comm_id: this.#comm, data }));
  }

  /** Cells with the text after their ids, all of version `version`. */
  async write(cells: Record<string, string>, version = 1, order?: string[]): Promise<void> {
    const list = Object.entries(cells).map(([id, text]) => ({ id, version, text }));
    await this.send({ type: "update", cells: list, ...(order && { order }) });
  }

  /** Asks at the mark `|` of a text that the cell has. */
  async ask(type: string, cell: string, marked: string): Promise<Answer["result"]> {
    const id = ++this.#asked;
    await this.send({ type, id, cell, offset: marked.indexOf("|") });
    const answer = await this.message(
      (one): one is Answer | Refusal => "id" in one && one.id === id,
    );
    if (answer.type === "refusal") throw new Error(answer.reason);
    return answer.result;
  }

  /** What is pushed for a version of a cell: `code text`, each with the text it points at. */
  async diagnostics(cell: string, text: string, version = 1): Promise<string[]> {
    const found = await this.message(
      (one): one is Diagnostics =>
        one.type === "diagnostics" && one.cell === cell && one.version === version,
    );
    return found.diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);
  }

  get messages(): ToEditor[] {
    const published = this.#exchanges.flatMap((exchange) => exchange.published);
    return published.filter(({ type }) => type === "comm_msg").map(({ content }) => content.data);
  }

  async message<T extends ToEditor>(wanted: (one: ToEditor) => one is T): Promise<T> {
    for (;;) {
      const found = this.messages.filter(wanted).at(-1);
      if (found) return found;
      await sleep(20);
    }
  }
}

describe("an editor over its comm", () => {
  test("is told what is wrong with each cell, with the names of cells that did not run", async () => {
    const editor = await new Editor().open();
    const use = "const long: string = measure('a'); later.toFixed();";
    await editor.write({
      one: "function measure(text: string): number { return text.length; }",
      two: use,
      three: "const later = 'below';",
    });
    expect(await editor.diagnostics("two", use)).toEqual(["2322 long", "2551 toFixed"]);
    expect(await editor.diagnostics("one", "")).toEqual([]);
  });

  test("a cell is checked again when a name that it uses has changed elsewhere", async () => {
    const editor = await new Editor().open();
    const use = "const copy: number = source;";
    await editor.write({ a: "const source = 1;", b: use });
    expect(await editor.diagnostics("b", use)).toEqual([]);
    const pushed = () => editor.messages.filter((one) => "cell" in one && one.cell === "b").length;
    const before = pushed();
    await editor.write({ a: "const source = 'text';" }, 2);
    while (pushed() === before) await sleep(20);
    expect(await editor.diagnostics("b", use)).toEqual(["2322 copy"]);
  });

  test("only the newest of quick changes is checked, and diagnostics tell their version", async () => {
    const editor = await new Editor().open();
    for (let version = 1; version <= 20; version++)
      await editor.write({ cell: `const n: string = ${version};` }, version);
    expect(await editor.diagnostics("cell", "const n", 20)).toEqual(["2322 n"]);
    expect(editor.messages.length).toBeLessThan(20);
  });

  test("hover, signature and definition answer with places in the cells", async () => {
    const editor = await new Editor().open();
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
  });

  test("answers while a cell runs, with what ran in view", async () => {
    const editor = await new Editor().open();
    await kernel.run("const ran = { deep: 1 };");
    const busy = await kernel.cell("for (;;);");
    await editor.write({ cell: "ran.deep" });
    expect(await editor.ask("hover", "cell", "ran.de|ep")).toMatchObject({
      text: "(property) deep: number",
    });
    await kernel.interrupt();
    await busy.idle;
  });

  test("a question that a newer one overtook is refused, as is one of an unknown cell", async () => {
    const editor = await new Editor().open();
    await editor.write({ cell: "const value = 1; value" });
    const asked = Array.from({ length: 5 }, () => editor.ask("hover", "cell", "const val|"));
    const answers = await Promise.allSettled(asked);
    expect(answers.at(-1)?.status).toBe("fulfilled");
    await expect(editor.ask("hover", "nowhere", "|")).rejects.toThrow(/expected the id of a known/);
  });
});
