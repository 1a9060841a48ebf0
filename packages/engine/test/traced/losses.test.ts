import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import { difference, eagerly, gradientsOf, type Step, traced } from "./gears.js";
import { randomNumbers } from "./random.js";

beforeAll(async () => {
  await ready();
  await tf.setBackend("cpu");
});
afterAll(() => tf.setBackend("wasm"));

const random = randomNumbers(3);
const logits = () => random.floats([6, 3], { from: -4, to: 4 });
const shares = () => tf.softmax(random.floats([6, 3]));
const classes = () => tf.oneHot(random.ints([6], { from: 0, to: 2 }), 3).toFloat();
const yes = () => random.bools([6, 3]).toFloat();

/** Labels and predictions of each loss. */
const losses: Readonly<Record<keyof typeof tf.losses, [Step, () => tf.Tensor[]]>> = {
  absoluteDifference: [
    (labels, predictions) => tf.losses.absoluteDifference(labels!, predictions!),
    () => [logits(), logits()],
  ],
  computeWeightedLoss: [
    (values, kept) => {
      const { MEAN, NONE, SUM, SUM_BY_NONZERO_WEIGHTS } = tf.Reduction;
      return [MEAN, NONE, SUM, SUM_BY_NONZERO_WEIGHTS].map((reduction) =>
        tf.losses.computeWeightedLoss(values!, kept!.toFloat(), reduction),
      );
    },
    () => [logits(), random.bools([6, 3])],
  ],
  cosineDistance: [
    (labels, predictions) => tf.losses.cosineDistance(labels!, predictions!, 1),
    () => [shares(), shares()],
  ],
  hingeLoss: [
    (labels, predictions) => tf.losses.hingeLoss(labels!, predictions!),
    () => [yes(), logits()],
  ],
  huberLoss: [
    (labels, predictions) => tf.losses.huberLoss(labels!, predictions!, undefined, 0.7),
    () => [logits(), logits()],
  ],
  logLoss: [
    (labels, predictions) => tf.losses.logLoss(labels!, predictions!),
    () => [classes(), shares()],
  ],
  meanSquaredError: [
    (labels, predictions) => tf.losses.meanSquaredError(labels!, predictions!),
    () => [logits(), logits()],
  ],
  sigmoidCrossEntropy: [
    (labels, predictions) => tf.losses.sigmoidCrossEntropy(labels!, predictions!, undefined, 0.1),
    () => [yes(), logits()],
  ],
  softmaxCrossEntropy: [
    (labels, predictions) => tf.losses.softmaxCrossEntropy(labels!, predictions!, undefined, 0.1),
    () => [classes(), logits()],
  ],
};

const metrics: Readonly<Record<string, [Step, () => tf.Tensor[]]>> = {
  binaryAccuracy: [(y, p) => tf.metrics.binaryAccuracy(y!, p!), () => [yes(), shares()]],
  binaryCrossentropy: [(y, p) => tf.metrics.binaryCrossentropy(y!, p!), () => [yes(), shares()]],
  categoricalAccuracy: [
    (y, p) => tf.metrics.categoricalAccuracy(y!, p!),
    () => [classes(), shares()],
  ],
  categoricalCrossentropy: [
    (y, p) => tf.metrics.categoricalCrossentropy(y!, p!),
    () => [classes(), shares()],
  ],
  cosineProximity: [(y, p) => tf.metrics.cosineProximity(y!, p!), () => [shares(), shares()]],
  meanAbsoluteError: [(y, p) => tf.metrics.meanAbsoluteError(y!, p!), () => [logits(), logits()]],
  meanAbsolutePercentageError: [
    (y, p) => tf.metrics.meanAbsolutePercentageError(y!, p!),
    () => [logits(), logits()],
  ],
  meanSquaredError: [(y, p) => tf.metrics.meanSquaredError(y!, p!), () => [logits(), logits()]],
  precision: [(y, p) => tf.metrics.precision(y!, p!), () => [yes(), yes()]],
  r2Score: [(y, p) => tf.metrics.r2Score(y!, p!), () => [logits(), logits()]],
  recall: [(y, p) => tf.metrics.recall(y!, p!), () => [yes(), yes()]],
  sparseCategoricalAccuracy: [
    (y, p) => tf.metrics.sparseCategoricalAccuracy(y!, p!),
    () => [random.ints([6, 1], { from: 0, to: 2 }).toFloat(), shares()],
  ],
};

/** Other names of the same functions. */
const aliases = ["MAPE", "mape", "MSE", "mse"];

describe("a traced loss has the value and the gradients of the eager one", () => {
  for (const [name, [step, inputs]] of Object.entries(losses)) {
    test(name, async () => {
      const given = inputs();
      for (const run of [step, gradientsOf(step)]) {
        const { results } = await traced(run, given);
        expect(difference(results, eagerly(run, given))).toBeUndefined();
      }
    });
  }

  test("with none left out", () => {
    expect(Object.keys(losses).sort()).toEqual(Object.keys(tf.losses).sort());
  });
});

describe("a traced metric has the value of the eager one", () => {
  for (const [name, [step, inputs]] of Object.entries(metrics)) {
    test(name, async () => {
      const given = inputs();
      const { results } = await traced(step, given);
      expect(difference(results, eagerly(step, given))).toBeUndefined();
    });
  }

  test("with none left out", () => {
    const all = Object.keys(tf.metrics).filter((name) => !aliases.includes(name));
    expect(Object.keys(metrics).sort()).toEqual(all.sort());
  });
});
