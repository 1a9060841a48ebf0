import { tf } from "../../tf.js";
import { typeOf } from "../casting.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { reshape, Value } from "../value.js";
import { rowsOf } from "./rows.js";

/** A table of rows to write into, and what goes where. */
export interface Scatter {
  readonly table: string;
  readonly rows: string;
  readonly updates: string;
  /** How many updates, of how many numbers each. */
  readonly size: readonly [number, number];
}

/**
 * Writes updates into the rows of a table, in order; `add` adds them up. ONNX Runtime's ScatterND
 * would add to one row from several threads at once.
 */
export function scattered(
  { builder }: Lowering,
  { table, rows, updates, size }: Scatter,
  { add }: { add: boolean },
): string {
  const [count, width] = size;
  const column = reshape(builder, rows, [count, 1]);
  const places = width === 1 ? column : builder.add("Expand", [column, builder.ints(size)]);
  const attributes = { axis: 0, ...(add ? { reduction: "add" } : {}) };
  return builder.add("ScatterElements", [table, places, updates], { attributes });
}

/** The sizes of a scatter into `shape`; checks that they fit. */
function sizes(
  updates: { readonly shape: readonly number[] },
  indices: { readonly shape: readonly number[] },
  shape: readonly number[],
) {
  const tensor = (x: { readonly shape: readonly number[] }) =>
    ({ shape: [...x.shape], rank: x.shape.length }) as tf.Tensor;
  return tf.backend_util.calculateShapes(tensor(updates), tensor(indices), [...shape]);
}

/** Writes updates to where indices lead in `base`, a table of the output's numbers or of one. */
function scatterNd(
  call: Lowering,
  { base, indices, updates, add }: Record<"base" | "indices" | "updates", Value> & { add: boolean },
): Value {
  const { builder, output } = call;
  const { sliceRank, numUpdates, sliceSize, outputSize } = sizes(updates, indices, output.shape);
  if (numUpdates === 0) {
    return new Value(call, { ...output, name: stretchedTo(call, base, output.shape) });
  }
  const outer = output.shape.slice(0, sliceRank);
  const shape = [outputSize / sliceSize, sliceSize];
  const size = [numUpdates, sliceSize] as const;
  const given = stretchedTo(call, updates, size);
  const table = stretchedTo(call, base, shape);
  const scatter = { table, rows: rowsOf(call, indices, outer), updates: given, size };
  const name = reshape(builder, scattered(call, scatter, { add }), output.shape);
  return new Value(call, { ...output, name });
}

function stretchedTo({ builder }: Lowering, value: Value, shape: readonly number[]): string {
  if (value.size !== 1) return reshape(builder, value.plain, shape);
  return builder.add("Expand", [reshape(builder, value.plain, []), builder.ints(shape)]);
}

const zero = (call: Lowering): Value => {
  const { dtype } = call.output;
  return new Value(call, { shape: [], dtype, name: call.builder.scalar(0, typeOf(dtype)) });
};

const scatterNdRule: KernelRule = {
  shape: ({ indices, updates }, { shape }) => {
    sizes(updates!, indices!, shape as number[]);
    return { shape: shape as number[], dtype: updates!.dtype };
  },
  lower: (call) => {
    const { indices, updates } = call.inputs;
    return scatterNd(call, { base: zero(call), indices: indices!, updates: updates!, add: true });
  },
};

const tensorScatterUpdate: KernelRule = {
  shape: ({ tensor, indices, updates }) => {
    sizes(updates!, indices!, tensor!.shape);
    return tensor!;
  },
  lower: (call) => {
    const { tensor, indices, updates } = call.inputs;
    return scatterNd(call, { base: tensor!, indices: indices!, updates: updates!, add: false });
  },
};

const sparseToDense: KernelRule = {
  shape: ({ sparseIndices, sparseValues }, { outputShape }) => {
    sizes(sparseValues!, sparseIndices!, outputShape as number[]);
    return { shape: outputShape as number[], dtype: sparseValues!.dtype };
  },
  lower: (call) => {
    const { sparseIndices, sparseValues, defaultValue } = call.inputs;
    const [base, indices, updates] = [defaultValue!, sparseIndices!, sparseValues!];
    return scatterNd(call, { base, indices, updates, add: false });
  },
};

/** Kernels that write numbers to where indices lead. */
export const scatteringRules: KernelRules = {
  ScatterNd: scatterNdRule,
  SparseToDense: sparseToDense,
  TensorScatterUpdate: tensorScatterUpdate,
};
