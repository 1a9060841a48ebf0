import { tf } from "../../tf.js";
import { nchwc } from "../graph-builder.js";
import type { KernelRule, KernelRules } from "../lowering.js";
import { maxPoolGradient } from "../pooling/max-pool-gradient.js";
import { Value } from "../value.js";

interface Attributes {
  filterSize: [number, number] | number;
  strides: [number, number] | number;
  pad: Parameters<typeof tf.backend_util.computePool2DInfo>[4];
  dimRoundingMode?: "floor" | "round" | "ceil";
}

type Shape4D = [number, number, number, number];

function infoOf(shape: readonly number[], attrs: unknown) {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as Attributes;
  const images = shape as Shape4D;
  return tf.backend_util.computePool2DInfo(images, filterSize, strides, 1, pad, dimRoundingMode);
}

const maxPool: KernelRule = {
  shape: ({ x }, attrs) => ({ shape: infoOf(x!.shape, attrs).outShape, dtype: x!.dtype }),
  lower: (call) => {
    const x = call.inputs.x!;
    const { builder, output } = call;
    const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = infoOf(
      x.shape,
      call.attrs,
    );
    const attributes = {
      kernel_shape: [filterHeight, filterWidth],
      strides: [strideHeight, strideWidth],
      pads: [padInfo.top, padInfo.left, padInfo.bottom, padInfo.right],
    };
    const form = x.home === "blocked" ? "blocked" : "planar";
    const domain = form === "blocked" ? nchwc : "";
    const name = builder.add("MaxPool", [x.in(form)], { attributes, domain });
    return new Value(call, { ...output, name, form });
  },
};

const maxPoolGrad: KernelRule = {
  shape: ({ input }) => input!,
  lower: ({ inputs, attrs }) => {
    const { dy, input, output } = inputs as Record<string, Value>;
    return maxPoolGradient({ dy: dy!, x: input!, y: output! }, infoOf(input!.shape, attrs));
  },
};

/** Pooling and its gradients. */
export const poolingRules: KernelRules = { MaxPool: maxPool, MaxPoolGrad: maxPoolGrad };
