import type { KernelRule, KernelRules } from "../lowering.js";
import { fill } from "./filling.js";

/** Rules that give zeros where tensors are without numbers, which some operators refuse. */
export function guarded(rules: KernelRules): KernelRules {
  const entries = Object.entries(rules).map(([name, rule]) => [name, guard(name, rule)]);
  return Object.fromEntries(entries) as KernelRules;
}

function guard(name: string, { shape, lower }: KernelRule): KernelRule {
  return {
    shape: (inputs, attrs) => {
      const made = shape(inputs, attrs);
      for (const output of [made].flat()) {
        if (output.shape.some((side) => !(side >= 0))) {
          const images = Object.values(inputs)[0]!.shape;
          throw new RangeError(
            `Cannot run ${name} on images of [${images}]: they are smaller than the window; pad them`,
          );
        }
      }
      return made;
    },
    lower: (call) => {
      const tensors = [...Object.values(call.inputs), ...call.outputs];
      const empty = tensors.some((tensor) => tensor.shape.includes(0));
      if (!empty) return lower(call);
      const zeros = call.outputs.map((output) =>
        fill({ ...call, output: output as typeof call.output }, 0),
      );
      return zeros.length === 1 ? zeros[0]! : zeros;
    },
  };
}
