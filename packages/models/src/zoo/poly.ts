import { type Img, tf } from "@rosenblatt/engine";
import { activate } from "../activation.js";
import { batchNorm } from "../batch-norm.js";
import { applyJoin } from "../join.js";
import type { AnyRankLayer, Layer } from "../layer.js";
import { rescale } from "../rescale.js";
import { applyAll } from "../sequence.js";
import { imageSizes, type WindowSize } from "../window.js";
import { convNorm } from "./conv-norm.js";

export interface PolyOptions {
  /** Of the input, hence of the output. */
  readonly channels: number;
  /** By which each order is multiplied before it is added. */
  readonly scale: number;
  /** How often the block is applied in a row. */
  readonly order: number;
  readonly act: AnyRankLayer;
}

type Paths = readonly (readonly (readonly [filters: number, size: WindowSize])[])[];

/** A convolution that is used several times: it has the same weights each time. */
type Shared = tf.layers.Layer;

/**
 * PolyNet's poly-N module: the input, plus what a block makes of it, plus what the block makes of
 * that, and so on. The convolutions of the block's paths are shared by all orders; each order has
 * normalizations of its own, and a last 1 × 1 convolution.
 */
export function poly(paths: Paths, { channels, scale, order, act }: PolyOptions): Layer<Img, Img> {
  const label = `poly(${order})`;
  return {
    kind: "poly",
    label,
    weighted: true,
    output: (input, after) => imageSizes({ label, input, after }),
    apply: (x, { name }) => {
      const shared = paths.map((path, i) => sharedConvs(path, `${name}.${i + 1}.`));
      const sums = [x];
      let input = x;
      for (let k = 1; k <= order; k++) {
        const prefix = `${name}.order${k}.`;
        const ends = shared.map((convs, i) =>
          applyShared(convs, input, { prefix, act, path: i + 1 }),
        );
        const joined = applyJoin("concat", ends, `${prefix}join`);
        const place = { prefix, last: false };
        const made = applyAll([convNorm(channels, 1, { act: "linear" })], joined, place);
        sums.push(applyAll([rescale(scale)], made, place));
        if (k < order) input = applyAll([act], made, place);
      }
      for (const conv of shared.flat()) heldOnce(conv);
      return applyAll([act], applyJoin("add", sums, name), { prefix: `${name}.`, last: false });
    },
  };
}

function sharedConvs(path: Paths[number], prefix: string): Shared[] {
  return path.map(([filters, size], i) => {
    const place = { name: `${prefix}conv${i + 1}`, last: false };
    return tf.layers.conv2d({
      filters,
      kernelSize: typeof size === "number" ? size : [...size],
      padding: "same",
      useBias: false,
      name: place.name,
      ...activate("linear", place),
    });
  });
}

/** TensorFlow.js counts each use of a layer as a holder, but a model that is disposed gives up one. */
function heldOnce(layer: Shared): void {
  Object.assign(layer, { _refCount: 1 });
}

function applyShared(
  convs: readonly Shared[],
  x: tf.SymbolicTensor,
  { prefix, act, path }: { prefix: string; act: AnyRankLayer; path: number },
): tf.SymbolicTensor {
  return convs.reduce((made, conv, i) => {
    const place = { prefix: `${prefix}${path}.step${i + 1}.`, last: false };
    return applyAll([batchNorm(), act], conv.apply(made) as tf.SymbolicTensor, place);
  }, x);
}
