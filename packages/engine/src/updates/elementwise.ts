import { sizeOf } from "../size-of.js";
import type { KernelCall, Symbolic } from "../trace/graph.js";

/** An operation on four numbers at once. */
export type Operation =
  | "abs"
  | "negate"
  | "sqrt"
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "min"
  | "max";

/** One operation; what it computes on are the positions of values, those it gives come last. */
export type Instruction = readonly [Operation, ...operands: number[]];

type Emit = (operation: Operation, ...operands: number[]) => number;

/** What kernels are made of: each from its inputs' positions; gives the position of the result. */
const kernels: Readonly<Record<string, (emit: Emit, inputs: readonly number[]) => number>> = {
  Abs: (emit, [x]) => emit("abs", x!),
  Neg: (emit, [x]) => emit("negate", x!),
  Sqrt: (emit, [x]) => emit("sqrt", x!),
  Square: (emit, [x]) => emit("multiply", x!, x!),
  Add: (emit, [a, b]) => emit("add", a!, b!),
  Sub: (emit, [a, b]) => emit("subtract", a!, b!),
  Multiply: (emit, [a, b]) => emit("multiply", a!, b!),
  RealDiv: (emit, [a, b]) => emit("divide", a!, b!),
  Minimum: (emit, [a, b]) => emit("min", a!, b!),
  Maximum: (emit, [a, b]) => emit("max", a!, b!),
  AddN: (emit, inputs) => inputs.reduce((sum, input) => emit("add", sum, input)),
};

/** Whether a call computes each number of its output from those at the same place, and scalars. */
export function isElementwise({ kernel, inputs, outputs }: KernelCall): boolean {
  const [output] = outputs;
  if (!Object.hasOwn(kernels, kernel) || !output) return false;
  const size = sizeOf(output.shape);
  const fits = (symbol: Symbolic): boolean => {
    const own = sizeOf(symbol.shape);
    return symbol.dtype === "float32" && (own === size || own === 1);
  };
  return size > 0 && [output, ...Object.values(inputs)].every(fits);
}

/** The calls as instructions on the values that go in; `places` gets the position of each result. */
export function instructionsOf(
  calls: readonly KernelCall[],
  places: Map<Symbolic, number>,
): readonly Instruction[] {
  const instructions: Instruction[] = [];
  const first = places.size;
  const emit: Emit = (operation, ...operands) => {
    instructions.push([operation, ...operands]);
    return first + instructions.length - 1;
  };
  for (const { kernel, inputs, outputs } of calls) {
    const operands = Object.values(inputs).map((symbol) => places.get(symbol)!);
    places.set(outputs[0]!, kernels[kernel]!(emit, operands));
  }
  return instructions;
}
