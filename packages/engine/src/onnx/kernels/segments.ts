import { sizeOf } from "../../size-of.js";
import { tf } from "../../tf.js";
import { cast, typeOf } from "../casting.js";
import type { Type } from "../graph-builder.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { reshape, Value } from "../value.js";
import { fill } from "./filling.js";
import { scattered } from "./scattering.js";
import { asFirst, numbersOnly } from "./shape-rules.js";

/** Sums of the rows that have the same number; rows without one of the numbers are left out. */
const unsortedSegmentSum: KernelRule = {
  shape: numbersOnly("UnsortedSegmentSum", ({ x, segmentIds }, { numSegments }) => {
    const rank = segmentIds!.shape.length;
    const rows = x!.shape.slice(0, rank);
    tf.util.assertShapesMatch([...segmentIds!.shape], rows, "Error in unsortedSegmentSum: ");
    return { shape: [numSegments as number, ...x!.shape.slice(rank)], dtype: x!.dtype };
  }),
  lower: (call) => {
    const { x, segmentIds } = call.inputs as Record<"x" | "segmentIds", Value>;
    if (x.size === 0) return fill(call, 0);
    const { builder, output } = call;
    const count = call.attrs.numSegments as number;
    const size = [segmentIds.size, x.size / segmentIds.size] as const;
    const updates = reshape(builder, x.plain, size);
    const rows = within(call, segmentIds.plain, count);
    const sums = summed(call, { rows, updates, size, count, type: typeOf(x.dtype) });
    return new Value(call, { ...output, name: reshape(builder, sums, output.shape) });
  },
};

/** Numbers of rows, in which all that are none of `count` are the one behind the last. */
function within({ builder }: Lowering, ids: string, count: number): string {
  const one = builder.scalar(count, "int32");
  const negative = builder.add("Less", [ids, builder.scalar(0, "int32")]);
  return builder.add("Where", [negative, one, builder.add("Min", [ids, one])]);
}

/** Updates added up by row, without what went to the row behind the last. */
function summed(
  call: Lowering,
  {
    count,
    type,
    ...scatter
  }: { rows: string; updates: string; size: readonly [number, number]; count: number; type: Type },
): string {
  const { builder } = call;
  const shape = builder.ints([count + 1, scatter.size[1]]);
  const table = builder.add("Expand", [builder.scalar(0, type), shape]);
  const sums = scattered(call, { table, ...scatter }, { add: true });
  return builder.add("Slice", [sums, builder.ints([0]), builder.ints([count])]);
}

/** How often each number below `size` is met, in each row of `x`; each counts as its weight. */
const bincount: KernelRule = {
  shape: ({ x, weights }, { size }) => {
    const rank = x!.shape.length;
    tf.util.assert(rank === 1 || rank === 2, () => `Cannot count in a tensor of rank ${rank}`);
    const { dtype } = numbersOnly("bincount", asFirst)({ weights: weights! }, {});
    return { shape: [...x!.shape.slice(0, -1), size as number], dtype };
  },
  lower: (call) => {
    const { x, weights } = call.inputs as Record<"x" | "weights", Value>;
    if (x.size === 0) return fill(call, 0);
    const { builder, output } = call;
    const type = typeOf(output.dtype);
    const size = [x.size, 1] as const;
    const updates =
      weights.size > 0
        ? reshape(builder, weights.plain, size)
        : builder.add("Expand", [builder.scalar(1, type), builder.ints(size)]);
    const count = sizeOf(output.shape);
    const sums = summed(call, { rows: bins(call, x), updates, size, count, type });
    const name = reshape(builder, sums, output.shape);
    if (!call.attrs.binaryOutput || x.shape.length === 1)
      return new Value(call, { ...output, name });
    const met = cast(builder, name, { from: type, to: "bool" });
    return new Value(call, { ...output, name: cast(builder, met, { from: "bool", to: type }) });
  },
};

/** Where each number is counted: large ones behind the last place, negative ones nowhere. */
function bins({ attrs, output, builder }: Lowering, x: Value): string {
  const size = attrs.size as number;
  const count = sizeOf(output.shape);
  const [rows, length] = [count / size, (x.size * size) / count];
  const number = (value: number) => builder.scalar(value, "int32");
  const starts = builder.constant(
    Int32Array.from({ length: rows }, (_, row) => row * size),
    [rows, 1],
  );
  const numbers = reshape(builder, x.plain, [rows, length]);
  const places = builder.add("Add", [numbers, starts]);
  const few = builder.add("Less", [numbers, number(size)]);
  const kept = builder.add("Where", [few, places, number(count)]);
  const negative = builder.add("Less", [numbers, number(0)]);
  const bounded = builder.add("Where", [negative, number(count + 1), kept]);
  return reshape(builder, bounded, [x.size]);
}

/** Kernels that add up by number. */
export const segmentRules: KernelRules = {
  Bincount: bincount,
  DenseBincount: bincount,
  UnsortedSegmentSum: unsortedSegmentSum,
};
