import type { Split } from "@rosenblatt/datasets";
import { type HostTensor, type Shape, tf } from "@rosenblatt/engine";
import { AtOnce } from "../at-once.js";
import { checkGear, type Gear } from "../gear.js";
import type { Measure } from "../loss.js";
import { usualLoss } from "../usual-loss.js";

export interface GradientsThroughTimeOptions {
  /** Of the outputs of the last step and its label; by default that of the data. */
  readonly loss?: Measure;
  readonly gear?: Gear | "auto";
}

/**
 * How much the loss of the last step would change with what the model read at each step: the length
 * of its gradient by what enters the first recurrent layer there, averaged over the examples. The
 * first step comes first. Where it is near 0, training cannot tell the model to remember.
 *
 * Bengio, Simard, Frasconi, Learning long-term dependencies with gradient descent is difficult
 * (1994), https://doi.org/10.1109/72.279181
 *
 * @example
 * const data = characters("so it goes, and so it goes on", { steps: 4, test: 0.3 });
 * const model = characterModel({ shape: data.shape, classes: data.classes.length, units: 8 });
 * gradientsThroughTime(model, data.train).length; // 4
 * @throws RangeError for a model without a recurrent layer.
 */
export function gradientsThroughTime<S extends Shape, C extends readonly string[]>(
  model: tf.LayersModel,
  split: Split<S, C, Shape>,
  { loss = usualLoss(split), gear = "auto" }: GradientsThroughTimeOptions = {},
): Float32Array {
  checkGear({ gear });
  const layer = model.layers.find((each) => /^(SimpleRNN|LSTM|GRU)$/.test(each.getClassName()));
  if (!layer) {
    throw new RangeError(
      "Cannot follow gradients through time: the model has no recurrent layer; add one, such as " +
        "gru(64)",
    );
  }
  const lengths = new AtOnce((x, y) => [
    tf.tidy(() => gradientAt(model, layer, { x: x!, y: y!, loss }).norm("euclidean", 2).mean(0)),
  ]);
  const [{ x, y }] = [...split.plain.batches(split.length)] as [{ x: tf.Tensor; y: tf.Tensor }];
  const [made] = lengths.run([taken(x), taken(y)], gear);
  // The loss is a mean over the examples, so each has its share of the gradient.
  return (made!.values as Float32Array).map((length) => length * split.length);
}

interface Batch {
  readonly x: tf.Tensor;
  readonly y: tf.Tensor;
  readonly loss: Measure;
}

/** The gradient of the last step's loss by what enters a layer, `[batch, steps, features]`. */
function gradientAt(model: tf.LayersModel, layer: tf.layers.Layer, { x, y, loss }: Batch) {
  const { call } = layer;
  const [batch, steps] = x.shape;
  const features = (layer.input as tf.SymbolicTensor).shape[2]!;
  try {
    return tf.grad((change: tf.Tensor) => {
      layer.call = (inputs, options) => call.call(layer, [inputs].flat()[0]!.add(change), options);
      const outputs = model.apply(x, { training: false }) as tf.Tensor;
      const last = outputs.rank === 3 ? lastOf(outputs) : outputs;
      const labels = y.rank === 1 ? y : lastOf(y);
      return loss(last, labels as tf.Tensor1D, x);
    })(tf.zeros([batch!, steps!, features]));
  } finally {
    // What lies on the prototype is there again.
    delete (layer as { call?: unknown }).call;
  }
}

/** What belongs to the last step of `[batch, steps, …]`. */
function lastOf(x: tf.Tensor): tf.Tensor {
  const [batch, steps, ...rest] = x.shape;
  return x.slice([0, steps! - 1], [batch!, 1]).reshape([batch!, ...rest]);
}

/** The numbers of a tensor, which is disposed. */
function taken(tensor: tf.Tensor): HostTensor {
  const made = { values: tensor.dataSync() as Float32Array, shape: tensor.shape };
  const dtype = tensor.dtype as HostTensor["dtype"];
  tensor.dispose();
  return { ...made, dtype };
}
