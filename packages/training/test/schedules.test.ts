import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { iris } from "@rosenblatt/datasets";
import { ready, seed, tf } from "@rosenblatt/engine";
import { dense, net } from "@rosenblatt/models";
import {
  adam,
  cosine,
  crossEntropyWith,
  fit,
  oneCycle,
  reduceOnPlateau,
  type Schedule,
  sgd,
  stepDecay,
  warmUp,
} from "../src/index.js";
import reference from "./fixtures/schedules.json";

const { steps: epochSteps, epochs } = reference;
const steps = epochs * epochSteps;

/** What a schedule gives before each step of a run with such a history. */
function factors(schedule: Schedule, history: Record<string, number[]> = {}): number[] {
  return Array.from({ length: steps }, (_, step) => {
    const epoch = Math.floor(step / epochSteps);
    const known = Object.entries(history).map(([key, list]) => [key, list.slice(0, epoch)]);
    return schedule({ step, steps, epoch, epochSteps, history: Object.fromEntries(known) });
  });
}

function expectClose(actual: readonly number[], expected: readonly number[]) {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 10);
  });
}

beforeAll(async () => {
  await ready();
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
});

describe("schedules", () => {
  test("give PyTorch's learning rates, step by step", () => {
    expectClose(factors(stepDecay({ every: 3, factor: 0.5 })), reference.stepDecay);
    expectClose(factors(cosine({ to: 0.1 })), reference.cosine);
    expectClose(factors(oneCycle({ rise: 0.25, start: 10, end: 100 })), reference.oneCycle);
  });

  test("reduceOnPlateau() gives PyTorch's, from losses and from metrics", () => {
    const { losses, scores } = reference;
    const down = reduceOnPlateau({ factor: 0.5, patience: 1 });
    expectClose(factors(down, { valLoss: losses }), reference.plateau);
    const up = { key: "valF1", factor: 0.5, patience: 1, cooldown: 1, least: 0.3 };
    expectClose(factors(reduceOnPlateau(up), { valF1: scores }), reference.plateauMax);
    expect(() => factors(down, { loss: losses })).toThrow(/Cannot watch valLoss: .* it has loss/);
  });

  test("warmUp() rises in equal steps, and hands the rest to what follows", () => {
    const rates = factors(warmUp({ epochs: 0.5, after: cosine() }));
    expectClose(rates.slice(0, 5), [0.25, 0.5, 0.75, 1, 1]);
    expect(rates.at(-1)!).toBeCloseTo(
      (1 + Math.cos((Math.PI * (steps - 5)) / (steps - 4))) / 2,
      10,
    );
    expectClose(factors(warmUp()).slice(-2), [1, 1]);
  });

  test("refuse settings that cannot be", () => {
    expect(() => stepDecay({ every: 0 })).toThrow(/every = 0: it must be from 1 on/);
    expect(() => oneCycle({ rise: 2 })).toThrow(/rise = 2: it must be from 0 to 1/);
  });
});

describe.each(["traced", "eager"] as const)("fit() with a schedule, %s", (gear) => {
  const trained = async (schedule: Schedule | undefined, rate = 0.1) => {
    seed(2);
    const data = await iris();
    const model = net(data.shape, dense(3));
    const rates: number[] = [];
    const applied = jest.spyOn(model, "apply");
    await fit(model, data, {
      epochs: 3,
      batchSize: 30,
      optimizer: sgd(rate),
      validation: false,
      seed: 4,
      schedule,
      gear,
      show: false,
      on: [({ phase }, run) => void (phase === "step" && rates.push(run.learningRate))],
    });
    const weights = model.getWeights().map((weight) => [...weight.dataSync()]);
    return { rates, weights, recorded: applied.mock.calls.length };
  };

  test("follows it without another recording", async () => {
    const { rates, recorded } = await trained(cosine());
    const wanted = rates.map((_, i) => 0.05 * (1 + Math.cos((Math.PI * i) / rates.length)));
    expect(rates).toHaveLength(12);
    expectClose(rates, wanted);
    expect(recorded).toBe(gear === "traced" ? 1 : 12);
  });

  test("trains as with the learning rate that it gives", async () => {
    const scaled = await trained(() => 0.5, 0.1);
    const plain = await trained(undefined, 0.05);
    expect(scaled.weights).toEqual(plain.weights);
  });

  test("fails when it gives no number", async () => {
    await expect(trained(() => Number.NaN)).rejects.toThrow(/gives NaN at step 0/);
  });
});

describe("crossEntropyWith()", () => {
  const logits = () => tf.tensor2d(reference.logits, [6, 4]);
  const labels = () => tf.tensor1d(reference.labels, "int32");
  const { weights: classWeights } = reference;

  test.each([
    ["smooth", { labelSmoothing: 0.1 }],
    ["weighted", { classWeights }],
    ["both", { labelSmoothing: 0.2, classWeights }],
  ] as const)("gives PyTorch's loss and gradient: %s", (name, options) => {
    const loss = crossEntropyWith(options);
    const { value, grad } = tf.valueAndGrad((x) => loss(x, labels()))(logits());
    expect(value.dataSync()[0]).toBeCloseTo(reference[name].loss, 5);
    [...grad.dataSync()].forEach((each, i) => {
      expect(each).toBeCloseTo(reference[name].gradient[i]!, 5);
    });
  });

  test("takes shares of classes, as mixing gives them", () => {
    const loss = crossEntropyWith({ labelSmoothing: 0.2, classWeights });
    const shares = tf.oneHot(labels(), 4).cast("float32") as tf.Tensor;
    expect(loss(logits(), shares as tf.Tensor1D).dataSync()).toEqual(
      loss(logits(), labels()).dataSync(),
    );
  });

  test("trains in the traced gear, by the weights of the classes", async () => {
    seed(1);
    const data = await iris();
    const loss = crossEntropyWith({
      labelSmoothing: 0.05,
      classWeights: data.train.balance().weights,
    });
    const options = {
      epochs: 10,
      loss,
      optimizer: adam(0.05),
      gear: "traced",
      show: false,
    } as const;
    const history = await fit(net(data.shape, dense(3)), data, options);
    expect(history.loss.at(-1)!).toBeLessThan(history.loss[0]!);
  });

  test("refuses weights and shares that cannot be", () => {
    expect(() => crossEntropyWith({ labelSmoothing: 1 })).toThrow(/smooth labels by 1/);
    expect(() => crossEntropyWith({ classWeights: [1, -1] })).toThrow(/class 1 by -1/);
    expect(() => crossEntropyWith({ classWeights: [1] })(logits(), labels())).toThrow(
      /4 classes by 1 weights/,
    );
  });
});
