import { cast, typeOf } from "../casting.js";
import type { Type } from "../graph-builder.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { Value } from "../value.js";
import { axisOf, replaced } from "./shape-rules.js";

const cumulated: KernelRule["shape"] = ({ x }, attrs) => {
  axisOf(x!.shape.length, attrs);
  return { shape: x!.shape, dtype: x!.dtype === "bool" ? "int32" : x!.dtype };
};

/** Sums, or products, of all numbers up to each one. */
function cumulation(compute: (call: Lowering, x: { name: string; type: Type }) => string) {
  return {
    shape: cumulated,
    lower: (call: Lowering): Value => {
      const x = call.inputs.x!;
      const type = typeOf(call.output.dtype);
      const name = cast(call.builder, x.plain, { from: typeOf(x.dtype), to: type });
      return new Value(call, { ...call.output, name: compute(call, { name, type }) });
    },
  };
}

const sum = cumulation(({ builder, output, attrs }, { name }) => {
  const axis = builder.scalar(axisOf(output.shape.length, attrs), "int32");
  const attributes = { exclusive: attrs.exclusive ? 1 : 0, reverse: attrs.reverse ? 1 : 0 };
  return builder.add("CumSum", [name, axis], { attributes });
});

/**
 * ONNX has no such operator: each number is multiplied by the one before it, then by what that has
 * become two places before, four and so on.
 * Source: Hillis and Steele, Data parallel algorithms (1986).
 */
const product = cumulation((call, { name, type }) => {
  const length = call.output.shape[axisOf(call.output.shape.length, call.attrs)]!;
  let made = call.attrs.exclusive ? shifted(call, { name, type, places: 1 }) : name;
  for (let places = 1; places < length; places *= 2) {
    made = call.builder.add("Mul", [made, shifted(call, { name: made, type, places })]);
  }
  return made;
});

/** The numbers moved along the axis, with ones in the places that become free. */
function shifted(
  { builder, output, attrs }: Lowering,
  { name, type, places }: { name: string; type: Type; places: number },
): string {
  const rank = output.shape.length;
  const axis = axisOf(rank, attrs);
  const none = output.shape.map(() => 0);
  const free = replaced(none, axis, places);
  const pads = builder.ints(attrs.reverse ? [...none, ...free] : [...free, ...none]);
  const longer = builder.add("Pad", [name, pads, builder.scalar(1, type)]);
  const from = attrs.reverse ? places : 0;
  const range = [from, from + output.shape[axis]!, axis].map((number) => builder.ints([number]));
  return builder.add("Slice", [longer, ...range]);
}

/** Kernels that add up or multiply along an axis. */
export const cumulationRules: KernelRules = { Cumprod: product, Cumsum: sum };
