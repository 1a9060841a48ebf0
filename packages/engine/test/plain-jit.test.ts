import { runInNewContext } from "node:vm";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { plainJit, ready, tf } from "../src/index.js";

beforeAll(() => ready());

const vector = (values: Float32Array) =>
  ({ values, shape: [values.length], dtype: "float32" }) as const;

describe("plainJit()", () => {
  test("takes and gives plain memory, and makes no tensor", async () => {
    const twice = plainJit((x) => [x!.mul(2), x!.argMax()]);
    await twice(vector(Float32Array.of(1, 2)));
    const { numTensors } = tf.memory();
    expect(await twice(vector(Float32Array.of(3, 5)))).toEqual([
      { values: Float32Array.of(6, 10), shape: [2], dtype: "float32" },
      { values: Int32Array.of(1), shape: [], dtype: "int32" },
    ]);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  test("gives its results at once", () => {
    const made = plainJit((x) => [x!.mul(2)])(vector(Float32Array.of(4)));
    expect(made).toEqual([{ values: Float32Array.of(8), shape: [1], dtype: "float32" }]);
  });

  test("refuses memory that is too small, or that another thread has now", async () => {
    const sum = plainJit((x) => [x!.sum()]);
    const input = vector(new Float32Array(100).fill(1));
    expect((await sum(input))[0]!.values).toEqual(Float32Array.of(100));
    structuredClone(input.values, { transfer: [input.values.buffer] });
    const why = "Cannot run a traced step on 0 numbers for a tensor of shape [100]";
    expect(() => sum(input)).toThrow(why);
    expect(() => sum({ ...input, values: new Float32Array(99) })).toThrow("on 99 numbers");
  });

  test("takes arrays of a vm context", async () => {
    const values = runInNewContext("Float32Array.of(1, 2, 3).subarray(1)") as Float32Array;
    expect(values).not.toBeInstanceOf(Float32Array);
    const [sum] = await plainJit((x) => [x!.sum()])(vector(values));
    expect(sum!.values).toEqual(Float32Array.of(5));
  });

  test("changes no variable when its results are refused", async () => {
    const total = tf.variable(tf.scalar(1));
    const add = plainJit(
      (x) => {
        total.assign(total.add(x!.sum()));
        return [total.add(0)];
      },
      { accept: ([sum]) => sum!.values[0]! < 10 },
    );
    const steps = [];
    for (const value of [2, 20, 3]) {
      const [sum] = await add(vector(Float32Array.of(value)));
      steps.push([sum!.values[0], total.dataSync()[0]]);
    }
    expect(steps).toEqual([
      [3, 3],
      [23, 3],
      [6, 6],
    ]);
  });

  test("runs of two graphs that share a variable follow one another", async () => {
    const total = tf.variable(tf.scalar(0));
    const add = plainJit((x) => {
      total.assign(total.add(x!.sum()));
      return [total.add(0)];
    });
    for (const size of [1, 2]) await add(vector(new Float32Array(size)));
    const sizes = [1, 2, 1, 2, 2, 1, 1, 2];
    const runs = sizes.map((size) => add(vector(new Float32Array(size).fill(1))));
    const sums = (await Promise.all(runs)).map(([sum]) => sum!.values[0]);
    expect(sums).toEqual([1, 3, 4, 6, 8, 9, 10, 12]);
    expect(total.dataSync()[0]).toBe(12);
  });
});
