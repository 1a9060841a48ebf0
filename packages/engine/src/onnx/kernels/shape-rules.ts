import { tf } from "../../tf.js";
import { refusal } from "../../trace/errors.js";
import type { Signature } from "../../trace/recorder.js";
import type { KernelRule } from "../lowering.js";

/** A shape rule of kernels with one output. */
type ShapeRule = (...call: Parameters<KernelRule["shape"]>) => Signature;

/** As the first input. */
export const asFirst: ShapeRule = (inputs) => Object.values(inputs)[0]!;

/** The shape of the first input, of another type. */
export const asFirstOf =
  (dtype: tf.DataType): ShapeRule =>
  (inputs) => ({ shape: Object.values(inputs)[0]!.shape, dtype });

/** Both inputs stretched to each other; the type of the first. */
export const broadcast: ShapeRule = (inputs) => {
  const [a, b] = Object.values(inputs);
  const shape = tf.broadcast_util.assertAndGetBroadcastShape([...a!.shape], [...b!.shape]);
  return { shape, dtype: a!.dtype };
};

/** Both inputs stretched to each other, of another type. */
export const broadcastOf =
  (dtype: tf.DataType): ShapeRule =>
  (inputs, attrs) => ({ shape: broadcast(inputs, attrs).shape, dtype });

/** Refuses booleans, which would become others than 0 and 1. */
export const numbersOnly =
  (kernel: string, shape: ShapeRule): ShapeRule =>
  (inputs, attrs) => {
    if (Object.values(inputs).some(({ dtype }) => dtype === "bool")) {
      throw refusal(`${kernel} of booleans`, "cast them to int32 first");
    }
    return shape(inputs, attrs);
  };

/** Refuses all but real numbers. */
export const realOnly =
  (kernel: string, shape: ShapeRule): ShapeRule =>
  (inputs, attrs) => {
    const other = Object.values(inputs).find(({ dtype }) => dtype !== "float32");
    if (other) throw refusal(`${kernel} of ${other.dtype}`, "cast it to float32 first");
    return shape(inputs, attrs);
  };

/** The axes that a reduction was asked for, as numbers from 0; Max has a name of its own for them. */
export function axesOf(rank: number, attrs: Readonly<Record<string, unknown>>): number[] {
  const axis = (attrs.axis ?? attrs.reductionIndices) as number | number[];
  const shape = Array.from({ length: rank }, () => 1);
  const axes = tf.util.parseAxisParam(axis, shape);
  if (new Set(axes).size === axes.length) return axes;
  throw refusal(`a kernel over the axes [${axes}]`, "name each axis once");
}

/** One axis, as a number from 0. */
export function axisOf(rank: number, attrs: Readonly<Record<string, unknown>>): number {
  return axesOf(rank, attrs)[0]!;
}

/** A shape with another size along one axis. */
export function replaced(shape: readonly number[], axis: number, size: number): number[] {
  return shape.map((side, i) => (i === axis ? size : side));
}
