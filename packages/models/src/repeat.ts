import type { AnyLayer } from "./chain.js";
import { checkCount } from "./errors.js";
import { applyAll, outputOfAll } from "./sequence.js";

/**
 * A layer `count` times, one after the other; each has weights of its own. A function gives each
 * of them by its number, from 0.
 *
 * @throws RangeError when `count` is not a whole number above 0.
 * @example
 * repeat(3, conv(64, 3, { pad: "same" }));
 * repeat(4, (i) => conv(64, 3, { pad: "same", stride: i === 0 ? 2 : 1 }));
 */
export function repeat<L extends AnyLayer>(count: number, each: L | ((index: number) => L)): L {
  checkCount("repeat()", { count });
  const layers = Array.from({ length: count }, (_, i) =>
    typeof each === "function" ? each(i) : each,
  );
  const { label } = layers[0]!;
  return {
    kind: "repeat",
    label: `repeat(${count}, ${label})`,
    weighted: layers.some(({ weighted }) => weighted),
    ...(layers.every((layer) => "keepsShape" in layer) && { keepsShape: true }),
    output: (input, after) => outputOfAll(layers, input, after),
    apply: (x, { name, last }) => applyAll(layers, x, { prefix: `${name}.`, last }),
  } as AnyLayer as L;
}
