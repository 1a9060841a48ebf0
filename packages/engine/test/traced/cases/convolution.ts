import { tf } from "@rosenblatt/engine";
import type { Random } from "../random.js";
import type { Cases, MakeCase } from "./case.js";

type Two = [number, number];
type Padding = "same" | "valid" | number | [Two, Two, Two, Two];

/** How windows move over images. */
export interface Windows {
  readonly x: [number, number, number, number];
  readonly size: Two;
  readonly strides: Two;
  readonly pad: Padding;
  readonly dilations: Two;
}

/** Odd sizes, batches that fill no block, channels around a block's border. */
export function windows(random: Random, { dilated = false } = {}): Windows {
  const two = (low: number, high: number): Two => [
    random.whole(low, high),
    random.whole(low, high),
  ];
  const size = two(1, 3);
  const apart = dilated && random.pick([true, false]);
  const edge = (): Two => two(0, 2);
  return {
    x: [random.pick([1, 3, 8, 17]), ...two(5, 7), random.pick([1, 3, 15, 16, 17, 32])],
    size,
    strides: apart ? [1, 1] : random.pick([[1, 1], [2, 2], two(1, 3)]),
    pad: random.pick<Padding>(["same", "valid", 1, [[0, 0], edge(), edge(), [0, 0]]]),
    dilations: apart ? two(1, 2) : [1, 1],
  };
}

const channels = [1, 2, 16, 18, 33] as const;

const conv2D: MakeCase = (random) => {
  const { x, size, strides, pad, dilations } = windows(random, { dilated: true });
  return {
    inputs: [random.floats(x), random.floats([...size, x[3], random.pick(channels)])],
    step: (images, filter) =>
      tf.conv2d(images as tf.Tensor4D, filter as tf.Tensor4D, strides, pad, "NHWC", dilations),
  };
};

const depthwise: MakeCase = (random) => {
  const { x, size, strides, pad, dilations } = windows(random, { dilated: true });
  return {
    inputs: [random.floats(x), random.floats([...size, x[3], random.pick([1, 1, 2])])],
    step: (images, filter) =>
      tf.depthwiseConv2d(
        images as tf.Tensor4D,
        filter as tf.Tensor4D,
        strides,
        pad,
        "NHWC",
        dilations,
      ),
  };
};

const transposed: MakeCase = (random) => {
  const { x: images, size, strides } = windows(random);
  const x = [Math.min(3, images[0]), 3, 4, images[3]] as const;
  const [pad, out] = [random.pick(["same", "valid"] as const), random.pick(channels)];
  const side = (axis: 0 | 1) =>
    pad === "same" ? x[axis + 1]! * strides[axis] : (x[axis + 1]! - 1) * strides[axis] + size[axis];
  const shape: [number, number, number, number] = [x[0], side(0), side(1), out];
  return {
    inputs: [random.floats(x), random.floats([...size, out, x[3]])],
    step: (images, filter) =>
      tf.conv2dTranspose(images as tf.Tensor4D, filter as tf.Tensor4D, shape, strides, pad),
  };
};

const fused = (operation: "conv2d" | "depthwiseConv2d"): MakeCase[] =>
  (["linear", "relu", "relu6", "elu"] as const).map(
    (activation): MakeCase =>
      (random) => {
        const { x, size, strides, dilations } = windows(random, { dilated: true });
        const last = operation === "conv2d" ? random.pick(channels) : random.pick([1, 2]);
        const out = operation === "conv2d" ? last : last * x[3];
        return {
          inputs: [random.floats(x), random.floats([...size, x[3], last]), random.floats([out])],
          step: (images, filter, bias) =>
            tf.fused[operation]({
              x: images as tf.Tensor4D,
              filter: filter as tf.Tensor4D,
              strides,
              pad: "same",
              dilations,
              bias: bias!,
              activation,
            }),
        };
      },
  );

const empty: MakeCase = (random) => ({
  inputs: [random.floats([0, 5, 5, 3]), random.floats([3, 3, 3, 4])],
  step: (images, filter) => tf.conv2d(images as tf.Tensor4D, filter as tf.Tensor4D, 1, "same"),
});

const several = (make: MakeCase): MakeCase[] => Array.from({ length: 6 }, () => make);

/** Convolutions of images; the gradients of the first ones show the other kernels. */
export const convolutionCases: Cases = {
  Conv2D: [...several(conv2D), empty],
  Conv2DBackpropFilter: several(conv2D),
  Conv2DBackpropInput: several(transposed),
  DepthwiseConv2dNative: several(depthwise),
  DepthwiseConv2dNativeBackpropFilter: several(depthwise),
  DepthwiseConv2dNativeBackpropInput: several(depthwise),
  FusedConv2D: fused("conv2d"),
  FusedDepthwiseConv2D: fused("depthwiseConv2d"),
};
