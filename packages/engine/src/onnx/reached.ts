import { real } from "./graph-builder.js";
import type { Target } from "./value.js";

/** 1 where `value` is at least `other`, 0 where it is below. */
export function reached(target: Target, value: string, other: string): string {
  return notNegative(target, target.builder.add("Sub", [value, other]));
}

/** 1 for numbers from 0 on, 0 for negative ones: a ramp, steeper than any number is small. */
export function notNegative({ builder }: Target, value: string): string {
  const attributes = { alpha: real(3e38), beta: real(1) };
  return builder.add("HardSigmoid", [value], { attributes });
}
