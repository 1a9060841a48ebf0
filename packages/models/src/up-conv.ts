import { type Img, tf } from "@rosenblatt/engine";
import { type Activation, activate, checkActivation } from "./activation.js";
import { bilinearStart } from "./bilinear-start.js";
import { checkChoice, checkCount } from "./errors.js";
import type { Layer } from "./layer.js";
import { imageSizes } from "./window.js";

export interface UpConvOptions {
  /** How many times larger images become; as the window is wide. */
  readonly stride?: number;
  /** `linear`, unless told otherwise. */
  readonly act?: Activation;
  /** Whether a learned constant is added to each filter's sums. */
  readonly bias?: boolean;
  /** What is learned starts by chance, or as bilinear enlargement, channel by channel. */
  readonly start?: "random" | "bilinear";
}

/**
 * A transposed convolution: each pixel is spread over a window of `size` × `size` by learned
 * weights, `stride` pixels apart, so that images become `stride` times larger. Source: Long,
 * Shelhamer and Darrell, Fully convolutional networks for semantic segmentation (2015), section 3.3.
 *
 * @throws RangeError for counts that are not whole numbers above 0, and for a window below a stride.
 * @example
 * upConv(64, 2); // [14, 14, 128] -> [28, 28, 64]
 * upConv(10, 16, { stride: 8, start: "bilinear" }); // [4, 4, 10] -> [32, 32, 10]
 */
export function upConv(
  filters: number,
  size: number,
  { stride = size, act = "linear", bias = true, start = "random" }: UpConvOptions = {},
): Layer<Img, Img> {
  const label = `upConv(${filters})`;
  checkCount(label, { filters, size, stride });
  checkActivation(label, act);
  checkChoice(label, { name: "start", value: start, choices: ["random", "bilinear"] });
  if (size < stride) {
    throw new RangeError(
      `Cannot make ${label} with a window of ${size} and stride = ${stride}: it would leave gaps`,
    );
  }
  return {
    kind: "upConv",
    label,
    weighted: true,
    output: (input, after) => {
      const [height, width] = imageSizes({ label, input, after });
      return [height * stride, width * stride, filters];
    },
    apply: (x, place) =>
      tf.layers
        .conv2dTranspose({
          ...{ name: place.name, filters, kernelSize: size, strides: stride },
          ...{ padding: "same", useBias: bias, ...activate(act, place) },
          ...(start === "bilinear" && { kernelInitializer: bilinearStart() }),
        })
        .apply(x) as tf.SymbolicTensor,
  };
}
