import { type ConvolutionAttributes, convolutionInfo } from "../../convolution/info.js";
import { cropped } from "../convolution/cropped.js";
import {
  depthwise,
  depthwiseFilterGradient,
  depthwiseInputGradient,
} from "../convolution/depthwise.js";
import { filterGradient } from "../convolution/filter-gradient.js";
import { filterOf } from "../convolution/filters.js";
import { convolve, walkOf } from "../convolution/forward.js";
import { inputGradient } from "../convolution/input-gradient.js";
import type { KernelRule, KernelRules } from "../lowering.js";
import { guarded } from "./empty.js";

type Shape4D = [number, number, number, number];

function infoOf(x: readonly number[], filter: readonly number[], attrs: unknown) {
  const attributes = attrs as ConvolutionAttributes;
  return convolutionInfo({ x: x as Shape4D, filter: filter as Shape4D, attributes });
}

function depthwiseInfo(x: readonly number[], filter: readonly number[], attrs: unknown) {
  const attributes = attrs as ConvolutionAttributes;
  const sizes = { x: x as Shape4D, filter: filter as Shape4D, attributes, depthwise: true };
  return convolutionInfo(sizes);
}

const conv2D: KernelRule = {
  shape: ({ x, filter }, attrs) => ({
    shape: infoOf(x!.shape, filter!.shape, attrs).outShape,
    dtype: "float32",
  }),
  lower: ({ inputs, attrs }) => {
    const { x, filter } = inputs;
    const info = infoOf(x!.shape, filter!.shape, attrs);
    return convolve(cropped(x!, info), filterOf(filter!), walkOf(info));
  },
};

const conv2DBackpropInput: KernelRule = {
  shape: (_, { inputShape }) => ({ shape: inputShape as number[], dtype: "float32" }),
  lower: ({ inputs, attrs }) => {
    const { dy, filter } = inputs;
    const info = infoOf(attrs.inputShape as number[], filter!.shape, attrs);
    return inputGradient(dy!, filterOf(filter!), info);
  },
};

const conv2DBackpropFilter: KernelRule = {
  shape: (_, { filterShape }) => ({ shape: filterShape as number[], dtype: "float32" }),
  lower: ({ inputs, attrs }) => {
    const { x, dy } = inputs;
    return filterGradient(x!, dy!, infoOf(x!.shape, attrs.filterShape as number[], attrs));
  },
};

const depthwiseConv2D: KernelRule = {
  shape: ({ x, filter }, attrs) => ({
    shape: depthwiseInfo(x!.shape, filter!.shape, attrs).outShape,
    dtype: "float32",
  }),
  lower: ({ inputs, attrs }) => {
    const { x, filter } = inputs;
    const info = depthwiseInfo(x!.shape, filter!.shape, attrs);
    return depthwise(cropped(x!, info), filter!, info);
  },
};

const depthwiseBackpropInput: KernelRule = {
  shape: conv2DBackpropInput.shape,
  lower: ({ inputs, attrs }) => {
    const { dy, filter } = inputs;
    const info = depthwiseInfo(attrs.inputShape as number[], filter!.shape, attrs);
    return depthwiseInputGradient(dy!, filter!, info);
  },
};

const depthwiseBackpropFilter: KernelRule = {
  shape: conv2DBackpropFilter.shape,
  lower: ({ inputs, attrs }) => {
    const { x, dy } = inputs;
    const info = depthwiseInfo(x!.shape, attrs.filterShape as number[], attrs);
    return depthwiseFilterGradient(x!, dy!, info);
  },
};

/** Convolutions and their gradients. */
export const convolutionRules: KernelRules = guarded({
  DepthwiseConv2dNative: depthwiseConv2D,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  Conv2D: conv2D,
  Conv2DBackpropInput: conv2DBackpropInput,
  Conv2DBackpropFilter: conv2DBackpropFilter,
});
