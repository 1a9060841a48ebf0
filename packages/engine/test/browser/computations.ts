import type { jit as Jit, tf as TensorFlow } from "@rosenblatt/engine";

/** Numbers that are the same everywhere, between -1 and 1. */
function numbers(tf: typeof TensorFlow, shape: number[], salt = 1): TensorFlow.Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  const values = Float32Array.from({ length: size }, (_, i) => Math.sin((i + 1) * salt * 1.7));
  return tf.tensor(values, shape);
}

/** The losses of a few steps of a small network, and the weights after them. */
async function training(tf: typeof TensorFlow): Promise<number[]> {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [8, 8, 1], filters: 4, kernelSize: 3, activation: "relu" }),
      tf.layers.depthwiseConv2d({ kernelSize: 3, dilationRate: 2, depthMultiplier: 2 }),
      tf.layers.batchNormalization(),
      tf.layers.flatten(),
      tf.layers.dense({ units: 3, activation: "softmax" }),
    ],
  });
  model.setWeights(model.getWeights().map((weight, i) => numbers(tf, weight.shape, i + 1).abs()));
  model.compile({ optimizer: tf.train.adam(0.01), loss: "categoricalCrossentropy" });
  const x = numbers(tf, [6, 8, 8, 1]);
  const y = tf.oneHot(tf.tensor1d([0, 1, 2, 0, 1, 2], "int32"), 3);
  const { history } = await model.fit(x, y, { epochs: 4, shuffle: false, verbose: 0 });
  const weights = model.getWeights().flatMap((weight) => [...weight.dataSync()]);
  return [...(history.loss as number[]), ...weights];
}

/** The losses of a few traced steps of a small network, and the weights after them. */
async function tracedTraining(tf: typeof TensorFlow, jit: typeof Jit): Promise<number[]> {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [8, 8, 1], filters: 4, kernelSize: 3, activation: "relu" }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 3 }),
    ],
  });
  model.setWeights(model.getWeights().map((weight, i) => numbers(tf, weight.shape, i + 1)));
  const optimizer = tf.train.adam(0.01);
  const y = tf.oneHot(tf.tensor1d([0, 1, 2, 0, 1, 2], "int32"), 3);
  const step = jit((x: TensorFlow.Tensor) =>
    optimizer.minimize(() => {
      const logits = model.apply(x) as TensorFlow.Tensor;
      return tf.losses.softmaxCrossEntropy(y, logits) as TensorFlow.Scalar;
    }, true),
  );
  const x = numbers(tf, [6, 8, 8, 1]);
  const losses: number[] = [];
  for (let i = 0; i < 4; i++) losses.push((await step(x))!.dataSync()[0]!);
  return [...losses, ...model.getWeights().flatMap((weight) => [...weight.dataSync()])];
}

/** A training and kernels of every kind: the backend's own, ours, and the plain JavaScript ones. */
export async function computations(
  tf: typeof TensorFlow,
  jit: typeof Jit,
): Promise<Record<string, number[]>> {
  const image = numbers(tf, [2, 7, 6, 3]) as TensorFlow.Tensor4D;
  const filter = numbers(tf, [3, 2, 3, 4], 2) as TensorFlow.Tensor4D;
  const matrix = numbers(tf, [4, 5], 3);
  const kernels: Record<string, TensorFlow.Tensor> = {
    "a convolution's gradient": tf.grads((x, w) =>
      tf.conv2d(x as TensorFlow.Tensor4D, w as TensorFlow.Tensor4D, [2, 1], "same"),
    )([image, filter])[1]!,
    "a dilated fused convolution's gradient": tf.grads((x, w) =>
      tf.fused.conv2d({
        x: x as TensorFlow.Tensor4D,
        filter: w as TensorFlow.Tensor4D,
        strides: 1,
        pad: "same",
        dilations: 2,
        bias: tf.ones([4]),
      }),
    )([image, filter])[1]!,
    "pooling by single pixels": tf.maxPool(image, 1, 3, "valid"),
    "a Fourier transform": tf.abs(tf.spectral.fft(tf.complex(matrix, matrix.square()))),
    "Einstein's summation": tf.einsum("ij,kj->ik", matrix, matrix),
    "whole numbers": tf.matMul(
      matrix.mul(9).cast("int32"),
      matrix.mul(9).cast("int32"),
      false,
      true,
    ),
    "several draws": tf.multinomial(matrix as TensorFlow.Tensor2D, 8, 7),
  };
  const results: Record<string, number[]> = {
    training: await training(tf),
    "traced training": await tracedTraining(tf, jit),
  };
  for (const [name, tensor] of Object.entries(kernels)) results[name] = [...tensor.dataSync()];
  return results;
}
