import { type Img, tf } from "@rosenblatt/engine";
import { type Activation, activate, checkActivation } from "./activation.js";
import { checkChoice, checkCount } from "./errors.js";
import type { Layer } from "./layer.js";
import { type Pad, sidesOf, slide, type WindowSize } from "./window.js";

export interface DepthwiseConvOptions {
  /** How far the window moves from place to place. */
  readonly stride?: number;
  /** Whether the image is padded so that its size stays (divided by the stride). */
  readonly pad?: Pad;
  /** ReLU inside a network, `linear` at its end. */
  readonly act?: Activation;
  /** Whether a learned constant is added to each filter's sums. */
  readonly bias?: boolean;
  /** How many filters each channel has. */
  readonly multiplier?: number;
}

/**
 * A depthwise convolution: each channel of an image has filters of its own and is seen by no
 * others.
 *
 * @throws RangeError for counts that are not whole numbers above 0.
 * @example depthwiseConv(3, { pad: "same" }) // [28, 28, 6] -> [28, 28, 6]
 */
export function depthwiseConv(
  size: WindowSize,
  { stride = 1, pad = "valid", act, bias = true, multiplier = 1 }: DepthwiseConvOptions = {},
): Layer<Img, Img> {
  const label = `depthwiseConv(${size})`;
  checkCount(label, { stride, multiplier });
  const kernelSize = sidesOf(label, size);
  checkChoice(label, { name: "pad", value: pad, choices: ["valid", "same"] });
  checkActivation(label, act);
  return {
    kind: "depthwise",
    label,
    weighted: true,
    output: (input, after) => [
      ...slide({ size: kernelSize, stride, pad }, { label, input, after }),
      input[2]! * multiplier,
    ],
    apply: (x, place) => {
      const { activation, kernelInitializer } = activate(act, place);
      return tf.layers
        .depthwiseConv2d({
          name: place.name,
          kernelSize,
          strides: [stride, stride],
          padding: pad,
          useBias: bias,
          depthMultiplier: multiplier,
          activation,
          depthwiseInitializer: kernelInitializer,
        })
        .apply(x) as tf.SymbolicTensor;
    },
  };
}
