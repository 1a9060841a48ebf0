import { sizeOf } from "../../size-of.js";
import type { Lowering } from "../lowering.js";
import { reshape, type Value } from "../value.js";

/** Indices in which negative ones, which ONNX counts from the end, are out of bounds. */
export function checked({ builder }: Lowering, indices: string, count: number): string {
  const negative = builder.add("Less", [indices, builder.scalar(0, "int32")]);
  return builder.add("Where", [negative, builder.scalar(count, "int32"), indices]);
}

/**
 * The rows of a table to which points lead, `indices` holding the coordinates of one point along
 * its last axis, and `shape` the axes that they count: a list, as long as there are points.
 */
export function rowsOf(call: Lowering, indices: Value, shape: readonly number[]): string {
  const { builder } = call;
  const rank = shape.length;
  if (rank === 0) {
    // Without coordinates each point is the only row.
    const count = sizeOf(indices.shape.slice(0, -1));
    return builder.constant(new Int32Array(count), [count]);
  }
  const points = indices.size / rank;
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const coordinates = reshape(builder, indices.plain, [points, rank]);
  const scaled = builder.add("Mul", [
    coordinates,
    builder.constant(Int32Array.from(strides), [rank]),
  ]);
  const rows = builder.add("ReduceSum", [scaled, builder.ints([1])], {
    attributes: { keepdims: 0 },
  });
  return checked(call, rows, sizeOf(shape));
}
