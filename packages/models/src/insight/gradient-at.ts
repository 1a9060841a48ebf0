import { tf } from "@rosenblatt/engine";

/**
 * The gradient of a score by what a layer makes, `[batch, …]`: a zero that is added to it takes
 * part in the computation, so that any graph will do. The layer must be used once.
 */
export function gradientAt(
  model: tf.LayersModel,
  layer: tf.layers.Layer,
  { x, score }: { x: tf.Tensor; score: (outputs: tf.Tensor) => tf.Scalar },
): tf.Tensor {
  const call = layer.call;
  const shape = [x.shape[0]!, ...(layer.outputShape as number[]).slice(1)];
  try {
    return tf.grad((change: tf.Tensor) => {
      layer.call = (inputs, options) =>
        tf.tidy(() => (call.call(layer, inputs, options) as tf.Tensor).add(change));
      return score(model.apply(x, { training: false }) as tf.Tensor);
    })(tf.zeros(shape));
  } finally {
    // What lies on the prototype is there again.
    delete (layer as { call?: unknown }).call;
  }
}
