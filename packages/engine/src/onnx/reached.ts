import { real } from "./graph-builder.js";
import type { Target } from "./value.js";

/** 1 where `value` is `largest`, 0 where it is below. */
export function reached({ builder }: Target, value: string, largest: string): string {
  const below = builder.add("Sub", [value, largest]);
  const attributes = { alpha: real(3e38), beta: real(1) };
  return builder.add("HardSigmoid", [below], { attributes });
}
