import type { ConvolutionAttributes } from "../convolution/info.js";
import { windowShares } from "../convolution/window-shares.js";
import { tf } from "../tf.js";
import { poolInfo } from "./pooling.js";

function run(kernelName: string, inputs: tf.NamedTensorMap, attributes: object): tf.Tensor {
  return tf.engine().runKernel(kernelName, inputs, attributes as tf.NamedAttrMap) as tf.Tensor;
}

/**
 * Gradients of gradients, which a penalty on gradients needs: what a convolution's gradient is
 * linear in has, in turn, a convolution for its gradient.
 */
export const secondOrderGradients: readonly tf.GradConfig[] = [
  {
    kernelName: tf.Conv2DBackpropFilter,
    inputsToSave: ["x", "dy"],
    gradFunc: (ddw, [x, dy], attrs) => {
      const filter = ddw as tf.Tensor;
      return {
        x: () =>
          run(tf.Conv2DBackpropInput, { dy: dy!, filter }, { ...attrs, inputShape: x!.shape }),
        dy: () => run(tf.Conv2D, { x: x!, filter }, { dilations: 1, ...attrs }),
      };
    },
  },
  {
    kernelName: tf.DepthwiseConv2dNativeBackpropFilter,
    inputsToSave: ["x", "dy"],
    gradFunc: (ddw, [x, dy], attrs) => {
      const filter = ddw as tf.Tensor;
      const inputShape = x!.shape;
      return {
        x: () =>
          run(tf.DepthwiseConv2dNativeBackpropInput, { dy: dy!, filter }, { ...attrs, inputShape }),
        dy: () => run(tf.DepthwiseConv2dNative, { x: x!, filter }, attrs),
      };
    },
  },
  {
    kernelName: tf.DepthwiseConv2dNativeBackpropInput,
    inputsToSave: ["dy", "filter"],
    gradFunc: (ddx, [dy, filter], attrs) => {
      const x = ddx as tf.Tensor;
      const filterShape = filter!.shape;
      return {
        dy: () => run(tf.DepthwiseConv2dNative, { x, filter: filter! }, attrs),
        filter: () =>
          run(tf.DepthwiseConv2dNativeBackpropFilter, { x, dy: dy! }, { ...attrs, filterShape }),
      };
    },
  },
  {
    kernelName: tf.EluGrad,
    inputsToSave: ["dy", "y"],
    gradFunc: (ddx, [dy, y]) => {
      const x = ddx as tf.Tensor;
      return {
        dy: () => run(tf.EluGrad, { dy: x, y: y! }, {}),
        y: () => x.mul(dy!).mul(y!.less(0).cast("float32")),
      };
    },
  },
  {
    kernelName: tf.AvgPoolGrad,
    gradFunc: (ddx, _, attrs) => {
      const x = ddx as tf.Tensor4D;
      const shares = windowShares(poolInfo(x.shape, attrs));
      const means = () => run(tf.AvgPool, { x }, attrs);
      return {
        // The kernel divides by the whole window, also where a part of it lies outside.
        dy: () => (shares ? means().mul(shares) : means()),
        input: () => tf.zerosLike(x),
      };
    },
  },
  {
    kernelName: tf.MaxPoolGrad,
    inputsToSave: ["input", "output"],
    gradFunc: (ddx, [input, output], attrs) => {
      const { filterSize, strides, pad } = attrs as unknown as Pooling;
      const x = input as tf.Tensor4D;
      return {
        dy: () => {
          const { indexes } = tf.maxPoolWithArgmax(x, filterSize, strides, pad as "same", true);
          const places = indexes!.flatten().cast("int32");
          return tf.gather((ddx as tf.Tensor).flatten(), places).reshape(output!.shape);
        },
        input: () => tf.zerosLike(x),
        output: () => tf.zerosLike(output!),
      };
    },
  },
];

interface Pooling extends Pick<ConvolutionAttributes, "strides" | "pad"> {
  filterSize: [number, number] | number;
}
