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

/** What a head says of each anchor of each place, level after level: rows of numbers. */
export interface HeadOutputs {
  /** Of its box, 4. */
  readonly boxes: tf.SymbolicTensor;
  /** Whether it is one, a logit. */
  readonly object: tf.SymbolicTensor;
  /** Of which class, a logit for each. */
  readonly classes: tf.SymbolicTensor;
}

/** How sure a detector is at first that there is an object. */
const prior = 0.01;

/** Adds layers after a level. */
type Path = (x: tf.SymbolicTensor, level: number) => tf.SymbolicTensor;

/**
 * Two towers of convolutions, one to find and one to name. All levels of a pyramid share the
 * windows, while each has a batch normalization of its own.
 *
 * Lin, Goyal, Girshick, He, Dollár, Focal loss for dense object detection (2017), section 4
 */
export function applyHead(
  levels: readonly tf.SymbolicTensor[],
  { channels, depth, anchors, classes }: HeadOptions,
): HeadOutputs {
  const towers = ["find", "name"].map((name) => {
    const path = tower(name, { channels, depth });
    return levels.map(path);
  }) as [tf.SymbolicTensor[], tf.SymbolicTensor[]];
  const [finding, naming] = towers;
  const bias = -Math.log((1 - prior) / prior);
  return {
    boxes: rowsOf(finding, { name: "boxes", anchors, units: 4, bias: 0 }),
    object: rowsOf(finding, { name: "object", anchors, units: 1, bias }),
    classes: rowsOf(naming, { name: "classes", anchors, units: classes, bias: 0 }),
  };
}

function tower(name: string, { channels, depth }: Pick<HeadOptions, "channels" | "depth">): Path {
  const windows = Array.from({ length: depth }, (_, i) =>
    window(`${name}.conv${i + 1}`, { filters: channels, useBias: false }),
  );
  return (x, level) =>
    windows.reduce((made, layer, i) => {
      const place = `${name}.level${level + 1}`;
      const norm = tf.layers.batchNormalization({
        ...{ name: `${place}.norm${i + 1}`, momentum: 0.9, epsilon: 1e-5 },
      });
      const relu = tf.layers.reLU({ name: `${place}.relu${i + 1}` });
      return relu.apply(norm.apply(layer.apply(made))) as tf.SymbolicTensor;
    }, x);
}

/** The last layer of a tower: so many numbers for each anchor of each place. */
function rowsOf(
  levels: readonly tf.SymbolicTensor[],
  { name, anchors, units, bias }: { name: string; anchors: number; units: number; bias: number },
): tf.SymbolicTensor {
  const last = window(name, {
    filters: anchors * units,
    biasInitializer: tf.initializers.constant({ value: bias }),
    kernelInitializer: tf.initializers.randomNormal({ stddev: 0.01 }),
  });
  const each = levels.map((level, i) => {
    const made = last.apply(level) as tf.SymbolicTensor;
    const [, height, width] = made.shape as [null, number, number];
    const targetShape = [height * width * anchors, units];
    const flat = tf.layers.reshape({ name: `${name}.level${i + 1}`, targetShape });
    return flat.apply(made) as tf.SymbolicTensor;
  });
  if (each.length === 1) return each[0]!;
  return tf.layers.concatenate({ name: `${name}.all`, axis: 1 }).apply(each) as tf.SymbolicTensor;
}

function window(
  name: string,
  options: Partial<Parameters<typeof tf.layers.conv2d>[0]> & { filters: number },
): tf.layers.Layer {
  const { kernelInitializer } = activate("relu", { name, last: false });
  return tf.layers.conv2d({ name, kernelSize: 3, padding: "same", kernelInitializer, ...options });
}
