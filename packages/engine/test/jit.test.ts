import { beforeAll, describe, expect, test } from "@jest/globals";
import { jit, ready, seed, TraceError, tf } from "../src/index.js";
import { traced } from "../src/trace/backend.js";

beforeAll(() => ready());

const numbers = (tensor: tf.Tensor) => Array.from(tensor.dataSync());

describe("jit()", () => {
  test("updates the variables that its step assigns", async () => {
    const total = tf.variable(tf.tensor1d([1, 2, 3]));
    const add = jit((x: tf.Tensor) => {
      total.assign(total.add(x));
      return total.sum();
    });
    expect(numbers(await add(tf.scalar(1)))).toEqual([9]);
    expect(numbers(await add(tf.scalar(10)))).toEqual([39]);
    expect(numbers(total)).toEqual([12, 13, 14]);
  });

  test("leaves alone what others hold of a variable", async () => {
    const count = tf.variable(tf.scalar(0));
    const increment = jit(() => {
      count.assign(count.add(1));
    });
    await increment();
    const before = count.clone();
    await increment();
    await increment();
    expect(numbers(before)).toEqual([1]);
    expect(numbers(count)).toEqual([3]);
  });

  test("sees what was assigned outside between two runs", async () => {
    const weight = tf.variable(tf.scalar(1));
    const double = jit(() => weight.mul(2));
    await double();
    weight.assign(tf.scalar(21));
    expect(numbers(await double())).toEqual([42]);
  });

  test("computes the same with one thread and with several", async () => {
    seed(1);
    const [a, b] = [tf.randomNormal([256, 512]), tf.randomNormal([512, 512])];
    const products = [1, 2, 4].map((threads) =>
      jit(() => a.matMul(b).relu().sum(1), { threads })(),
    );
    const [one, ...others] = (await Promise.all(products)).map(numbers);
    expect(one!.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(0);
    for (const other of others) {
      for (const [i, value] of other.entries()) expect(value / one![i]!).toBeCloseTo(1, 4);
    }
  });

  test("keeps the rank of what has a single number", async () => {
    const slope = (x: tf.Tensor2D) =>
      x
        .sub(3)
        .square()
        .mul(tf.ones([1, 1]))
        .matMul(x);
    const result = await jit(slope)(tf.tensor2d([[5]]));
    expect(result.shape).toEqual([1, 1]);
    expect(numbers(result)).toEqual([20]);
  });

  test("refuses to read a tensor, and says in which line", async () => {
    const branch = jit((x: tf.Tensor) => (x.dataSync()[0]! > 0 ? x : x.neg()));
    await expect(branch(tf.scalar(1))).rejects.toThrow(TraceError);
    await expect(branch(tf.scalar(1))).rejects.toThrow(
      /reads a tensor's numbers \(.*jit\.test\.ts:\d+\)/,
    );
  });

  test("leaves variables and tensor counts as they were when it refuses", async () => {
    const weight = tf.variable(tf.scalar(5));
    const { numTensors } = tf.memory();
    const read = jit(() => {
      weight.assign(weight.add(1));
      return weight.dataSync();
    });
    await expect(read()).rejects.toThrow(TraceError);
    expect(numbers(weight)).toEqual([5]);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  test("keeps nothing of what it has recorded but its results", async () => {
    const total = tf.variable(tf.scalar(0));
    const add = jit((x: tf.Tensor) => {
      total.assign(total.add(x.sum()));
      return total.mul(2);
    });
    const counts: number[] = [];
    for (let length = 1; length < 5; length += 1) {
      tf.dispose(await add(tf.ones([length])));
      counts.push(traced.numDataIds());
    }
    expect(new Set(counts).size).toBe(1);
    expect(numbers(total)).toEqual([10]);
  });

  test("takes away a variable that it can give no numbers", async () => {
    const registered = () => Object.keys(tf.engine().state.registeredVariables);
    const before = registered();
    const mean = jit((x: tf.Tensor) => tf.variable(x.mean()).add(1));
    await expect(mean(tf.ones([2]))).rejects.toThrow(/makes a variable of shape \[\]/);
    expect(registered()).toEqual(before);
  });

  test("is recorded anew when a variable is gone", async () => {
    let weight = tf.variable(tf.scalar(2));
    const weighted = jit((x: tf.Tensor) => x.mul(weight));
    expect(numbers(await weighted(tf.scalar(3)))).toEqual([6]);
    weight.dispose();
    weight = tf.variable(tf.scalar(5));
    expect(numbers(await weighted(tf.scalar(3)))).toEqual([15]);
  });

  test("runs in the order of the calls, whichever graph is ready first", async () => {
    const value = tf.variable(tf.scalar(0));
    const increment = jit(() => {
      value.assign(value.add(1));
      return value.clone();
    });
    const double = jit(() => {
      value.assign(value.mul(2));
      return value.clone();
    });
    const runs = [increment(), double(), increment(), double()];
    expect((await Promise.all(runs)).map(numbers)).toEqual([[1], [2], [3], [6]]);
  });

  test("forgets graphs that have not been used for long", async () => {
    const seen: number[] = [];
    const add = jit((x: tf.Tensor, number: number) => {
      seen.push(number);
      return x.add(number);
    });
    const x = tf.scalar(1);
    for (let number = 0; number < 200; number += 1) tf.dispose(await add(x, number));
    seen.length = 0;
    for (const number of [199, 0]) expect(numbers(await add(x, number))).toEqual([1 + number]);
    expect(seen).toEqual([0]);
  });

  test("draws random numbers anew in every run, the same for the same seed", async () => {
    const draw = jit(() => tf.randomUniform([4]));
    seed(5);
    const first = [numbers(await draw()), numbers(await draw())];
    seed(5);
    const second = [numbers(await draw()), numbers(await draw())];
    seed(5);
    const eager = [numbers(tf.randomUniform([4])), numbers(tf.randomUniform([4]))];
    expect(first[0]).not.toEqual(first[1]);
    expect(second).toEqual(first);
    expect(eager).toEqual(first);
  });

  test("draws the same whether somebody looks at it or not", async () => {
    const draw = jit(() => tf.randomUniform([4]));
    seed(7);
    const first = numbers(await draw());
    seed(7);
    await draw.inspect();
    expect(numbers(await draw())).toEqual(first);
  });
});

describe("the arguments of a jitted function", () => {
  const x = () => tf.scalar(1);
  const calls: [string, unknown, unknown][] = [
    ["functions", tf.sin, tf.cos],
    ["numbers without a text in JSON", Number.NaN, Number.POSITIVE_INFINITY],
    ["zeros of both signs", 0, -0],
    ["undefined and null", undefined, null],
    ["arrays of zeros of both signs", Float32Array.of(0), Float32Array.of(-0)],
    ["bytes that are no text", Buffer.of(0xfe), Buffer.of(0xff)],
    ["maps", new Map([[1, 2]]), new Map([[1, 3]])],
  ];

  test.each(calls)("are told apart: %s", async (_, first, second) => {
    const seen: unknown[] = [];
    const step = jit((tensor: tf.Tensor, argument: unknown) => {
      seen.push(argument);
      return tensor.add(1);
    });
    for (const argument of [first, second, first]) await step(x(), argument);
    expect(seen).toEqual([first, second]);
  });

  test("are told apart by the numbers in an array of theirs", async () => {
    const step = jit((tensor: tf.Tensor, values: Float32Array) => tensor.add(tf.tensor1d(values)));
    const values = Float32Array.of(1, 2);
    expect(numbers(await step(x(), values))).toEqual([2, 3]);
    values[1] = 9;
    expect(numbers(await step(x(), values))).toEqual([2, 10]);
  });

  test("share a graph when they are records of the same values", async () => {
    let recorded = 0;
    const step = jit((tensor: tf.Tensor, { scale }: { scale: number }) => {
      recorded += 1;
      return tensor.mul(scale);
    });
    expect(numbers(await step(x(), { scale: 3 }))).toEqual([3]);
    expect(numbers(await step(tf.scalar(2), { scale: 3 }))).toEqual([6]);
    expect(recorded).toBe(1);
  });
});
