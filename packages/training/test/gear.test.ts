import { runInNewContext } from "node:vm";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { dataset, Split } from "@rosenblatt/datasets";
import { ready, seed, TraceError, tf } from "@rosenblatt/engine";
import { dense, dropout, flatten, lenet, type Net, net } from "@rosenblatt/models";
import { accuracy, adam, crossEntropy, evaluate, type FitOptions, fit } from "../src/index.js";

const classes = ["a", "b", "c"] as const;
type Classes = typeof classes;
type Picture = readonly [number, number, number];
type Model = Net<Picture, readonly [3]>;

/** Made pictures, the classes of which differ by a wave. */
function pictures(side: number, length: number) {
  const size = side * side;
  return new Split<Picture, Classes>({
    shape: [side, side, 1],
    classes,
    inputs: Float32Array.from({ length: length * size }, (_, i) => {
      const label = Math.floor(i / size) % 3;
      return Math.sin(i * 12.9898) / 2 + Math.sin((i % size) * (label + 1) * 0.1);
    }),
    labels: Int32Array.from({ length }, (_, i) => i % 3),
  });
}

function made(side: number, length = 90) {
  const facts = { name: "made", classes, licence: "", source: "", citation: "" };
  const parts = { train: pictures(side, length), test: pictures(side, 30) };
  return dataset({ ...facts, shape: [side, side, 1] as Picture }, parts);
}

const small = made(6);
const mlp = () => net(small.shape, flatten(), dropout(0.3), dense(8), dropout(0.5), dense(3));

const lenetOfThree = () => lenet({ shape: [28, 28, 1], classes: 3 }) as Model;

function normalized(): Model {
  const { layers } = tf;
  const made = tf.sequential({
    layers: [
      layers.conv2d({ inputShape: [6, 6, 1], filters: 4, kernelSize: 3, useBias: false }),
      layers.batchNormalization(),
      layers.reLU(),
      layers.flatten(),
      layers.dense({ units: 3 }),
    ],
  });
  return made as unknown as Model;
}

async function trained(
  make: () => Model,
  {
    data = small,
    ...options
  }: FitOptions<Picture, Classes, { accuracy: typeof accuracy }> & {
    data?: typeof small;
  },
) {
  seed(7);
  const model = make();
  const run = fit(model, data, { batchSize: 18, metrics: { accuracy }, show: false, ...options });
  const history = await run;
  const weights = model.getWeights().map((weight) => [...weight.dataSync()]);
  return { run, history, weights };
}

function expectClose(actual: readonly number[], expected: readonly number[], within: number) {
  expect(actual).toHaveLength(expected.length);
  const far = actual.findIndex((value, i) => !(Math.abs(value - expected[i]!) <= within));
  expect({ far, value: actual[far] }).toEqual({ far: -1, value: undefined });
}

beforeAll(async () => {
  await ready();
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
});

describe("fit() in both gears", () => {
  test.each([
    ["LeNet", lenetOfThree, made(28)],
    ["a perceptron of two layers with dropout", mlp, small],
    ["a network with batch normalisation", normalized, small],
  ] as const)("gives the same history and weights over 20 steps: %s", async (_name, make, data) => {
    const options = { data, epochs: 4, optimizer: adam(1e-3) };
    const traced = await trained(make, { ...options, gear: "traced" });
    const eager = await trained(make, { ...options, gear: "eager" });
    expect([traced.run.latest!.gear, eager.run.latest!.gear]).toEqual(["traced", "eager"]);
    for (const [key, values] of Object.entries(eager.history)) {
      expectClose(traced.history[key as "loss"], values, 1e-3);
    }
    eager.weights.forEach((values, i) => {
      expectClose(traced.weights[i]!, values, 2e-3);
    });
  });

  test.each(["traced", "eager"] as const)(
    "gives the same bits for the same seed: %s",
    async (gear) => {
      const first = await trained(mlp, { gear, epochs: 3 });
      const second = await trained(mlp, { gear, epochs: 3 });
      expect(second.history).toEqual(first.history);
      expect(second.weights).toEqual(first.weights);
    },
  );

  test.each(["traced", "eager"] as const)("trains on arrays of a vm context: %s", async (gear) => {
    const { train, test: rest } = small;
    const alien = runInNewContext(
      "({ inputs: Float32Array.from(x), labels: Int32Array.from(y) })",
      {
        x: train.inputs,
        y: train.labels,
      },
    );
    expect(alien.inputs).not.toBeInstanceOf(Float32Array);
    const data = dataset(small, { train: new Split({ ...train, ...alien }), test: rest });
    const own = await trained(mlp, { gear, epochs: 2 });
    const other = await trained(mlp, { data, gear, epochs: 2 });
    expect(other.history).toEqual(own.history);
  });

  test("trains on a last, shorter batch too", async () => {
    const { history } = await trained(mlp, { gear: "traced", batchSize: 40 });
    expect(history.loss.every(Number.isFinite)).toBe(true);
  });

  test.each(["traced", "eager"] as const)("keeps no tensor: %s", async (gear) => {
    seed(7);
    const model = mlp();
    const options = { gear, epochs: 1, batchSize: 40, show: false };
    await fit(model, small, options);
    const { numTensors, numDataBuffers } = tf.memory();
    await fit(model, small, options);
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
  });
});

describe("fit() where a step cannot be traced", () => {
  const reading = (outputs: tf.Tensor, labels: tf.Tensor1D) => {
    const loss = crossEntropy(outputs, labels);
    if (loss.dataSync()[0]! > 1e9) throw new Error("too far");
    return loss;
  };

  test("trains in the eager gear, and says why with the line of the user's code", async () => {
    const { run, history } = await trained(mlp, { loss: reading, epochs: 2 });
    expect(history.loss).toHaveLength(2);
    expect(run.latest).toMatchObject({ gear: "eager", status: "finished" });
    expect(run.latest!.note).toMatch(
      /^In the eager gear: Cannot trace a step that reads .*gear\.test\.ts:\d+\)/,
    );
    expect(run.latest!.note).not.toContain("\n");
  });

  test("gives what it gives in the eager gear, bit for bit", async () => {
    const free = await trained(mlp, { loss: reading, epochs: 2 });
    const eager = await trained(mlp, { loss: reading, epochs: 2, gear: "eager" });
    expect(free.history).toEqual(eager.history);
    expect(eager.run.latest!.note).toBeUndefined();
  });

  test("fails when the traced gear was asked for", async () => {
    const training = trained(mlp, { loss: reading, gear: "traced" });
    await expect(training).rejects.toThrow(TraceError);
  });

  test("fails with the error of the user's own code when it fails in both gears", async () => {
    const wrong = () => {
      throw new RangeError("mine");
    };
    await expect(trained(mlp, { loss: wrong })).rejects.toThrow("mine");
  });
});

describe("the gear's settings", () => {
  test("are refused when they cannot be, with what can", async () => {
    const fitted = (options: object) => fit(mlp(), small, { show: false, ...options });
    expect(() => fitted({ gear: "fast" })).toThrow(/gear "fast": .*"auto", "traced" or "eager"/);
    expect(() => fitted({ gear: "eager", threads: 2 })).toThrow(/leave them out/);
    for (const threads of [0, 1.5, 1_000_000]) {
      const why = `threads = ${threads}: it must be a whole number from 1 to 1024`;
      await expect(fitted({ threads })).rejects.toThrow(why);
    }
    await expect(fitted({ providers: ["abacus"] })).rejects.toThrow(
      /provider abacus: this machine has .*cpu/,
    );
    await expect(fitted({ providers: [] })).rejects.toThrow(/no provider/);
  });

  test("give the same history on one thread and on a provider by its name", async () => {
    const first = await trained(mlp, { epochs: 2, threads: 1 });
    const second = await trained(mlp, { epochs: 2, threads: 1, providers: ["cpu"] });
    expect(second.run.latest!.gear).toBe("traced");
    expectClose(second.history.loss, first.history.loss, 1e-4);
  });
});

describe("evaluate() in both gears", () => {
  test("gives the same numbers, also with a batch size that leaves a rest", async () => {
    const model = mlp();
    const options = { metrics: { accuracy } };
    const eager = await evaluate(model, small.test, { ...options, gear: "eager" });
    for (const batchSize of [7, 30]) {
      const traced = await evaluate(model, small.test, { ...options, batchSize });
      expect(traced.loss).toBeCloseTo(eager.loss, 5);
      expect(traced.accuracy).toBeCloseTo(eager.accuracy, 6);
    }
  });

  test("sees weights, and values in metrics, as they are at each call", async () => {
    const model = mlp();
    let threshold = 1;
    const above = (outputs: tf.Tensor) =>
      outputs.mul(0).add(1).greater(threshold).mean() as tf.Scalar;
    expect((await evaluate(model, small.test, { metrics: { above } })).above).toBe(0);
    threshold = 0;
    const before = await evaluate(model, small.test, { metrics: { above } });
    expect(before.above).toBe(1);
    model.setWeights(model.getWeights().map((weight) => weight.add(0.1)));
    const after = await evaluate(model, small.test);
    expect(after.loss).not.toBe(before.loss);
    const eager = await evaluate(model, small.test, { gear: "eager" });
    expect(after.loss).toBeCloseTo(eager.loss, 5);
  });

  test("says why it takes the eager gear", async () => {
    const write = jest.mocked(process.stdout.write);
    write.mockClear();
    const read = (outputs: tf.Tensor) => tf.scalar(outputs.dataSync()[0]!);
    const { read: value } = await evaluate(mlp(), small.test, { metrics: { read } });
    expect(Number.isFinite(value)).toBe(true);
    expect(write.mock.calls.join("")).toMatch(/^In the eager gear: .*gear\.test\.ts:\d+.*\n$/);
  });
});
