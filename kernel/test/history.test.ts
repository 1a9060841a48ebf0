import { appendFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { KernelClient } from "./kernel-client";
import { until } from "./until";

const folder = mkdtempSync(join(tmpdir(), "history-"));
let kernel: KernelClient;

const start = (history = folder): Promise<KernelClient> =>
  KernelClient.start({ environment: { ROSENBLATT_HISTORY: history } });

const find = async (query: object, of = kernel) =>
  (await of.ask("history_request", { output: false, raw: true, ...query })).history;

const tail = (n: number, of = kernel) => find({ hist_access_type: "tail", n }, of);

beforeAll(async () => {
  kernel = await start();
  for (const code of ["1 + 1", "const a = 5", "'x'.repeat(3)"]) await kernel.run(code);
  await kernel.command("restart");
  for (const code of ["const b = 6", "1 + 1", "await Promise.reject(new Error('no'))"]) {
    await kernel.run(code);
  }
});
afterAll(() => kernel.stop());

describe("history", () => {
  test("is kept over a restart, newest last", async () => {
    expect(await tail(4)).toEqual([
      [1, 3, "'x'.repeat(3)"],
      [2, 1, "const b = 6"],
      [2, 2, "1 + 1"],
      [2, 3, "await Promise.reject(new Error('no'))"],
    ]);
    expect(await tail(0)).toEqual([]);
  });

  test("tells the values of cells", async () => {
    const found = await find({ hist_access_type: "tail", n: 5, output: true });
    expect(found.map((one: unknown[]) => one[2])).toEqual([
      ["const a = 5", null],
      ["'x'.repeat(3)", "'xxx'"],
      ["const b = 6", null],
      ["1 + 1", "2"],
      ["await Promise.reject(new Error('no'))", null],
    ]);
  });

  test.each([
    ["this session", {}, ["const b = 6", "1 + 1", "await Promise.reject(new Error('no'))"]],
    ["a part", { session: 0, start: 1, stop: 3 }, ["const b = 6", "1 + 1"]],
    ["the end", { session: 2, start: -1 }, ["await Promise.reject(new Error('no'))"]],
    ["the session before", { session: -1, start: 2 }, ["const a = 5", "'x'.repeat(3)"]],
    ["a session by its number", { session: 1, stop: -1 }, ["1 + 1", "const a = 5"]],
    ["no session", { session: -7 }, []],
  ])("gives a range: %s", async (_which, query, sources) => {
    const found = await find({ hist_access_type: "range", ...query });
    expect(found.map((one: unknown[]) => one[2])).toEqual(sources);
  });

  test("is searched by a glob over all sessions, whole or without repeats", async () => {
    const search = (query: object) => find({ hist_access_type: "search", ...query });
    expect(await search({ pattern: "1 ? 1" })).toEqual([
      [1, 1, "1 + 1"],
      [2, 2, "1 + 1"],
    ]);
    expect(await search({ pattern: "1*", unique: true })).toEqual([[2, 2, "1 + 1"]]);
    expect(await search({ pattern: "const [ab] = *", n: 1 })).toEqual([[2, 1, "const b = 6"]]);
    expect(await search({ pattern: "const [^b] = *" })).toEqual([[1, 2, "const a = 5"]]);
    expect(await search({ pattern: "onst*" })).toEqual([]);
    expect(await search({ pattern: "[z-a]*" })).toEqual([]);
  });

  test("knows nothing of silent cells and of those that ask not to be stored", async () => {
    const before = await tail(10);
    await kernel.run("'silent'", { silent: true });
    await kernel.run("'not stored'", { store_history: false });
    expect(await tail(10)).toEqual(before);
  });

  test("of kernels that run at once is whole, each its own session", async () => {
    const others = await Promise.all([start(), start()]);
    const sources = Array.from({ length: 20 }, (_, at) => `${at}`);
    const run = async (other: KernelClient): Promise<void> => {
      for (const source of sources) await other.run(source);
    };
    await Promise.all(others.map(run));
    const sessions = new Set<number>();
    for (const other of others) {
      const own = await find({ hist_access_type: "range", session: 0 }, other);
      expect(own.map((one: unknown[]) => one[2])).toEqual(sources);
      sessions.add(own[0][0]);
      await other.stop();
    }
    expect([...sessions].sort()).toEqual([3, 4]);
  });

  test("survives files that are broken", async () => {
    appendFileSync(join(folder, "1.jsonl"), '{"line":4,"source":"half a li');
    writeFileSync(
      join(folder, "5.jsonl"),
      '\0\xff{"line":"x"}\n[]\nnull\n{"line":1,"source":"ok"}\n',
    );
    writeFileSync(join(folder, "notes.txt"), "not a session");
    const other = await start();
    await other.run("'after'");
    expect(await tail(2, other)).toEqual([
      [5, 1, "ok"],
      [6, 1, "'after'"],
    ]);
    const first = await find({ hist_access_type: "range", session: 1 }, other);
    expect(first).toHaveLength(3);
    await other.stop();
  });

  test("is bounded: the oldest sessions go", async () => {
    const full = mkdtempSync(join(tmpdir(), "history-"));
    const line = `${JSON.stringify({ line: 1, source: "x".repeat(3_000_000) })}\n`;
    for (let session = 1; session <= 8; session++) {
      writeFileSync(join(full, `${session}.jsonl`), line);
    }
    const other = await start(full);
    await other.run("'new'");
    await until(() => readdirSync(full).length <= 6);
    expect(readdirSync(full).sort()).toEqual([4, 5, 6, 7, 8, 9].map((one) => `${one}.jsonl`));
    await other.run(`'${"y".repeat(5_000_000)}'.length`);
    await other.stop();
    expect(readFileSync(join(full, "9.jsonl"), "utf8").length).toBeLessThan(1000);
  });

  test.each([
    ["off", "off"],
    ["a folder that cannot be", "/dev/null/history"],
  ])("without a file (%s) is kept in memory", async (_what, where) => {
    const other = await start(where);
    await other.run("'remembered'");
    expect(await tail(5, other)).toEqual([[1, 1, "'remembered'"]]);
    await other.stop();
  });
});
