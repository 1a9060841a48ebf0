import { tf } from "../tf.js";

/** The tensors in a value made of arrays and plain records, in order. */
export function leaves(value: unknown): tf.Tensor[] {
  if (value instanceof tf.Tensor) return [value];
  if (Array.isArray(value)) return value.flatMap(leaves);
  return isRecord(value) ? Object.values(value).flatMap(leaves) : [];
}

/** The same structure with each tensor replaced, in the order of `leaves`. */
export function withLeaves(value: unknown, next: () => unknown): unknown {
  if (value instanceof tf.Tensor) return next();
  if (Array.isArray(value)) return value.map((item) => withLeaves(item, next));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withLeaves(item, next)]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== "object") return false;
  const prototype = Object.getPrototypeOf(value) as unknown;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
