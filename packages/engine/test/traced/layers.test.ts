import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import {
  between,
  type MakeModel,
  merging,
  onSequence,
  startingWith,
  training,
} from "./layer-models.js";
import { distance, progress, trained } from "./training.js";

beforeAll(async () => {
  await ready();
  await tf.setBackend("cpu");
});
afterAll(() => tf.setBackend("wasm"));

const { layers } = tf;

const models: Readonly<Record<string, MakeModel>> = {
  activation: between(() => layers.activation({ activation: "tanh" })),
  add: merging(() => layers.add()),
  alphaDropout: between(() => layers.alphaDropout({ rate: 0.3 })),
  average: merging(() => layers.average()),
  // A bias before it has no gradient but rounding errors, of which Adam makes whole steps.
  batchNormalization: startingWith(
    () => layers.dense({ units: 6, useBias: false, inputShape: [6] }),
    () => layers.batchNormalization({ momentum: 0.8 }),
  ),
  "batchNormalization of sequences": onSequence(() => layers.batchNormalization({ axis: -1 })),
  concatenate: merging(() => layers.concatenate()),
  "dense with all that may go with it": between(() =>
    layers.dense({
      units: 4,
      kernelRegularizer: tf.regularizers.l1l2({ l1: 0.01, l2: 0.02 }),
      biasRegularizer: tf.regularizers.l2({ l2: 0.1 }),
      kernelConstraint: tf.constraints.maxNorm({ maxValue: 0.8, axis: 0 }),
      biasInitializer: "ones",
    }),
  ),
  dot: merging(() => layers.dot({ axes: 1 })),
  "dot, of unit vectors": merging(() => layers.dot({ axes: 1, normalize: true })),
  dropout: between(() => layers.dropout({ rate: 0.4 })),
  elu: between(() => layers.elu({ alpha: 1 })),
  embedding: startingWith(
    () => layers.embedding({ inputDim: 5, outputDim: 3, inputLength: 6 }),
    () => layers.flatten(),
  ),
  flatten: between(
    () => layers.reshape({ targetShape: [3, 2] }),
    () => layers.flatten(),
  ),
  gaussianDropout: between(() => layers.gaussianDropout({ rate: 0.4 })),
  gaussianNoise: between(() => layers.gaussianNoise({ stddev: 0.2 })),
  layerNormalization: between(() => layers.layerNormalization({})),
  "layerNormalization of sequences": onSequence(() => layers.layerNormalization({ axis: [1, 2] })),
  leakyReLU: between(() => layers.leakyReLU({ alpha: 0.2 })),
  masking: startingWith(
    () => layers.masking({ maskValue: 0, inputShape: [6] }),
    () => layers.dense({ units: 3 }),
  ),
  maximum: merging(() => layers.maximum()),
  minimum: merging(() => layers.minimum()),
  multiply: merging(() => layers.multiply()),
  permute: onSequence(() => layers.permute({ dims: [2, 1] })),
  prelu: between(() => layers.prelu({ alphaInitializer: "randomUniform" })),
  reLU: between(() => layers.reLU({ maxValue: 1.5 })),
  repeatVector: between(
    () => layers.repeatVector({ n: 3 }),
    () => layers.flatten(),
  ),
  rescaling: between(() => layers.rescaling({ scale: 2, offset: -0.5 })),
  reshape: between(
    () => layers.reshape({ targetShape: [2, 3] }),
    () => layers.flatten(),
  ),
  softmax: between(() => layers.softmax({})),
  spatialDropout1d: onSequence(() => layers.spatialDropout1d({ rate: 0.3 })),
  thresholdedReLU: startingWith(() => layers.thresholdedReLU({ theta: 0.1, inputShape: [6] })),
  timeDistributed: onSequence(() => layers.timeDistributed({ layer: layers.dense({ units: 3 }) })),
};

/** Layers of images, of time and of one's own, and names that are not of layers in a model. */
const elsewhere =
  /conv|pool|lstm|gru|rnn|bidirectional|centerCrop|cropping2D|randomWidth|resizing|upSampling2d|zeroPadding2d|^Layer$|^input/i;

describe("a layer trains as a graph as it does eagerly, for 20 steps", () => {
  for (const [name, make] of Object.entries(models)) {
    test(name, async () => {
      const eager = await trained(() => training(make), { gear: "eager" });
      const traced = await trained(() => training(make), { gear: "traced" });
      expect(Math.abs(progress(eager))).toBeGreaterThan(0.001);
      expect(distance(traced, eager)).toBeLessThan(5e-4);
    });
  }

  test("with no layer left out that is not of images or time", () => {
    const covered = Object.keys(models);
    const missing = Object.keys(tf.layers).filter(
      (name) => !elsewhere.test(name) && !covered.some((model) => model.startsWith(name)),
    );
    expect(missing).toEqual(["categoryEncoding"]);
  });
});
