import { zerosAround } from "../convolution/around.js";
import type { ConvolutionAttributes } from "../convolution/info.js";
import { windowShares } from "../convolution/window-shares.js";
import { tf } from "../tf.js";

type Attributes = ConvolutionAttributes & { filterSize: [number, number] | number };
type Attributes3D = {
  filterSize: [number, number, number] | number;
  strides: [number, number, number] | number;
  pad: "same" | "valid" | number;
  dimRoundingMode?: "floor" | "round" | "ceil";
};

/** TensorFlow.js's gradient of max-pooling, which forgets how the sizes are rounded. */
export function maxPoolGradient(): tf.GradConfig {
  const stock = tf.getGradient(tf.MaxPool);
  const gradFunc: tf.GradFunc = (dy, saved, attrs) =>
    stock.gradFunc(dy, saved, exact(saved[0] as tf.Tensor4D, attrs));
  return { ...stock, gradFunc };
}

/**
 * TensorFlow.js's gradient of mean pooling, which forgets how the sizes are rounded, and divides
 * by the whole window also where a part of it lies outside of the image.
 */
export function avgPoolGradient(): tf.GradConfig {
  const stock = tf.getGradient(tf.AvgPool);
  const gradFunc: tf.GradFunc = (dy, saved, attrs) => {
    const x = saved[0] as tf.Tensor4D;
    const errors = shared(dy as tf.Tensor, poolInfo(x.shape, attrs));
    return stock.gradFunc(errors, saved, exact(x, attrs));
  };
  return { ...stock, gradFunc };
}

/** The same in space. */
export function avgPool3DGradient(): tf.GradConfig {
  const stock = tf.getGradient(tf.AvgPool3D);
  const gradFunc: tf.GradFunc = (dy, saved, attrs) => {
    const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as Attributes3D;
    const { shape } = saved[0] as tf.Tensor5D;
    const { computePool3DInfo } = tf.backend_util;
    const info = computePool3DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    return stock.gradFunc(shared(dy as tf.Tensor, info), saved, attrs);
  };
  return { ...stock, gradFunc };
}

/** All sizes of a pooling of images `[n, height, width, channels]`. */
export function poolInfo(
  shape: tf.Tensor4D["shape"],
  attrs: tf.NamedAttrMap,
): tf.backend_util.Conv2DInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as Attributes;
  return tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
}

/** What says the same of a pooling without a way of rounding. */
function exact({ shape }: tf.Tensor4D, attrs: tf.NamedAttrMap): tf.NamedAttrMap {
  if (!attrs.dimRoundingMode) return attrs;
  const pad = zerosAround(poolInfo(shape, attrs));
  return pad ? { ...attrs, pad } : attrs;
}

function shared(
  errors: tf.Tensor,
  info: tf.backend_util.Conv2DInfo | tf.backend_util.Conv3DInfo,
): tf.Tensor {
  const shares = windowShares(info);
  return shares ? errors.div(shares) : errors;
}
