import type { TranslationBundle } from "@jupyterlab/translation";
import type { Summary } from "./protocol.js";

/** Whether a value has numbers to look into. */
export function isViewable({ shape, disposed, dtype }: Summary): boolean {
  return shape !== undefined && !disposed && dtype !== "string" && dtype !== "complex64";
}

/** A shape as one says it: `28 × 28`, or `scalar`. */
export function shapeText(shape: readonly number[], trans: TranslationBundle): string {
  return shape.length === 0 ? trans.__("scalar") : shape.join(" × ");
}

/** How many numbers a shape has. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
