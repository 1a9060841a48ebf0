import { isMap, isProxy, isSet } from "node:util/types";
import { entriesOf, isAccessor } from "../display/values/entries.js";
import { numericOf } from "./numeric.js";

/**
 * Bytes of the tensors and typed arrays that an object holds, as a model does its weights, each
 * counted once. Undefined where there are none, or `budget` does not reach to see all; what is
 * private to a class is not seen.
 */
export function heldBytes(value: unknown, budget: { objects: number }): number | undefined {
  if (!isObject(value)) return undefined;
  const seen = new Set<unknown>([value]);
  const due: object[] = [value];
  let bytes = 0;
  for (let next = due.pop(); next !== undefined; next = due.pop()) {
    if (budget.objects-- <= 0) return undefined;
    for (const entry of entriesOf(next)) {
      for (const inner of isMap(next) ? [entry.key, entry.value] : [entry.value]) {
        if (isAccessor(entry) || !isObject(inner) || seen.has(inner)) continue;
        seen.add(inner);
        const numeric = Array.isArray(inner) ? undefined : numericOf(inner);
        if (numeric) bytes += numeric.bytes ?? 0;
        else if (!isLong(inner)) due.push(inner);
      }
    }
  }
  return bytes > 0 ? bytes : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !isProxy(value);
}

/** Thousands of elements are not looked through. */
function isLong(value: object): boolean {
  if (isSet(value) || isMap(value)) return value.size > 1_000;
  return Array.isArray(value) && value.length > 1_000;
}
