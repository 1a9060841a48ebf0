import { type Img, tf } from "@rosenblatt/engine";
import { type Activation, activate, checkActivation } from "./activation.js";
import { checkChoice, checkCount } from "./errors.js";
import type { Layer } from "./layer.js";
import { type Pad, slide } from "./window.js";

export interface ConvOptions {
  /** How far the window moves from place to place. */
  readonly stride?: number;
  /** Whether the image is padded so that its size stays (divided by the stride). */
  readonly pad?: Pad;
  /** ReLU inside a network, `linear` at its end. */
  readonly act?: Activation;
  /** The distance between neighbouring taps of the window; 1 leaves no gaps. */
  readonly dilation?: number;
  /** Whether a learned constant is added to each filter's sums. */
  readonly bias?: boolean;
}

/**
 * A convolution: `filters` learned windows of `size` × `size` pixels and all channels, moved over
 * images `[height, width, channels]`.
 *
 * @throws RangeError for counts that are not whole numbers above 0.
 * @example conv(6, 5, { pad: "same" }) // [28, 28, 1] -> [28, 28, 6]
 */
export function conv(
  filters: number,
  size: number,
  { stride = 1, pad = "valid", act, dilation = 1, bias = true }: ConvOptions = {},
): Layer<Img, Img> {
  const label = `conv(${filters})`;
  checkCount(label, { filters, size, stride, dilation });
  checkChoice(label, { name: "pad", value: pad, choices: ["valid", "same"] });
  checkActivation(label, act);
  if (stride > 1 && dilation > 1) {
    throw new RangeError(
      `Cannot make ${label} with stride = ${stride} and dilation = ${dilation}: ` +
        "one of the two must be 1",
    );
  }
  return {
    kind: "conv",
    label,
    weighted: true,
    output: (input, after) => [
      ...slide({ size, stride, pad, dilation }, { label, input, after }),
      filters,
    ],
    apply: (x, place) =>
      tf.layers
        .conv2d({
          name: place.name,
          filters,
          kernelSize: size,
          strides: stride,
          padding: pad,
          dilationRate: dilation,
          useBias: bias,
          ...activate(act, place),
        })
        .apply(x) as tf.SymbolicTensor,
  };
}
