import { type Shape, tf } from "@rosenblatt/engine";

/** How paths become one: channels side by side, or values added or multiplied. */
export type Join = "concat" | "add" | "multiply";

export const joins: readonly Join[] = ["concat", "add", "multiply"];

/** The sizes of joined paths; undefined when they do not fit. Sizes of 1 stretch in products. */
export function joinedSizes(join: Join, outputs: readonly Shape[]): Shape | undefined {
  const [first, ...others] = outputs as readonly [Shape, ...Shape[]];
  if (others.some(({ length }) => length !== first.length)) return undefined;
  const sizes = first.map((_, axis) => {
    const all = outputs.map((shape) => shape[axis]!);
    if (join === "concat" && axis === first.length - 1) return all.reduce((sum, n) => sum + n);
    const most = Math.max(...all);
    const fits = all.every((size) => size === most || (join === "multiply" && size === 1));
    return fits ? most : Number.NaN;
  });
  return sizes.some(Number.isNaN) ? undefined : sizes;
}

/** Adds the joining of paths to a network. */
export function applyJoin(join: Join, paths: tf.SymbolicTensor[], name: string): tf.SymbolicTensor {
  const { add, concatenate, multiply } = tf.layers;
  const layer = { concat: concatenate, add, multiply }[join]({ name });
  return layer.apply(paths) as tf.SymbolicTensor;
}
