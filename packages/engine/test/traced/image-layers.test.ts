import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready, seed, tf } from "@rosenblatt/engine";
import { distance, progress, type Training, trained } from "./training.js";

beforeAll(() => ready());

type Layer = tf.layers.Layer;
const { layers } = tf;

/** Between a convolution and a dense layer; images of 8 × 7 pixels, a batch that fills no block. */
const onImages = (make: () => Layer): tf.LayersModel =>
  tf.sequential({
    layers: [
      layers.conv2d({ filters: 18, kernelSize: 3, padding: "same", inputShape: [8, 7, 3] }),
      make(),
      layers.globalAveragePooling2d({}),
      layers.dense({ units: 2 }),
    ],
  });

const onVolumes = (make: () => Layer): tf.LayersModel =>
  tf.sequential({
    layers: [
      layers.reshape({ targetShape: [4, 7, 3, 2], inputShape: [8, 7, 3] }),
      make(),
      layers.flatten(),
      layers.dense({ units: 2 }),
    ],
  });

const onSequences = (make: () => Layer): tf.LayersModel =>
  tf.sequential({
    layers: [
      layers.reshape({ targetShape: [14, 12], inputShape: [8, 7, 3] }),
      make(),
      layers.flatten(),
      layers.dense({ units: 2 }),
    ],
  });

// Steps of plain descent: Adam turns the rounding errors of gradients that are zero into steps.
function training(model: tf.LayersModel): Training {
  const optimizer = tf.train.momentum(0.01, 0.9);
  const [x, y] = [tf.randomNormal([3, 8, 7, 3]), tf.randomNormal([3, 2])];
  const step = (input?: tf.Tensor, target?: tf.Tensor) =>
    optimizer.minimize(() => {
      const output = model.apply(input!, { training: true }) as tf.Tensor;
      return tf.losses.meanSquaredError(target!, output) as tf.Scalar;
    }, true)!;
  return { variables: model.getWeights(), inputs: [x, y], step };
}

const filters = { filters: 17, kernelSize: 3 } as const;

const models: Record<string, () => tf.LayersModel> = {
  conv2d: () => onImages(() => layers.conv2d({ ...filters, activation: "relu" })),
  "conv2d with strides": () =>
    onImages(() => layers.conv2d({ ...filters, strides: 2, padding: "same" })),
  "conv2d with dilation": () => onImages(() => layers.conv2d({ ...filters, dilationRate: 2 })),
  conv2dTranspose: () => onImages(() => layers.conv2dTranspose({ ...filters, strides: 2 })),
  depthwiseConv2d: () =>
    onImages(() => layers.depthwiseConv2d({ kernelSize: 3, activation: "relu" })),
  "depthwiseConv2d with strides": () =>
    onImages(() => layers.depthwiseConv2d({ kernelSize: 3, strides: 2, padding: "same" })),
  "depthwiseConv2d with two filters a channel": () =>
    onImages(() => layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 })),
  separableConv2d: () => onImages(() => layers.separableConv2d(filters)),
  maxPooling2d: () => onImages(() => layers.maxPooling2d({ poolSize: 2 })),
  "maxPooling2d that overlaps": () =>
    onImages(() => layers.maxPooling2d({ poolSize: 3, strides: 2, padding: "same" })),
  averagePooling2d: () => onImages(() => layers.averagePooling2d({ poolSize: 2 })),
  "averagePooling2d that overlaps": () =>
    onImages(() => layers.averagePooling2d({ poolSize: 3, strides: 2, padding: "same" })),
  batchNormalization: () => onImages(() => layers.batchNormalization({})),
  "batchNormalization without offset": () =>
    onImages(() => layers.batchNormalization({ scale: true, center: false, momentum: 0.5 })),
  upSampling2d: () => onImages(() => layers.upSampling2d({ size: [2, 3] })),
  "upSampling2d between pixels": () =>
    onImages(() => layers.upSampling2d({ size: [2, 2], interpolation: "bilinear" })),
  zeroPadding2d: () => onImages(() => layers.zeroPadding2d({ padding: 1 })),
  cropping2D: () =>
    onImages(() =>
      layers.cropping2D({
        cropping: [
          [1, 2],
          [0, 1],
        ],
      }),
    ),
  globalMaxPooling2d: () =>
    tf.sequential({
      layers: [
        layers.conv2d({ ...filters, inputShape: [8, 7, 3] }),
        layers.globalMaxPooling2d({}),
        layers.dense({ units: 2 }),
      ],
    }),
  conv1d: () => onSequences(() => layers.conv1d({ ...filters, strides: 2, activation: "relu" })),
  maxPooling1d: () => onSequences(() => layers.maxPooling1d({ poolSize: 2 })),
  averagePooling1d: () => onSequences(() => layers.averagePooling1d({ poolSize: 2 })),
  conv3d: () => onVolumes(() => layers.conv3d({ filters: 3, kernelSize: 2, activation: "relu" })),
  maxPooling3d: () =>
    onVolumes(() => layers.maxPooling3d({ poolSize: 2, dataFormat: "channelsLast" })),
  averagePooling3d: () =>
    onVolumes(() => layers.averagePooling3d({ poolSize: 2, dataFormat: "channelsLast" })),
  "blocks with a residue": () => {
    const input = tf.input({ shape: [8, 7, 3] });
    const first = layers.conv2d({ ...filters, padding: "same" }).apply(input);
    const normal = layers.batchNormalization({}).apply(first);
    const inner = layers.reLU().apply(normal) as tf.SymbolicTensor;
    const again = layers.conv2d({ ...filters, padding: "same" }).apply(inner);
    const other = layers.batchNormalization({}).apply(again) as tf.SymbolicTensor;
    const sum = layers.reLU().apply(layers.add().apply([other, inner]));
    const pooled = layers.globalAveragePooling2d({}).apply(sum);
    const output = layers.dense({ units: 2 }).apply(pooled) as tf.SymbolicTensor;
    return tf.model({ inputs: input, outputs: output });
  },
};

describe("a layer of images trains as a graph as it does eagerly, for 20 steps", () => {
  test.each(Object.keys(models))("%s", async (name) => {
    seed(3);
    const make = () => training(models[name]!());
    const eager = await trained(make, { gear: "eager" });
    const traced = await trained(make, { gear: "traced" });
    expect(progress(eager)).toBeGreaterThan(0.001);
    expect(distance(traced, eager)).toBeLessThan(1e-3);
  });
});
