import { refusal } from "../../trace/errors.js";
import { typeOf } from "../casting.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { Value } from "../value.js";
import { fill } from "./filling.js";

type Paddings = readonly (readonly [number, number])[];

/** The shape with what is put before and behind each axis. */
const padded: KernelRule["shape"] = ({ x }, attrs) => {
  const { shape, dtype } = x!;
  const paddings = attrs.paddings as Paddings;
  if (paddings.length !== shape.length) {
    throw refusal(`${paddings.length} paddings of [${shape}]`, "give one for each axis");
  }
  return {
    shape: paddings.map(([before, after], axis) => before + shape[axis]! + after),
    dtype,
  };
};

const pad: KernelRule = {
  shape: padded,
  lower: (call) => {
    const x = call.inputs.x!;
    const number = (call.attrs.constantValue as number | undefined) ?? 0;
    if (x.size === 0) return fill(call, number);
    if (x.shape.length === 0) return x;
    const { builder, output } = call;
    const form = x.home === "planar" ? "planar" : "plain";
    const all = call.attrs.paddings as Paddings;
    const paddings = form === "planar" ? [0, 3, 1, 2].map((axis) => all[axis]!) : all;
    const amounts = builder.ints([0, 1].flatMap((end) => paddings.map((ends) => ends[end]!)));
    const value = builder.scalar(number, typeOf(output.dtype));
    const name = builder.add("Pad", [x.in(form), amounts, value]);
    return new Value(call, { ...output, name, form });
  },
};

/** Continues a tensor by its mirror image; `symmetric` ones have the outermost numbers twice. */
const mirrorPad: KernelRule = {
  shape: padded,
  lower: (call) => {
    const { inputs, attrs, builder, output } = call;
    const offset = attrs.mode === "reflect" ? 0 : 1;
    const name = (attrs.paddings as Paddings).reduce((made, [before, after], axis) => {
      if (before + after === 0) return made;
      const size = inputs.x!.shape[axis]!;
      const length = before + size + after;
      const places = Int32Array.from({ length }, (_, i) => mirrored(i - before, { size, offset }));
      return builder.add("Gather", [made, builder.constant(places, [length])], {
        attributes: { axis },
      });
    }, inputs.x!.plain);
    return new Value(call, { ...output, name });
  },
};

function mirrored(place: number, { size, offset }: { size: number; offset: number }): number {
  if (place < 0) return -place - offset;
  return place < size ? place : 2 * (size - 1) - place + offset;
}

const tile: KernelRule = {
  shape: ({ x }, { reps }) => ({
    shape: x!.shape.map((size, axis) => size * (reps as number[])[axis]!),
    dtype: x!.dtype,
  }),
  lower: (call) => {
    const { inputs, attrs, output } = call;
    const reps = attrs.reps as number[];
    if (reps.every((times) => times === 1)) return inputs.x!;
    return new Value(call, { ...output, name: repeated(call, reps) });
  },
};

/** Stretching what has one number along an axis is faster than repeating it. */
function repeated({ inputs, builder, output }: Lowering, reps: readonly number[]): string {
  const x = inputs.x!;
  const stretches = reps.every((times, axis) => times === 1 || x.shape[axis] === 1);
  return stretches
    ? builder.add("Expand", [x.plain, builder.ints(output.shape)])
    : builder.add("Tile", [x.plain, builder.ints(reps)]);
}

/** Kernels that make a tensor larger by what is in it, or by one number. */
export const paddingRules: KernelRules = { MirrorPad: mirrorPad, PadV2: pad, Tile: tile };
