import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type {
  Answer,
  Changes,
  FromKernel,
  Leak,
  Leaks,
  MemoryPoint,
  Refusal,
  Variable,
} from "../src/variables/protocol";
import { type Exchange, KernelClient } from "./kernel-client";
import { until } from "./until";

/** A folder in which cells find the packages. */
const folder = join(__dirname, "..", "..", "notebooks");

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ folder, environment: { API_TOKEN: "tok-123456-secret" } });
});
afterAll(() => kernel.stop());

interface Received {
  readonly data: FromKernel;
  readonly buffers: readonly string[];
}

/** A panel at the other end of a comm. */
class Panel {
  static #opened = 0;
  readonly #kernel: KernelClient;
  readonly #comm = `variables-${++Panel.#opened}`;
  readonly #exchanges: Exchange[] = [];
  #asked = 0;

  constructor(from = kernel) {
    this.#kernel = from;
  }

  async open(): Promise<this> {
    const content = { comm_id: this.#comm, target_name: "rosenblatt.variables", data: {} };
    this.#exchanges.push(await this.#kernel.send("comm_open", content));
    return this;
  }

  async send(data: object): Promise<void> {
    this.#exchanges.push(await this.#kernel.send("comm_msg", { comm_id: this.#comm, data }));
  }

  get received(): Received[] {
    return this.#exchanges
      .flatMap(({ published }) => published)
      .filter(({ type }) => type === "comm_msg")
      .map(({ content, buffers }) => ({ data: content.data, buffers }));
  }

  of<T extends FromKernel["type"]>(type: T): Extract<FromKernel, { type: T }>[] {
    const all = this.received.map(({ data }) => data);
    return all.filter((one): one is Extract<FromKernel, { type: T }> => one.type === type);
  }

  /** All variables as the panel knows them after all that came. */
  get variables(): Record<string, Variable> {
    const known = new Map<string, Variable>();
    for (const { set, gone } of this.of("variables")) {
      for (const name of gone) known.delete(name);
      for (const one of set) known.set(one.name, one);
    }
    return Object.fromEntries(known);
  }

  get types(): Record<string, string> {
    return Object.assign({}, ...this.of("types").map(({ types }) => types));
  }

  get memory(): MemoryPoint[] {
    return this.of("variables").flatMap(({ memory }) => memory);
  }

  /** Runs a cell and waits until the panel was told what came of it. */
  async run(code: string, cellId?: string): Promise<Changes> {
    const content = { code, silent: false, store_history: true };
    const cell = await this.#kernel.send("execute_request", content, { metadata: { cellId } });
    const { execution_count: count } = await cell.reply;
    await until(() => this.memory.some(({ cell }) => cell.count === count));
    return this.of("variables").at(-1)!;
  }

  /** Asks and gives the answer with its numbers; throws the reason of a refusal. */
  async ask(question: object): Promise<{ result: Record<string, never>; numbers: number[] }> {
    const id = ++this.#asked;
    await this.send({ ...question, id });
    const isAnswer = ({ data }: Received): boolean =>
      (data.type === "answer" || data.type === "refusal") && data.id === id;
    await until(() => this.received.some(isAnswer));
    const { data, buffers } = this.received.find(isAnswer)! as Received & {
      data: Answer | Refusal;
    };
    if (data.type === "refusal") throw new Error(data.reason);
    const result = data.result as unknown as Record<string, never>;
    return { result, numbers: numbersIn(buffers[0], result.dtype) };
  }

  async leaks(wanted: (leaks: readonly Leak[]) => boolean): Promise<readonly Leak[]> {
    const latest = (): Leaks | undefined => this.of("leaks").at(-1);
    await until(() => wanted(latest()?.leaks ?? []));
    return latest()!.leaks;
  }
}

function numbersIn(buffer: string | undefined, dtype: string): number[] {
  if (buffer === undefined) return [];
  const bytes = new Uint8Array(Buffer.from(buffer, "base64")).buffer;
  return Array.from(dtype === "float32" ? new Float32Array(bytes) : new Float64Array(bytes));
}

describe("a panel over its comm", () => {
  test("is told each name with type, value, shape, bytes and the cell that set it", async () => {
    const panel = await new Panel().open();
    await panel.run(
      'let rate = 0.5; const word: "a" | "b" = "a"; const grid = [[1, 2, 3], [4, 5, 6]];\n' +
        "const bytes = new Float32Array([1, 2, 3, 6]); function half(x: number) { return x / 2; }",
      "first",
    );
    const { count } = panel.variables.rate!.cell!;
    expect(panel.variables).toMatchObject({
      rate: { kind: "value", type: "number", value: "0.5", cell: { count, id: "first" } },
      word: { value: "'a'" },
      grid: { kind: "numbers", shape: [2, 3], dtype: "number", value: "[1, 2, 3, 4, 5, 6]" },
      bytes: { type: "Float32Array", shape: [4], dtype: "float32", bytes: 16 },
      half: { kind: "function", value: "ƒ half(x)" },
    });
    // NumPy: np.std([1, 2, 3, 6]) == 1.8708286933869707
    const { statistics } = panel.variables.bytes!;
    expect(statistics).toMatchObject({ count: 4, min: 1, max: 6, mean: 3, nan: 0, infinite: 0 });
    expect(statistics!.deviation).toBeCloseTo(1.8708286933869707, 12);
    await until(() => "half" in panel.types && "rate" in panel.types);
    expect(panel.types).toMatchObject({
      rate: "number",
      grid: "number[][]",
      bytes: "Float32Array<ArrayBuffer>",
      half: "(x: number): number",
    });
    // Another cell assigns to what this one declared.
    await panel.run("rate = 0.25;", "second");
    expect(panel.variables.rate).toMatchObject({ value: "0.25", cell: { id: "second" } });
    expect(panel.variables.grid!.cell!.id).toBe("first");
    // Only what has changed is sent again.
    const { set } = panel.of("variables").at(-1)!;
    expect(set.map(({ name }) => name)).toEqual(["rate"]);
  });

  test("a second panel is told all at once", async () => {
    await (await new Panel().open()).run("const early = 1;");
    const panel = await new Panel().open();
    await until(() => "early" in panel.variables);
    expect(panel.memory.length).toBeGreaterThan(0);
  });

  test("getters are not run, and proxies and objects that throw do no harm", async () => {
    const panel = await new Panel().open();
    await panel.run(`
      let ran = 0;
      const sly = { get x(): number { ran++; throw new Error("x"); }, y: 1 };
      const trap = new Proxy({}, { get() { ran++; throw new Error("p"); },
        ownKeys() { ran++; throw new Error("k"); }, getPrototypeOf() { ran++; throw new Error("g"); } });
      const odd = { shape: [2], dtype: "float32", isDisposedInternal: false, dataSync() { throw new Error("no data"); } };
      const shapeless = { shape: ["wide", -1], dtype: "float32", dataSync() { return []; } };
      const inspected = { [Symbol.for("nodejs.util.inspect.custom")]() { ran++; throw new Error("i"); } };
      const listed = [trap, sly];
      class Shy { #secret = 1; get secret() { ran++; return this.#secret; } }
      const shy = new Shy();
      class Open { _inner = 1; outer = 2; }
      const opened = new Open();`);
    expect(panel.variables).toMatchObject({
      sly: { value: "{x: (…), y: 1}", opens: true },
      trap: { type: "Proxy", value: "Proxy", opens: false },
      odd: { kind: "tensor", shape: [2], value: "" },
      shapeless: { kind: "object" },
      listed: { value: "[Proxy, {…}]" },
      shy: { type: "Shy", value: "{}" },
    });
    const { result } = await panel.ask({ type: "children", path: ["sly"], start: 0, count: 10 });
    expect(result.children).toMatchObject([
      { name: "x", value: "(…)", opens: false },
      { name: "y", value: "1", step: "y" },
    ]);
    const open = await panel.ask({ type: "children", path: ["opened"], start: 0, count: 10 });
    expect(open.result.children).toMatchObject([{ name: "outer" }, { name: "_inner" }]);
    await expect(panel.ask({ type: "statistics", path: ["sly", "x"] })).rejects.toThrow(
      "nothing is at sly › x",
    );
    await expect(panel.ask({ type: "statistics", path: ["odd"] })).rejects.toThrow(
      "Cannot give the statistics of odd: no data",
    );
    expect((await kernel.run("ran")).value).toBe("0");
  });

  test("secrets of the environment stay hidden, also inside objects and types", async () => {
    const panel = await new Panel().open();
    await panel.run(`const copied = process.env.API_TOKEN; const env = { ...process.env };
      const pair = new Map([["API_TOKEN", process.env.API_TOKEN]]);`);
    await panel.ask({ type: "children", path: ["env"], start: 0, count: 1000 });
    await panel.ask({ type: "children", path: ["pair"], start: 0, count: 10 });
    expect(panel.variables.copied!.value).toBe("••••••");
    expect(JSON.stringify(panel.received)).not.toContain("tok-123456-secret");
  });

  test("objects, maps and long arrays open in parts", async () => {
    const panel = await new Panel().open();
    await panel.run(`const tree = { list: Array.from({ length: 5000 }, (_, i) => ({ i })),
      map: new Map([[{ key: 1 }, [1, 2, 3]], ["b", new Set(["x"])]]), deep: { er: { value: 7 } } };`);
    const part = await panel.ask({
      type: "children",
      path: ["tree", "list"],
      start: 4990,
      count: 100,
    });
    expect(part.result.total).toBe(5000);
    expect(part.result.children).toHaveLength(10);
    expect(part.result.children[0]).toMatchObject({ name: "4990", value: "{i: 4990}", step: 4990 });
    const map = await panel.ask({ type: "children", path: ["tree", "map"], start: 0, count: 10 });
    expect(map.result.children).toMatchObject([
      { name: "{…}", kind: "numbers", shape: [3], step: 0 },
      { name: "b", value: "['x']", step: 1 },
    ]);
    const set = await panel.ask({
      type: "children",
      path: ["tree", "map", 1],
      start: 0,
      count: 10,
    });
    expect(set.result.children).toMatchObject([{ name: "0", value: "'x'" }]);
  });

  test("one child is found by its path, wherever it stands", async () => {
    const panel = await new Panel().open();
    await panel.run(`const keyed: Record<string, unknown> = {};
      for (let i = 0; i < 2000; i++) keyed["k" + i] = i;
      keyed.last = new Map([["pair", [1, 2, 3]]]);`);
    const { result } = await panel.ask({ type: "child", path: ["keyed", "last", 0] });
    expect(result).toMatchObject({ name: "pair", kind: "numbers", shape: [3], step: 0 });
    const late = await panel.ask({ type: "child", path: ["keyed", "k1999"] });
    expect(late.result).toMatchObject({ name: "k1999", value: "1999", step: "k1999" });
    await expect(panel.ask({ type: "child", path: ["keyed", "k2000"] })).rejects.toThrow(
      "Cannot give the child of keyed › k2000: nothing is at keyed › k2000 any more",
    );
  });

  test("a page is a window of the tensor; blocks are means; channels come along", async () => {
    const panel = await new Panel().open();
    await panel.run(
      "const block = Array.from({ length: 24 }, (_, i) => i);\n" +
        "const cube = [0, 1].map((a) => [0, 1, 2].map((b) => [0, 1, 2, 3].map((c) => 12 * a + 4 * b + c)));",
    );
    const page = { type: "page", path: ["cube"], at: [1, 0, 0] };
    const rows = { axis: 1, start: 1, end: 3 };
    const plain = await panel.ask({ ...page, rows, columns: { axis: 2, start: 0, end: 4 } });
    expect(plain.result).toEqual({ rows: 2, columns: 4, channels: 1, dtype: "float64" });
    expect(plain.numbers).toEqual([16, 17, 18, 19, 20, 21, 22, 23]);
    const turned = await panel.ask({
      ...page,
      rows: { axis: 2, start: 0, end: 2 },
      columns: { axis: 0, start: 0, end: 2 },
    });
    expect(turned.numbers).toEqual([0, 12, 1, 13]);
    const means = await panel.ask({
      ...page,
      rows: { axis: 1, start: 0, end: 3 },
      columns: { axis: 2, start: 0, end: 4 },
      block: 2,
    });
    expect(means.result).toMatchObject({ rows: 2, columns: 2 });
    expect(means.numbers).toEqual([14.5, 16.5, 20.5, 22.5]);
    const colour = await panel.ask({
      ...page,
      rows: { axis: 0, start: 0, end: 1 },
      columns: { axis: 1, start: 0, end: 2 },
      channels: 2,
    });
    expect(colour.numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const bars = await panel.ask({ type: "histogram", path: ["block"], bins: 4 });
    expect(bars.result).toEqual({ low: 0, high: 23, counts: [6, 6, 6, 6] });
  });

  test.each([
    [{ type: "page", path: ["cube"], at: [0], rows: { axis: 0, start: 0, end: 1 } }, "3 positions"],
    [
      { type: "page", path: ["cube"], at: [0, 0, 0], rows: { axis: 3, start: 0, end: 1 } },
      "axis 3",
    ],
    [
      { type: "page", path: ["cube"], at: [9, 0, 0], rows: { axis: 1, start: 0, end: 1 } },
      "axis 0",
    ],
    [
      { type: "page", path: ["cube"], at: [0, 0, 0], rows: { axis: 1, start: 0, end: 99 } },
      "axis 1",
    ],
    [{ type: "page", path: ["cube"], at: "no", rows: 7 }, "expected at to be positions"],
    [{ type: "page", path: ["cube"], at: [0, 0, 0], rows: { axis: 1, start: -1, end: 1 } }, "rows"],
    [{ type: "statistics", path: [] }, "expected path"],
    [{ type: "statistics", path: ["nowhere"] }, "nothing is at nowhere"],
    [{ type: "statistics", path: ["__proto__"] }, "nothing is at __proto__"],
    [{ type: "children", path: ["cube"], start: 0, count: 1e9 }, "expected count"],
    [{ type: "histogram", path: ["cube"], bins: 0 }, "expected bins"],
    [{ type: "dance", path: ["cube"] }, "expected type to be one of children"],
    [{ type: "toString", path: ["cube"] }, "expected type to be one of children"],
  ])("%j is refused with its reason", async (question, reason) => {
    const panel = await new Panel().open();
    await expect(panel.ask(question)).rejects.toThrow(reason);
  });

  test("a thousand variables and texts of a megabyte are told within the time of a cell", async () => {
    const panel = await new Panel().open();
    const names = Array.from({ length: 1200 }, (_, i) => `v${i} = ${i}`).join(", ");
    const { left } = await panel.run(
      `const ${names}; const long = "x".repeat(1e6); const keys = Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => ["k" + i, i]));`,
    );
    expect(left).toBeGreaterThan(0);
    expect(Object.keys(panel.variables)).toHaveLength(1000);
    expect(panel.variables.long!.value.length).toBeLessThan(160);
    expect(JSON.stringify(panel.of("variables").at(-1)).length).toBeLessThan(300_000);
  });

  test("a busy kernel answers when it has time, and an interrupt loses nothing", async () => {
    const panel = await new Panel().open();
    await panel.run("let turns = 0; const fixed = [1, 2, 3];");
    const busy = await kernel.cell("while (turns >= 0) turns++;");
    await sleep(300);
    const asked = panel.ask({ type: "statistics", path: ["fixed"] });
    await sleep(200);
    await kernel.interrupt();
    await busy.reply;
    expect((await asked).result).toMatchObject({ mean: 2 });
    await until(() => Number(panel.variables.turns!.value) > 0);
  });
});

describe("tensors", () => {
  const setUp = 'import { ready, tf } from "rosenblatt"; await ready();';

  test("are told with their numbers, and say when they are disposed", async () => {
    const panel = await new Panel().open();
    await panel.run(
      `${setUp}\nconst weights = tf.tensor2d([1, NaN, Infinity, 5], [2, 2]); const scalar = tf.scalar(3, "int32"); const shown = tf.variable(tf.ones([3]));`,
    );
    expect(panel.variables).toMatchObject({
      weights: {
        kind: "tensor",
        shape: [2, 2],
        dtype: "float32",
        bytes: 16,
        statistics: { min: 1, max: 5, mean: 3, deviation: 2, nan: 1, infinite: 1 },
      },
      scalar: { shape: [], dtype: "int32", value: "3" },
      tf: { kind: "module" },
    });
    await until(() => "weights" in panel.types);
    expect(panel.types.weights).toContain("Tensor2D");
    expect(panel.memory.at(-1)!.added).toBe(4);
    await panel.run("weights.dispose();");
    expect(panel.variables.weights).toMatchObject({ disposed: true, value: "disposed" });
    await expect(panel.ask({ type: "statistics", path: ["weights"] })).rejects.toThrow(
      "the tensor is disposed",
    );
  });

  test("a model's memory is that of its weights", async () => {
    const panel = await new Panel().open();
    await panel.run(
      'import { dense, net } from "rosenblatt"; const small = net([8], dense(64), dense(2));',
    );
    expect(panel.variables.small).toMatchObject({
      kind: "object",
      bytes: 4 * (8 * 64 + 64 + 64 * 2 + 2),
    });
    expect(panel.variables.small!.value).not.toContain("_");
  });

  test("that nothing can reach any more are told with the cell that lost them", async () => {
    const panel = await new Panel().open();
    await panel.run("const kept = tf.ones([50]);", "clean");
    await panel.run("for (let i = 0; i < 300; i++) tf.ones([2000]).square();", "leaky");
    const leaks = await panel.leaks((all) => all.length > 0);
    expect(leaks).toEqual([
      {
        kind: "lost",
        cell: { count: expect.any(Number), id: "leaky" },
        tensors: 600,
        bytes: 4_800_000,
        runs: 1,
      },
    ]);
  });

  test("that training makes and holds are no leaks, be it run again", async () => {
    const own = await KernelClient.start({ folder });
    const panel = await new Panel(own).open();
    await panel.run(
      'import { adam, dense, evaluate, fit, iris, net, tf } from "rosenblatt"; const data = await iris();',
    );
    for (let run = 0; run < 2; run++) {
      await panel.run(
        "const model = net([4], dense(16), dense(3)); const history = await fit(model, data, { epochs: 3, optimizer: adam(1e-2) }); await evaluate(model, data.test);",
        "train",
      );
      await panel.run('await fit(model, data, { epochs: 2, gear: "eager" });', "eager");
    }
    // The only one is told last: what came before was looked at and found well.
    await panel.run("for (let i = 0; i < 20; i++) tf.ones([100]);", "leaky");
    const leaks = await panel.leaks((all) => all.some(({ cell }) => cell?.id === "leaky"));
    await own.stop();
    expect(leaks).toMatchObject([{ kind: "lost", tensors: 20 }]);
  });

  test("that every run of a cell keeps are told once that is a habit; models are not", async () => {
    const own = await KernelClient.start({ folder });
    const panel = await new Panel(own).open();
    await panel.run(
      `import { dense, net, ready, tf } from "rosenblatt"; await ready(); const store: unknown[] = [];
      const model = net([8], dense(64), dense(8));`,
      "setup",
    );
    await panel.run(
      "for (let i = 0; i < 20; i++) tf.tidy(() => void tf.ones([100]).square().sum());",
      "tidy",
    );
    for (let run = 0; run < 3; run++)
      await panel.run("for (let i = 0; i < 20; i++) store.push(tf.ones([100]));", "store");
    const leaks = await panel.leaks((all) => all.length > 0);
    expect(leaks).toEqual([
      {
        kind: "kept",
        cell: { count: expect.any(Number), id: "store" },
        tensors: 60,
        bytes: 24_000,
        runs: 3,
      },
    ]);
    await own.stop();
  });
});
