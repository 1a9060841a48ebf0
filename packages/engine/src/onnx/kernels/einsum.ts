import { tf } from "../../tf.js";
import { refusal } from "../../trace/errors.js";
import type { KernelRule, KernelRules } from "../lowering.js";
import { Value } from "../value.js";
import { numbersOnly } from "./shape-rules.js";

/** Einstein's summation. */
const einsum: KernelRule = {
  shape: numbersOnly("Einsum", (inputs, { equation }) => {
    const tensors = Object.values(inputs);
    const { allDims, summedDims, idDims } = tf.backend_util.decodeEinsumEquation(
      equation as string,
      tensors.length,
    );
    if (idDims.some((dims, i) => dims.length !== tensors[i]!.shape.length)) {
      const shapes = tensors.map(({ shape }) => `[${shape}]`).join(" and ");
      throw refusal(`the sum ${equation} over ${shapes}`, "give each axis its letter");
    }
    const sized = tensors.map(({ shape }) => ({ shape: [...shape] }) as tf.Tensor);
    tf.backend_util.checkEinsumDimSizes(allDims.length, idDims, sized);
    const sizes = allDims.map((_, dim) => {
      const tensor = idDims.findIndex((dims) => dims.includes(dim));
      return tensors[tensor]!.shape[idDims[tensor]!.indexOf(dim)]!;
    });
    const kept = sizes.filter((_, dim) => !summedDims.includes(dim));
    return { shape: kept, dtype: tensors[0]!.dtype };
  }),
  lower: (call) => {
    const { inputs, attrs, builder, output } = call;
    const names = Object.values(inputs).map((input) => input.plain);
    const attributes = { equation: (attrs.equation as string).replace(/\s/g, "") };
    return new Value(call, { ...output, name: builder.add("Einsum", names, { attributes }) });
  },
};

export const einsumRules: KernelRules = { Einsum: einsum };
