import { tf } from "../../tf.js";
import { refusal } from "../../trace/errors.js";
import { stored, typeOf } from "../casting.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { type Form, Value } from "../value.js";
import { axisOf, replaced } from "./shape-rules.js";

const concat: KernelRule = {
  shape: (inputs, attrs) => {
    const tensors = Object.values(inputs);
    const axis = axisOf(tensors[0]!.shape.length, attrs);
    const shapes = tensors.map(({ shape }) => [...shape]);
    tf.backend_util.assertParamsConsistent(shapes, axis);
    const shape = tf.backend_util.computeOutShape(shapes, axis);
    const { dtype } = tensors[0]!;
    if (dtype === "bool" && tensors.some((tensor) => tensor.dtype !== dtype)) {
      throw refusal("booleans joined with numbers", "cast them to the same type first");
    }
    return { shape, dtype };
  },
  lower: (call) => {
    const { output, builder } = call;
    const axis = axisOf(output.shape.length, call.attrs);
    const parts = Object.values(call.inputs).filter(({ size }) => size > 0);
    if (parts.length === 1 && parts[0]!.dtype === output.dtype) return parts[0]!;
    const form = formAlong(axis, { call, parts: [...parts] });
    const to = typeOf(output.dtype);
    const names = parts.map((part) =>
      stored(builder, part.in(form), { from: typeOf(part.dtype), to }),
    );
    const attributes = { axis: axisIn(form, axis) };
    return new Value(call, { ...output, name: builder.add("Concat", names, { attributes }), form });
  },
};

const split: KernelRule = {
  shape: ({ x }, { numOrSizeSplits, axis }) => {
    const along = axisOf(x!.shape.length, { axis });
    const asked = numOrSizeSplits as number | number[];
    const like = { shape: [...x!.shape] } as tf.Tensor;
    const sizes = tf.backend_util.prepareSplitSize(like, asked, along);
    return sizes.map((size) => ({ shape: replaced(x!.shape, along, size), dtype: x!.dtype }));
  },
  lower: (call) => {
    const { inputs, outputs, builder } = call;
    const x = inputs.x!;
    if (outputs.length === 1) return x;
    const axis = axisOf(x.shape.length, call.attrs);
    const sizes = outputs.map(({ shape }) => shape[axis]!);
    const form = formAlong(axis, { call, parts: [x], sizes });
    const names = builder.addMany("Split", [x.in(form), builder.ints(sizes)], {
      outputs: outputs.length,
      attributes: { axis: axisIn(form, axis) },
    });
    return outputs.map((output, i) => new Value(call, { ...output, name: names[i]!, form }));
  },
};

/** The form in which images can be joined or cut; a block of channels cannot be cut. */
function formAlong(
  axis: number,
  { call, parts, sizes }: { call: Lowering; parts: Value[]; sizes?: readonly number[] },
): Form {
  const form = parts.find(({ home }) => home !== "plain")?.home ?? "plain";
  if (form !== "blocked") return form;
  const channels = sizes ?? parts.map(({ shape }) => shape.at(-1)!);
  const whole = axis !== 3 || channels.every((count) => count % call.block === 0);
  const real = parts.every(({ dtype }) => dtype === "float32");
  return whole && real && (axis === 0 || axis === 3) ? form : "plain";
}

/** Where an axis of images lies in a form. */
function axisIn(form: Form, axis: number): number {
  return form === "plain" ? axis : [0, 2, 3, 1][axis]!;
}

const pack: KernelRule = {
  shape: (inputs, { axis }) => {
    const tensors = Object.values(inputs);
    const { shape, dtype } = tensors[0]!;
    for (const tensor of tensors) {
      tf.util.assertShapesMatch([...shape], [...tensor.shape], "Cannot stack tensors: ");
      const same = tensor.dtype === dtype;
      tf.util.assert(same, () => `Cannot stack tensors of ${dtype} and ${tensor.dtype}`);
    }
    const at = axisOf(shape.length + 1, { axis });
    return { shape: [...shape.slice(0, at), tensors.length, ...shape.slice(at)], dtype };
  },
  lower: (call) => {
    const { inputs, attrs, output, builder } = call;
    const axis = axisOf(output.shape.length, attrs);
    const single = replaced(output.shape, axis, 1);
    const names = Object.values(inputs).map((input) => input.reshaped(single).plain);
    const name = builder.add("Concat", names, { attributes: { axis } });
    return new Value(call, { ...output, name });
  },
};

const unpack: KernelRule = {
  shape: ({ value }, attrs) => {
    const { shape, dtype } = value!;
    const axis = axisOf(shape.length, attrs);
    const one = shape.filter((_, i) => i !== axis);
    return Array.from({ length: shape[axis]! }, () => ({ shape: one, dtype }));
  },
  lower: (call) => {
    const { inputs, outputs, builder } = call;
    const value = inputs.value!;
    const axis = axisOf(value.shape.length, call.attrs);
    const sizes = builder.ints(outputs.map(() => 1));
    const names = builder.addMany("Split", [value.plain, sizes], {
      outputs: outputs.length,
      attributes: { axis },
    });
    const shape = replaced(value.shape, axis, 1);
    return outputs.map(({ dtype, shape: one }, i) =>
      new Value(call, { shape, dtype, name: names[i]! }).reshaped(one),
    );
  },
};

/** Kernels that join tensors, and cut them. */
export const joiningRules: KernelRules = {
  Concat: concat,
  Pack: pack,
  SplitV: split,
  Unpack: unpack,
};
