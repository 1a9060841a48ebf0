import { tf } from "../../tf.js";
import type { KernelRule } from "../lowering.js";

type ShapeRule = KernelRule["shape"];

/** As the first input. */
export const asFirst: ShapeRule = (inputs) => Object.values(inputs)[0]!;

/** The shape of the first input, of booleans. */
export const asFirstBool: ShapeRule = (inputs) => ({
  shape: Object.values(inputs)[0]!.shape,
  dtype: "bool",
});

/** Both inputs stretched to each other; the type of the first. */
export const broadcast: ShapeRule = (inputs) => {
  const [a, b] = Object.values(inputs);
  const shape = tf.broadcast_util.assertAndGetBroadcastShape([...a!.shape], [...b!.shape]);
  return { shape, dtype: a!.dtype };
};

/** Both inputs stretched to each other, of booleans. */
export const broadcastBool: ShapeRule = (inputs, attrs) => ({
  ...(broadcast(inputs, attrs) as ReturnType<typeof asFirst> & { shape: number[] }),
  dtype: "bool",
});

/** The axes that a reduction was asked for, as numbers from 0; Max has a name of its own for them. */
export function axesOf(rank: number, attrs: Readonly<Record<string, unknown>>): number[] {
  const axis = (attrs.axis ?? attrs.reductionIndices) as number | number[];
  const shape = Array.from({ length: rank }, () => 1);
  return tf.util.parseAxisParam(axis, shape);
}
