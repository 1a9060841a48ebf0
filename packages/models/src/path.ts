import type { Shape, tf } from "@rosenblatt/engine";
import type { AnyLayer } from "./chain.js";
import { applyAll, outputOfAll } from "./sequence.js";

/** A layer, or several one after the other; none at all hands on what comes in. */
export type LayerPath = AnyLayer | readonly AnyLayer[];

export function layersOf(path: LayerPath): readonly AnyLayer[] {
  return Array.isArray(path) ? path : [path as AnyLayer];
}

/** The sizes at a path's end. */
export function outputOfPath(path: LayerPath, input: Shape, after: string): Shape {
  return outputOfAll(layersOf(path), input, after);
}

/** Adds a path to a network; `prefix` begins the names of its layers. */
export function applyPath(
  path: LayerPath,
  x: tf.SymbolicTensor,
  place: { prefix: string; last: boolean },
): tf.SymbolicTensor {
  return applyAll(layersOf(path), x, place);
}
