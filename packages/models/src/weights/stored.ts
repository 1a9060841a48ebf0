import type { Shape } from "@rosenblatt/engine";

/** A weight as a file has it. */
export interface StoredWeight {
  readonly shape: Shape;
  /** Its numbers, row by row. */
  read(): Float32Array;
}

/**
 * The weights of a file: `conv1/kernel`, or `conv1/0` where the file only knows their order; layers
 * of a model within the model `inner` begin with `inner/`.
 */
export type StoredWeights = ReadonlyMap<string, StoredWeight>;

/** How many numbers a weight of this shape has. */
export function countOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Whether this is a list of sizes: whole numbers from 0 on. */
export function isShape(value: unknown): value is Shape {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

/** A file that is not what its name says, or is broken. */
export function brokenFile(path: string, why: string, cause?: unknown): SyntaxError {
  return new SyntaxError(`Cannot read weights from "${path}": ${why}`, { cause });
}
