import { tf } from "../tf.js";
import { type Conv2DAttributes, convolutionInfo, padded } from "./convolution.js";
import { wasmKernel } from "./kernel.js";

interface Inputs {
  x: tf.Tensor4D;
  dy: tf.Tensor4D;
}

interface Attributes extends Conv2DAttributes {
  filterShape: [number, number, number, number];
}

/**
 * The gradient of a convolution with respect to its filter, as one forward convolution: batch and
 * channels change places, and so do stride and dilation.
 */
export const conv2DBackpropFilter = wasmKernel<Inputs, Attributes>(
  tf.Conv2DBackpropFilter,
  ({ x, dy }, { filterShape, ...attributes }) => {
    const info = convolutionInfo(x.shape, filterShape, attributes);
    const [height, width] = filterShape;
    const examples = padded(x, info.padInfo).transpose<tf.Tensor4D>([3, 1, 2, 0]);
    const errors = dy.transpose<tf.Tensor4D>([1, 2, 0, 3]);
    const strides: [number, number] = [info.strideHeight, info.strideWidth];
    const gradient = tf.conv2d(examples, errors, 1, "valid", "NHWC", strides);
    // A stride that does not divide the input leaves rows and columns that no filter tap saw.
    return gradient.slice([0, 0, 0, 0], [-1, height, width, -1]).transpose([1, 2, 0, 3]);
  },
);
