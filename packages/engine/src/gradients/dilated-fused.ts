import { tf } from "../tf.js";
import { dilated } from "./dilated-conv2d.js";

type Fused = typeof tf.fused.conv2d;

/**
 * Lets dilated convolutions that are fused with their bias have gradients: TensorFlow.js refuses
 * them inside the fused operation, where no registration reaches, so these are taken apart. With
 * any activation but the linear one it takes them apart itself.
 */
export function unfuseDilated(): void {
  const operations = tf.fused as { conv2d: Fused; depthwiseConv2d: Fused };
  operations.conv2d = apart(operations.conv2d, tf.conv2d);
  operations.depthwiseConv2d = apart(operations.depthwiseConv2d, tf.depthwiseConv2d);
}

function apart(fused: Fused, convolve: typeof tf.conv2d): Fused {
  const operation: Fused = (options) => {
    const { x, filter, strides, pad, dataFormat, dilations, dimRoundingMode, bias } = options;
    if ((options.activation ?? "linear") !== "linear" || !dilated({ dilations: dilations ?? 1 })) {
      return fused(options);
    }
    const sums = convolve(x, filter, strides, pad, dataFormat, dilations, dimRoundingMode);
    return bias === undefined || bias === null ? sums : tf.add(sums, bias);
  };
  return operation;
}
