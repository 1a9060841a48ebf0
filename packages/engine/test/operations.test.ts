import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { excluded, stock } from "./operations/exclusions.json";

interface Result {
  passed: number;
  pending: number;
  failed: { spec: string; why: string }[];
}

const core = dirname(require.resolve("@tensorflow/tfjs-core"));
const files = readdirSync(core, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith("_test.js"))
  .map((name) => name.replaceAll("\\", "/").slice(0, -".js".length));

describe("TensorFlow.js's own tests on the WebAssembly backend", () => {
  let result: Result;

  beforeAll(async () => {
    const script = join(__dirname, "operations", "run.mjs");
    const options = { maxBuffer: 2 ** 26, timeout: 600_000 };
    const { stdout } = await promisify(execFile)(process.execPath, [script, "ours"], options);
    result = JSON.parse(stdout);
  }, 610_000);

  test("are all run", () => {
    expect(result.passed + result.pending + result.failed.length).toBe(stock.specs);
    expect(result.pending).toBeLessThan(10);
  });

  test("exclude fewer than the stock backend fails", () => {
    expect(Object.keys(excluded).length).toBeLessThan(stock.failing);
  });

  // A spec that is excluded has to fail: the list can only become shorter.
  test.each(files)("%s fails where it is known to, and nowhere else", (file) => {
    const failed = result.failed.filter(({ spec }) => spec.startsWith(`${file} `));
    const known = Object.keys(excluded).filter((spec) => spec.startsWith(`${file} `));
    const unknown = failed.filter(({ spec }) => !known.includes(spec));
    expect(unknown).toEqual([]);
    expect(failed.map(({ spec }) => spec).sort()).toEqual(known.sort());
  });
});
