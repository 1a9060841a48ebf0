import type { TracedStep } from "@rosenblatt/engine";

/** What a call of a training step is for. */
export type Phase = "forward" | "backward" | "update";

/** Kernels that compute number by number, as optimizers do. */
const numberByNumber = new Set([
  "Add",
  "Sub",
  "Multiply",
  "RealDiv",
  "Maximum",
  "Minimum",
  "Sqrt",
  "Rsqrt",
  "Square",
  "Abs",
  "Neg",
  "Pow",
  "Sign",
  "Cast",
  "ClipByValue",
  "Reciprocal",
  "ZerosLike",
  "OnesLike",
  "Fill",
  "Select",
  "Greater",
]);

const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1);

/**
 * The phase of each call: forward is what the step's first results need; update is the arithmetic
 * from a gradient to the variable's new numbers; backward is the rest.
 */
export function phasesOf(step: TracedStep): Phase[] {
  const phases: Phase[] = step.calls.map(() => "backward");
  for (const { call } of updates(step)) phases[call] = "update";
  for (const call of ancestors(step, step.results)) phases[call] = "forward";
  return phases;
}

/** The calls that update each variable, by the positions of both. */
export function updates(step: TracedStep): { owner: number; call: number }[] {
  const found: { owner: number; call: number }[] = [];
  step.variables.forEach(({ shape, maker }, owner) => {
    const size = sizeOf(shape);
    const waiting = maker < 0 ? [] : [maker];
    const seen = new Set<number>();
    while (waiting.length > 0) {
      const call = waiting.pop()!;
      if (call < 0 || seen.has(call)) continue;
      seen.add(call);
      const { kernel, outputs, sources } = step.calls[call]!;
      const made = sizeOf(outputs[0]!);
      if (!numberByNumber.has(kernel) || (made !== size && made !== 1)) continue;
      found.push({ owner, call });
      waiting.push(...sources);
    }
  });
  return found;
}

/** These calls, and all that they need. */
function ancestors({ calls }: TracedStep, from: readonly number[]): ReadonlySet<number> {
  const needed = new Set<number>();
  const waiting = [...from];
  while (waiting.length > 0) {
    const call = waiting.pop()!;
    if (call < 0 || needed.has(call)) continue;
    needed.add(call);
    waiting.push(...calls[call]!.sources);
  }
  return needed;
}
