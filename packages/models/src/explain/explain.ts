import type { Jitted, TracedStep } from "@rosenblatt/engine";
import { displayable } from "@rosenblatt/plots";
import { kernelMultAdds } from "../kernel-mult-adds.js";
import { explanationBundle } from "./bundle.js";
import type { Cost, ExplainedUpdate, Explanation } from "./explanation.js";
import { type Phase, phasesOf, updates } from "./phases.js";

/**
 * Shows what a traced step does: its kernel calls with their shapes, mult-adds and times, forward,
 * backward and update side by side. It runs the step some times to measure it, and updates nothing.
 *
 * @example
 * const optimizer = tf.train.adam(1e-3);
 * const step = jit((x: tf.Tensor, y: tf.Tensor1D) =>
 *   optimizer.minimize(() => crossEntropy(model.apply(x) as tf.Tensor, y), true));
 * await explain(step, x, y);
 */
export async function explain<A extends readonly unknown[]>(
  step: Jitted<A, unknown>,
  ...args: A
): Promise<Explanation> {
  return explanationOf(await step.inspect(...args));
}

/** The same of a step that was inspected already. */
export function explanationOf(step: TracedStep): Explanation {
  const phases = phasesOf(step);
  const steps = step.calls.map((call, i) => ({
    ...call,
    phase: phases[i]!,
    multAdds: kernelMultAdds(call),
  }));
  const costOf = (phase?: Phase): Cost => {
    const calls = steps.filter((call) => phase === undefined || call.phase === phase);
    const sum = (key: "multAdds" | "milliseconds") =>
      calls.reduce((total, call) => total + call[key], 0);
    return { calls: calls.length, multAdds: sum("multAdds"), milliseconds: sum("milliseconds") };
  };
  const all = {
    ...costOf(),
    steps,
    updates: updatesOf(step),
    phases: {
      forward: costOf("forward"),
      backward: costOf("backward"),
      update: costOf("update"),
    },
  };
  return displayable(all, explanationBundle);
}

/** One update a weight: an optimizer's own variables change on the way to it. */
function updatesOf(step: TracedStep): ExplainedUpdate[] {
  const byVariable = new Map<number, number[]>();
  for (const { owner, call } of updates(step)) {
    byVariable.set(owner, [...(byVariable.get(owner) ?? []), call]);
  }
  const sets = [...byVariable].sort(([, a], [, b]) => b.length - a.length);
  const taken = new Set<number>();
  return sets
    .flatMap(([owner, calls]) => {
      if (calls.every((call) => taken.has(call))) return [];
      for (const call of calls) taken.add(call);
      const { name, shape } = step.variables[owner]!;
      return [{ variable: name, shape, calls: [...calls].sort((a, b) => a - b), owner }];
    })
    .sort((a, b) => a.owner - b.owner)
    .map(({ owner: _, ...update }) => update);
}
