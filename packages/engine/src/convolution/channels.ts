import type { tf } from "../tf.js";
import type { ConvolutionAttributes } from "./info.js";

/** Images with their channels moved from the second axis, or first of three, to the last one. */
export function channelsLast<T extends tf.Tensor>(x: T): T {
  return x.transpose(x.rank === 4 ? [0, 2, 3, 1] : [1, 2, 0]);
}

/** Images with their channels moved from the last axis to the second one. */
export function channelsFirst<T extends tf.Tensor>(x: T): T {
  return x.transpose([0, 3, 1, 2]);
}

/** What a convolution of images with channels first is told, for the same with channels last. */
export function toldLast<T extends Pick<ConvolutionAttributes, "pad" | "dataFormat">>(
  attributes: T,
): T {
  const { pad } = attributes;
  if (!Array.isArray(pad)) return { ...attributes, dataFormat: "NHWC" };
  const [batch, channels, rows, columns] = pad;
  return { ...attributes, dataFormat: "NHWC", pad: [batch, rows, columns, channels] };
}
