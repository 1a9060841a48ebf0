import { type Img, tf } from "@rosenblatt/engine";
import { type Activation, activate, checkActivation } from "./activation.js";
import { checkChoice, checkCount, misfit } from "./errors.js";
import { groupedConv2d } from "./grouped/layer.js";
import type { Layer } from "./layer.js";
import { type Pad, sidesOf, slide, type WindowSize } from "./window.js";

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
  /** Into how many groups of equal size channels and filters fall; a filter sees its own only. */
  readonly groups?: number;
}

/**
 * A convolution: `filters` learned windows of `size` × `size` (or `[height, width]`) pixels and
 * all channels, or those of their group, moved over images `[height, width, channels]`.
 *
 * Groups as in ResNeXt, https://arxiv.org/abs/1611.05431, figure 3c; the kernel's shape is
 * `[height, width, channels / groups, filters]`, as in Keras.
 *
 * @throws RangeError for counts that are not whole numbers above 0, and for filters or channels
 * that groups do not divide.
 * @example
 * conv(6, 5, { pad: "same" }); // [28, 28, 1] -> [28, 28, 6]
 * conv(64, [1, 7], { pad: "same", groups: 32 }); // [17, 17, 128] -> [17, 17, 64]
 */
export function conv(
  filters: number,
  size: WindowSize,
  { stride = 1, pad = "valid", act, dilation = 1, bias = true, groups = 1 }: ConvOptions = {},
): Layer<Img, Img> {
  const label = `conv(${filters})`;
  checkCount(label, { filters, stride, dilation, groups });
  const kernelSize = sidesOf(label, size);
  checkChoice(label, { name: "pad", value: pad, choices: ["valid", "same"] });
  checkActivation(label, act);
  if (stride > 1 && dilation > 1) {
    throw new RangeError(
      `Cannot make ${label} with stride = ${stride} and dilation = ${dilation}: ` +
        "one of the two must be 1",
    );
  }
  if (filters % groups !== 0) {
    throw new RangeError(
      `Cannot make ${label} with groups = ${groups}: groups must divide the filters`,
    );
  }
  return {
    kind: "conv",
    label,
    weighted: true,
    output: (input, after) => {
      const places = slide({ size: kernelSize, stride, pad, dilation }, { label, input, after });
      if (input[2]! % groups !== 0) {
        const needs = `channels that ${groups} groups divide`;
        throw misfit(label, { after, needs, got: input, cure: "take other groups" });
      }
      return [...places, filters];
    },
    apply: (x, place) => {
      const options = {
        name: place.name,
        filters,
        kernelSize,
        strides: stride,
        padding: pad,
        dilationRate: dilation,
        useBias: bias,
        ...activate(act, place),
      };
      const made = groups === 1 ? tf.layers.conv2d(options) : groupedConv2d({ ...options, groups });
      return made.apply(x) as tf.SymbolicTensor;
    },
  };
}
