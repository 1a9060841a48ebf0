import { tf } from "../../tf.js";
import { paddingOf } from "../convolution/windows.js";
import { nchwc } from "../graph-builder.js";
import type { KernelRule, KernelRules } from "../lowering.js";
import { averagePool, averagePoolGradient } from "../pooling/average.js";
import { maxPoolGradient } from "../pooling/max-pool-gradient.js";
import { Value } from "../value.js";
import { guarded } from "./empty.js";

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
    const info = infoOf(x.shape, call.attrs);
    const attributes = {
      kernel_shape: [info.filterHeight, info.filterWidth],
      strides: [info.strideHeight, info.strideWidth],
      pads: [...paddingOf(info)],
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

const avgPool: KernelRule = {
  shape: maxPool.shape,
  lower: ({ inputs, attrs }) => averagePool(inputs.x!, infoOf(inputs.x!.shape, attrs)),
};

const avgPoolGrad: KernelRule = {
  shape: ({ input }) => input!,
  lower: ({ inputs, attrs }) => {
    const { dy, input } = inputs as Record<string, Value>;
    const info = infoOf(input!.shape, attrs);
    // TensorFlow.js does not tell this kernel how the count of windows was rounded.
    const [, outHeight, outWidth] = dy!.shape as [number, number, number];
    return averagePoolGradient(dy!, { ...info, outHeight, outWidth });
  },
};

/** Pooling and its gradients. */
export const poolingRules: KernelRules = guarded({
  MaxPool: maxPool,
  MaxPoolGrad: maxPoolGrad,
  AvgPool: avgPool,
  AvgPoolGrad: avgPoolGrad,
});
