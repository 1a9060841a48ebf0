import { type Draw, drawValues } from "../random/draw.js";
import { sizeOf } from "../size-of.js";
import { arrayType } from "./array-type.js";
import { TraceError } from "./errors.js";
import type { KernelCall, Symbolic, Values } from "./graph.js";

interface Sources {
  readonly calls: readonly KernelCall[];
  readonly draws: readonly KernelCall[];
  readonly constants: ReadonlyMap<Symbolic, Values>;
}

/** Kernels that leave the numbers as they are. */
const passing = ["Identity", "Reshape", "ExpandDims"];

/**
 * The numbers with which a variable starts that was made while a step was recorded, such as an
 * optimizer's moments.
 *
 * @throws TraceError when they would have to be computed from tensors.
 */
export function initialValues(symbol: Symbolic, sources: Sources): Values {
  const constant = sources.constants.get(symbol);
  if (constant) return constant.slice();
  const draw = sources.draws.find(({ outputs }) => outputs[0] === symbol);
  if (draw) return drawValues(draw.attrs as unknown as Draw);
  const call = sources.calls.find(({ outputs }) => outputs.includes(symbol));
  switch (call?.kernel) {
    case "ZerosLike":
      return filled(symbol, 0);
    case "OnesLike":
      return filled(symbol, 1);
    case "Fill":
      return filled(symbol, call.attrs.value as number);
  }
  if (call && passing.includes(call.kernel)) {
    return initialValues(Object.values(call.inputs)[0]!, sources);
  }
  throw new TraceError(
    `Cannot trace a step that makes a variable of shape [${symbol.shape}] from what it computes: ` +
      "make the variable before the step",
  );
}

function filled({ shape, dtype }: Symbolic, value: number): Values {
  return new (arrayType(dtype))(sizeOf(shape)).fill(value);
}
