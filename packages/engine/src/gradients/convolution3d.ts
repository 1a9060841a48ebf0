import { filterGradientInSpace, inputGradientInSpace } from "../convolution/in-space.js";
import { tf } from "../tf.js";

type Shape5D = [number, number, number, number, number];
type Triple = [number, number, number];

interface Attributes {
  strides: Triple | number;
  dilations: Triple | number;
  pad: "same" | "valid";
}

/** TensorFlow.js's gradient of a convolution in space, extended to dilated ones. */
export function conv3DGradient(): tf.GradConfig {
  const stock = tf.getGradient(tf.Conv3D);
  return {
    ...stock,
    gradFunc: (dy, saved, attrs) => {
      const { strides, dilations, pad } = attrs as unknown as Attributes;
      if (![dilations].flat().some((distance) => distance > 1)) {
        return stock.gradFunc(dy, saved, attrs);
      }
      const [x, filter] = saved as [tf.Tensor5D, tf.Tensor5D];
      const shapes = [x.shape, filter.shape] as [Shape5D, Shape5D];
      const info = tf.backend_util.computeConv3DInfo(...shapes, strides, dilations, pad);
      const errors = dy as tf.Tensor5D;
      return {
        x: () => inputGradientInSpace({ dy: errors, filter }, info),
        filter: () => filterGradientInSpace({ x, dy: errors }, info),
      };
    },
  };
}

/** The gradient of a transposed convolution in space, which TensorFlow.js lacks. */
export const conv3DTransposeGradient: tf.GradConfig = {
  kernelName: tf.Conv3DBackpropInputV2,
  inputsToSave: ["dy", "filter"],
  gradFunc: (ddx, saved, attrs) => {
    const [dy, filter] = saved as [tf.Tensor5D, tf.Tensor5D];
    const { strides, pad } = attrs as unknown as Attributes;
    const x = ddx as tf.Tensor5D;
    const filterShape = filter.shape;
    return {
      dy: () => tf.conv3d(x, filter, strides, pad),
      filter: () =>
        tf.engine().runKernel(tf.Conv3DBackpropFilterV2, { x, dy }, { strides, pad, filterShape }),
    };
  },
};
