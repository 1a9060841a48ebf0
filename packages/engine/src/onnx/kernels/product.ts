import { tf } from "../../tf.js";
import { microsoft } from "../graph-builder.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { type Fuse, reshape, transpose, Value } from "../value.js";
import { fill } from "./filling.js";
import { numbersOnly } from "./shape-rules.js";

const matMul: KernelRule = {
  shape: numbersOnly("BatchMatMul", ({ a, b }, { transposeA, transposeB }) => {
    const { length } = [a!, b!].filter(({ shape }) => shape.length >= 2);
    tf.util.assert(
      length === 2,
      () => `Cannot multiply [${a!.shape}] by [${b!.shape}]: give matrices`,
    );
    const inner = [a!.shape.at(transposeA ? -2 : -1), b!.shape.at(transposeB ? -1 : -2)];
    tf.util.assert(
      inner[0] === inner[1],
      () => `Cannot multiply matrices over ${inner.join(" and ")}`,
    );
    const rows = a!.shape.at(transposeA ? -1 : -2)!;
    const columns = b!.shape.at(transposeB ? -2 : -1)!;
    const batch = tf.broadcast_util.assertAndGetBroadcastShape(
      a!.shape.slice(0, -2),
      b!.shape.slice(0, -2),
    );
    return { shape: [...batch, rows, columns], dtype: a!.dtype };
  }),
  lower: (call) => {
    if (Object.values(call.inputs).some(({ size }) => size === 0)) return fill(call, 0);
    return call.output.dtype === "float32" && single(call) ? product(call) : batched(call);
  },
};

function single({ inputs: { a, b } }: Lowering): boolean {
  return [a!, b!].every(({ shape }) => shape.slice(0, -2).every((size) => size === 1));
}

/** One product of matrices; it may add a bias. */
function product(call: Lowering, bias?: Value): Value {
  const { inputs, attrs, builder, output } = call;
  const [a, b] = [matrix(inputs.a!), matrix(inputs.b!)];
  const attributes = { transA: attrs.transposeA ? 1 : 0, transB: attrs.transposeB ? 1 : 0 };
  const operands = bias ? [a, b, reshape(builder, bias.plain, [bias.size])] : [a, b];
  const made = builder.add("Gemm", operands, { attributes });
  const name = output.shape.length === 2 ? made : reshape(builder, made, output.shape);
  if (bias) return new Value(call, { ...output, name });
  const { origin } = builder;
  const fuse: Fuse = (extra) => extra.bias && builder.at(origin, () => product(call, extra.bias));
  return new Value(call, { ...output, name, fuse });
}

function matrix(value: Value): string {
  return value.reshaped(value.shape.slice(-2)).plain;
}

function batched(call: Lowering): Value {
  const { inputs, attrs, builder, output, block } = call;
  const { a, b } = inputs as { a: Value; b: Value };
  const { transposeA, transposeB } = attrs;
  if (block > 0 && output.dtype === "float32" && (transposeA || transposeB)) {
    const attributes = { transA: transposeA ? 1 : 0, transB: transposeB ? 1 : 0 };
    const options = { attributes, domain: microsoft };
    const name = builder.add("FusedMatMul", [a.plain, b.plain], options);
    return new Value(call, { ...output, name });
  }
  const left = transposeA ? turned(a) : a.plain;
  const right = transposeB ? turned(b) : b.plain;
  return new Value(call, { ...output, name: builder.add("MatMul", [left, right]) });
}

function turned(value: Value): string {
  const axes = value.shape.map((_, axis) => axis);
  const perm = [...axes.slice(0, -2), axes.length - 1, axes.length - 2];
  return transpose(value.target.builder, value.plain, perm);
}

/** Products of matrices. */
export const productRules: KernelRules = { BatchMatMul: matMul };
