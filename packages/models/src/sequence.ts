import type { Shape, tf } from "@rosenblatt/engine";
import type { AnyLayer } from "./chain.js";
import type { Place } from "./layer.js";

/**
 * The sizes that layers make of an example, one after the other.
 * @throws RangeError when one cannot follow the other.
 */
export function outputOfAll(layers: readonly AnyLayer[], input: Shape, after: string): Shape {
  let sizes = input;
  let before = after;
  for (const layer of layers) {
    sizes = layer.output(sizes, before);
    before = layer.label;
  }
  return sizes;
}

/** Adds layers to a network, one after the other; `prefix` begins their names. */
export function applyAll(
  layers: readonly AnyLayer[],
  x: tf.SymbolicTensor,
  { prefix, last }: { prefix: string; last: Place["last"] },
): tf.SymbolicTensor {
  const named = names(layers);
  return layers.reduce((made, layer, i) => {
    const ends = last && layers.slice(i + 1).every(({ weighted }) => !weighted);
    return layer.apply(made, { name: `${prefix}${named[i]}`, last: ends });
  }, x);
}

/** `conv1`, `pool1`, `conv2`, …: each kind is counted for itself. */
function names(layers: readonly AnyLayer[]): string[] {
  const counts = new Map<string, number>();
  return layers.map(({ kind, name }) => {
    if (name !== undefined) return name;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return `${kind}${counts.get(kind)}`;
  });
}
