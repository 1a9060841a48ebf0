import type { ModelInput } from "../protocol.js";

/** What the reader feeds the model with. */
export type Chosen =
  | { readonly kind: "example"; readonly index: number }
  | { readonly kind: "drawing"; readonly pixels: Float32Array<ArrayBuffer> };

/** How the model is told of it. */
export function inputOf(chosen: Chosen): ModelInput {
  return chosen.kind === "example" ? { example: chosen.index } : { pixels: true };
}

/** What goes along. */
export function numbersOf(chosen: Chosen | undefined): Float32Array<ArrayBuffer> | undefined {
  return chosen?.kind === "drawing" ? chosen.pixels : undefined;
}
