import { tf } from "@rosenblatt/engine";
import { activate } from "../activation.js";

/** What all levels of a detector share. */
export interface HeadOptions {
  readonly channels: number;
  /** How many convolutions come before the last. */
  readonly depth: number;
  /** How many anchors each place has. */
  readonly anchors: number;
  readonly classes: number;
}

/** How sure a detector is at first that a place shows a class: section 3.3 of the focal loss' paper. */
const prior = 0.01;

/**
 * From the levels of a pyramid to a row for each anchor of each place, level after level: 4 numbers
 * of its box, and a logit for each class. All levels share the windows, while each has a batch
 * normalization of its own.
 *
 * Lin, Goyal, Girshick, He, Dollár, Focal loss for dense object detection (2017), section 4
 */
export function applyHead(
  levels: readonly tf.SymbolicTensor[],
  { channels, depth, anchors, classes }: HeadOptions,
): { boxes: tf.SymbolicTensor; logits: tf.SymbolicTensor } {
  const tower = (kind: string) => {
    const windows = Array.from({ length: depth }, (_, i) =>
      window(`${kind}.conv${i + 1}`, { filters: channels, useBias: false }),
    );
    return (x: tf.SymbolicTensor, level: number) =>
      windows.reduce((made, layer, i) => {
        const name = `${kind}.level${level + 1}.norm${i + 1}`;
        const norm = tf.layers.batchNormalization({ name, momentum: 0.9, epsilon: 1e-5 });
        const act = tf.layers.reLU({ name: `${kind}.level${level + 1}.relu${i + 1}` });
        return act.apply(norm.apply(layer.apply(made))) as tf.SymbolicTensor;
      }, x);
  };
  const rows = (kind: string, { units, bias }: { units: number; bias: number }) => {
    const path = tower(kind);
    const last = window(`${kind}.conv${depth + 1}`, {
      filters: anchors * units,
      biasInitializer: tf.initializers.constant({ value: bias }),
      kernelInitializer: tf.initializers.randomNormal({ stddev: 0.01 }),
    });
    const each = levels.map((level, i) => {
      const made = last.apply(path(level, i)) as tf.SymbolicTensor;
      const [, height, width] = made.shape as [null, number, number];
      const targetShape = [height * width * anchors, units];
      const flat = tf.layers.reshape({ name: `${kind}.level${i + 1}.rows`, targetShape });
      return flat.apply(made) as tf.SymbolicTensor;
    });
    if (each.length === 1) return each[0]!;
    return tf.layers
      .concatenate({ name: `${kind}.rows`, axis: 1 })
      .apply(each) as tf.SymbolicTensor;
  };
  return {
    boxes: rows("boxes", { units: 4, bias: 0 }),
    logits: rows("logits", { units: classes, bias: -Math.log((1 - prior) / prior) }),
  };
}

function window(
  name: string,
  options: Partial<Parameters<typeof tf.layers.conv2d>[0]> & { filters: number },
): tf.layers.Layer {
  const { kernelInitializer } = activate("relu", { name, last: false });
  return tf.layers.conv2d({ name, kernelSize: 3, padding: "same", kernelInitializer, ...options });
}
