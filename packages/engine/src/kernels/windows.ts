import { zerosAround } from "../convolution/around.js";
import type { ConvolutionAttributes, ConvolutionInfo } from "../convolution/info.js";
import { tf } from "../tf.js";
import { computePlainly } from "./plain.js";

type Shape4D = [number, number, number, number];
type Attributes = ConvolutionAttributes & { filterSize?: [number, number] | number };

/**
 * Lets a convolution or pooling of the WebAssembly backend tell XNNPACK exactly how many zeros lie
 * around the images. By itself XNNPACK works out sizes in another way than TensorFlow.js where
 * these are rounded up, where nothing is left, and for some strides with `pad: "same"`: what it
 * writes is then wrong, missing, or beyond the tensor (tfjs #5907, #5920, #6629).
 */
export function exactWindows(kernelName: string): tf.KernelConfig {
  const kernel = tf.getKernel(kernelName, "wasm");
  return {
    ...kernel,
    kernelFunc: (call) => {
      const attributes = call.attrs as unknown as Attributes;
      const info = sizes(call.inputs, { attributes, kernelName });
      const pad = zerosAround(info);
      const pooling = attributes.filterSize !== undefined;
      if (!pad || call.inputs.x!.dtype !== "float32" || (pooling && lone(info))) {
        return computePlainly(kernelName, call);
      }
      const attrs = { ...attributes, pad, dimRoundingMode: "floor" } as never;
      return kernel.kernelFunc({ ...call, attrs });
    },
  };
}

function sizes(
  { x, filter }: tf.NamedTensorInfoMap,
  { attributes, kernelName }: { attributes: Attributes; kernelName: string },
): ConvolutionInfo {
  const { strides, pad, dimRoundingMode, dilations, filterSize } = attributes;
  const { computeConv2DInfo, computePool2DInfo } = tf.backend_util;
  const images = x!.shape as Shape4D;
  if (!filter) return computePool2DInfo(images, filterSize!, strides, 1, pad, dimRoundingMode);
  const depthwise =
    kernelName === tf.DepthwiseConv2dNative || kernelName === tf.FusedDepthwiseConv2D;
  const filters = filter.shape as Shape4D;
  return computeConv2DInfo(
    images,
    filters,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    depthwise,
  );
}

/** Whether windows are of one pixel or leave pixels out between them, which XNNPACK does not pool. */
function lone({ filterHeight, filterWidth, strideHeight, strideWidth }: ConvolutionInfo): boolean {
  if (filterHeight === 1 && filterWidth === 1) return true;
  return strideHeight > filterHeight || strideWidth > filterWidth;
}
