import type { tf } from "@rosenblatt/engine";
import type { GradientOptions } from "./optimizer.js";

/**
 * Gradients of which no number is larger than `clipValue`, and which together are no longer than
 * `clipNorm`. Source: Pascanu, Mikolov, Bengio, On the difficulty of training recurrent neural
 * networks (2013), algorithm 1; with PyTorch's 1e-6 against a division by zero.
 */
export function clipped(
  gradients: readonly tf.Tensor[],
  { clipValue, clipNorm }: GradientOptions,
): readonly tf.Tensor[] {
  const cut =
    clipValue === undefined
      ? gradients
      : gradients.map((gradient) => gradient.clipByValue(-clipValue, clipValue));
  if (clipNorm === undefined || cut.length === 0) return cut;
  const squares = cut.map((gradient) => gradient.square().sum());
  const length = squares.reduce((sum, square) => sum.add(square)).sqrt();
  const scale = length.add(1e-6).reciprocal().mul(clipNorm).minimum(1);
  return cut.map((gradient) => gradient.mul(scale));
}
