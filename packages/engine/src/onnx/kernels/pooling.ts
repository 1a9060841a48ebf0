import type { ConvolutionInfo } from "../../convolution/info.js";
import { tf } from "../../tf.js";
import { cropped } from "../convolution/cropped.js";
import type { KernelRule, KernelRules } from "../lowering.js";
import { averagePool, averagePoolGradient } from "../pooling/average.js";
import { maximumPool } from "../pooling/max-pool.js";
import { maxPoolGradient } from "../pooling/max-pool-gradient.js";
import type { Value } from "../value.js";
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
  lower: ({ inputs, attrs }) => {
    const info = infoOf(inputs.x!.shape, attrs);
    return maximumPool(cropped(inputs.x!, info), info);
  },
};

const maxPoolGrad: KernelRule = {
  shape: ({ input }) => input!,
  lower: ({ inputs, attrs }) => {
    const { dy, input, output } = inputs as Record<string, Value>;
    const info = counted(infoOf(input!.shape, attrs), dy!);
    return maxPoolGradient({ dy: dy!, x: input!, y: output! }, info);
  },
};

/** TensorFlow.js does not tell the gradients how the count of windows was rounded. */
function counted(info: ConvolutionInfo, { shape }: Value): ConvolutionInfo {
  const [, outHeight, outWidth] = shape as [number, number, number];
  return { ...info, outHeight, outWidth };
}

const avgPool: KernelRule = {
  shape: maxPool.shape,
  lower: ({ inputs, attrs }) => {
    const info = infoOf(inputs.x!.shape, attrs);
    return averagePool(cropped(inputs.x!, info), info);
  },
};

const avgPoolGrad: KernelRule = {
  shape: ({ input }) => input!,
  lower: ({ inputs, attrs }) => {
    const { dy, input } = inputs as Record<string, Value>;
    return averagePoolGradient(dy!, counted(infoOf(input!.shape, attrs), dy!));
  },
};

/** Pooling and its gradients. */
export const poolingRules: KernelRules = guarded({
  MaxPool: maxPool,
  MaxPoolGrad: maxPoolGrad,
  AvgPool: avgPool,
  AvgPoolGrad: avgPoolGrad,
});
