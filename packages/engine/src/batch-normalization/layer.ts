import { tf } from "../tf.js";
import { batchNormTraining } from "./kernels.js";

/** The parts of TensorFlow.js's layer that are read here; version 4.22 is pinned. */
interface Layer {
  readonly axis: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly gamma?: Weight;
  readonly beta?: Weight;
  readonly movingMean: Weight;
  readonly movingVariance: Weight;
}

type Weight = ReturnType<tf.layers.Layer["addWeight"]>;
type Call = tf.layers.Layer["call"];

/**
 * Lets the layers of batch normalisation train with a kernel of its own, where they normalise the
 * last axis: TensorFlow.js composes it of some twenty passes over the batch, and as many back.
 */
export function quickenBatchNormalization(): void {
  const prototype = Object.getPrototypeOf(tf.layers.batchNormalization({})) as { call: Call };
  const stock = prototype.call;
  prototype.call = function (this: tf.layers.Layer, inputs, kwargs) {
    const layer = this as unknown as Layer;
    const [x] = [inputs].flat() as [tf.Tensor];
    const last = layer.axis === -1 || layer.axis === x.rank - 1;
    const known = tf.getKernel(batchNormTraining, tf.getBackend());
    if (last && !kwargs.training && !layer.gamma) return tf.tidy(() => remembered(layer, x));
    if (!kwargs.training || !last || !known) return stock.call(this, inputs, kwargs);
    return tf.tidy(() => trained(layer, x));
  };
}

function trained(layer: Layer, x: tf.Tensor): tf.Tensor {
  const { epsilon, gamma, beta } = layer;
  const channels = x.shape.at(-1)!;
  const inputs = {
    x,
    gamma: gamma?.read() ?? tf.ones([channels]),
    beta: beta?.read() ?? tf.zeros([channels]),
  };
  const [made, mean, variance] = tf
    .engine()
    .runKernel(batchNormTraining, inputs, { epsilon }) as unknown as tf.Tensor[];
  follow(layer.movingMean, mean!, layer.momentum);
  follow(layer.movingVariance, variance!, layer.momentum);
  return made!;
}

/** Without a gamma, whose place TensorFlow.js leaves empty, its gradient fails. */
function remembered({ epsilon, beta, movingMean, movingVariance }: Layer, x: tf.Tensor): tf.Tensor {
  const gamma = tf.ones([x.shape.at(-1)!]) as tf.Tensor1D;
  const [mean, variance, offset] = [movingMean, movingVariance, beta].map(
    (weight) => weight?.read() as tf.Tensor1D | undefined,
  );
  return tf.batchNorm(x, mean!, variance!, offset, gamma, epsilon);
}

/** Moves an average on to what this batch has. */
function follow(average: Weight, value: tf.Tensor, momentum: number): void {
  const before = average.read();
  average.write(before.sub(before.sub(value).mul(1 - momentum)));
}
