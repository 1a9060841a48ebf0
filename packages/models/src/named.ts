import type { AnyLayer } from "./chain.js";

/**
 * The layer under a name of its own, instead of its kind and a number. Names of layers within it
 * begin with that: `stem.conv1`.
 *
 * @example named("stem", conv(64, 7, { stride: 2, pad: "same" }))
 */
export function named<L extends AnyLayer>(name: string, layer: L): L {
  return { ...layer, name };
}
