import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { jit, ready, seed, tf } from "@rosenblatt/engine";

beforeAll(() => ready());

/** Calls of TensorFlow.js with seeds of their own. */
const calls = [
  "randomUniform([7])",
  "randomUniform([2, 3], -3, 9, 'float32', 5)",
  "randomUniform([9], -3, 9, 'int32', 5)",
  "randomUniform([9], 0, 2, 'bool', 5)",
  "randomUniform([5], 0, 1, 'float32', 0)",
  "randomUniform([5], 0, 1, 'float32', 'words')",
  "randomUniformInt([9], -4, 12, 3)",
  "randomNormal([7])",
  "randomNormal([9], 3, 2, 'float32', 5)",
  "randomNormal([9], 3, 2, 'int32', 5)",
  "randomNormal([3], 3, 2, 'float32', 0)",
  "randomStandardNormal([5], 'float32', 4)",
  "truncatedNormal([40], 1, 0.5, 'float32', 6)",
  "truncatedNormal([20], 1, 5, 'int32', 6)",
  "randomGamma([20], 2, 3, 'float32', 7)",
  "randomGamma([20], 0.4, 3, 'float32', 7)",
  "randomGamma([20], 4, 1, 'int32', 7)",
  "rand([6], () => 2.7, 'int32')",
  "rand([6], () => Math.random())",
  "dropout(tf.ones([3, 8]), 0.4, undefined, 9)",
  "dropout(tf.ones([3, 8]), 0.4, [3, 1], 9)",
  "dropout(tf.ones([3, 8]), 0.4)",
  "multinomial(tf.tensor1d([0.1, 0.4, 2]), 30, 8)",
  "multinomial(tf.tensor2d([[0.2, 0.5, 0.3], [0.6, 0.1, 0.3]]), 20, 8, true)",
  "multinomial(tf.tensor2d([[1], [2]]), 3, 8)",
];

const numbersOf = (call: string) => new Function("tf", `return tf.${call}`)(tf) as tf.Tensor;
const parts = ({ dtype, shape }: tf.Tensor, values: ArrayLike<number>) => [
  dtype,
  shape,
  Array.from(values),
];

/** What TensorFlow.js gives by itself, its unseeded numbers from the same generator. */
function stock(): unknown[] {
  const script = `
    const tf = require("@tensorflow/tfjs");
    tf.setBackend("cpu");
    console.log = () => {};
    const seedrandom = require("seedrandom");
    const results = ${JSON.stringify(calls)}.map((call) => {
      const generator = seedrandom.alea("21");
      Math.random = () => generator.double();
      const tensor = new Function("tf", "return tf." + call)(tf);
      return [tensor.dtype, tensor.shape, Array.from(tensor.dataSync())];
    });
    process.stdout.write(JSON.stringify(results));
  `;
  const output = execFileSync(process.execPath, ["-e", script], {
    cwd: dirname(__filename),
    stdio: ["ignore", "pipe", "ignore"],
  });
  return JSON.parse(String(output)) as unknown[];
}

describe("random operations", () => {
  test("give the numbers of TensorFlow.js itself, in either gear", async () => {
    const expected = stock();
    for (const [i, call] of calls.entries()) {
      seed(21);
      const eager = numbersOf(call);
      expect([call, parts(eager, eager.dataSync())]).toEqual([call, expected[i]]);
      seed(21);
      const traced = await jit(() => numbersOf(call))();
      expect([call, parts(traced, traced.dataSync())]).toEqual([call, expected[i]]);
    }
  });

  test("draw anew in every run of a step, from what it computes too", async () => {
    const draw = jit((logits: tf.Tensor) => [
      tf.multinomial(logits.mul(2) as tf.Tensor2D, 50),
      tf.randomGamma([8], 2),
    ]);
    seed(1);
    const logits = tf.zeros([1, 9]);
    const [first, second] = [await draw(logits), await draw(logits)];
    for (const i of [0, 1]) {
      expect(first[i]!.dataSync()).not.toEqual(second[i]!.dataSync());
    }
    const outcomes = new Set(first[0]!.dataSync());
    expect(outcomes.size).toBeGreaterThan(6);
    expect(Math.max(...outcomes)).toBeLessThan(9);
  });
});
