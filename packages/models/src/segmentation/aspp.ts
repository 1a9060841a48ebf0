import { type Img, tf } from "@rosenblatt/engine";
import { block } from "../block.js";
import { branch } from "../branch.js";
import { convNorm } from "../builders/conv-norm.js";
import type { AnyLayer } from "../chain.js";
import { dropout } from "../dropout.js";
import { checkCount } from "../errors.js";
import type { Layer } from "../layer.js";
import { applyPath } from "../path.js";
import { resized } from "../upsample.js";
import { imageSizes } from "../window.js";

export interface AsppOptions {
  /** How far apart the taps of each of its 3 × 3 windows are. */
  readonly rates?: readonly number[];
}

/**
 * Atrous spatial pyramid pooling, DeepLabv3's: windows of several widths over the same image, one of
 * 1 × 1 and the mean of the whole image, side by side, then mixed to `filters` channels. 15,535,104
 * parameters that training changes after 2,048 channels, as in torchvision.
 *
 * Chen, Papandreou, Schroff, Adam, Rethinking Atrous Convolution for Semantic Image Segmentation
 * (2017), figure 5, https://arxiv.org/abs/1706.05587
 *
 * @throws RangeError for counts that are not whole numbers above 0.
 * @example aspp(32, { rates: [2, 4] }) // [16, 16, 64] -> [16, 16, 32]
 */
export function aspp(filters = 256, { rates = [12, 24, 36] }: AsppOptions = {}): Layer<Img, Img> {
  const label = `aspp(${filters})`;
  rates.forEach((rate) => void checkCount(label, { filters, rate }));
  const paths = [
    convNorm(filters, 1),
    ...rates.map((dilation) => convNorm(filters, 3, { dilation })),
    overall(filters),
  ];
  const layers = [branch(paths) as AnyLayer, ...convNorm(filters, 1), dropout(0.5)];
  return { ...block(...(layers as [AnyLayer])), kind: "aspp", label } as Layer<Img, Img>;
}

/** What filters make of the means over the whole image, at every pixel. */
function overall(filters: number): AnyLayer {
  const label = "the image's means";
  const path = convNorm(filters, 1);
  return {
    kind: "overall",
    label,
    weighted: true,
    output: (input, after) => {
      const [height, width] = imageSizes({ label, input, after });
      return [height, width, filters];
    },
    apply: (x, { name, last }) => {
      const [, height, width, channels] = x.shape as [null, number, number, number];
      const means = tf.layers.globalAveragePooling2d({ name: `${name}.means` }).apply(x);
      const pixel = tf.layers.reshape({ name: `${name}.pixel`, targetShape: [1, 1, channels] });
      const one = pixel.apply(means) as tf.SymbolicTensor;
      const made = applyPath(path, one, { prefix: `${name}.`, last });
      return resized(made, { name, height, width, interpolation: "nearest" });
    },
  };
}
