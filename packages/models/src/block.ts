import type { AnyLayer, Checked, Joined } from "./chain.js";
import { applyAll, outputOfAll } from "./sequence.js";

/**
 * Several layers as one, for functions that give a layer of one's own. Their names begin with the
 * block's: `block1.conv1`. The compiler checks them as in `net()`.
 *
 * @throws RangeError for a block without layers.
 * @example
 * const convNorm = (filters: number, size: number) =>
 *   block(conv(filters, size, { act: "linear", bias: false }), batchNorm(), activation("relu"));
 * net([32, 32, 3], convNorm(16, 3), convNorm(32, 3), globalPool(), dense(10));
 */
export function block<L extends readonly AnyLayer[]>(...layers: Checked<L>): Joined<L> {
  const chain = layers as readonly unknown[] as readonly AnyLayer[];
  if (chain.length === 0) {
    throw new RangeError("Cannot make a block without layers; add one, such as conv(16, 3)");
  }
  return {
    kind: "block",
    label: `block(${chain.map(({ label }) => label).join(", ")})`,
    weighted: chain.some(({ weighted }) => weighted),
    ...(chain.every((layer) => "keepsShape" in layer) && { keepsShape: true }),
    output: (input, after) => outputOfAll(chain, input, after),
    apply: (x, { name, last }) => applyAll(chain, x, { prefix: `${name}.`, last }),
  } as AnyLayer as Joined<L>;
}
