import { sizeOf } from "../../size-of.js";
import { tf } from "../../tf.js";
import {
  spreadVolumes,
  type VolumeInfo,
  type VolumePlan,
  volumeFilterGradient,
  volumePlan,
} from "../convolution/volumes.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { reshape, transpose, Value } from "../value.js";
import { guarded } from "./empty.js";

type Shape5D = [number, number, number, number, number];

interface Attributes {
  strides: [number, number, number] | number;
  pad: "same" | "valid" | number;
  dilations?: [number, number, number] | number;
  filterSize: [number, number, number] | number;
  dimRoundingMode?: "floor" | "round" | "ceil";
}

function convolutionInfo(x: readonly number[], filter: readonly number[], attrs: unknown) {
  const { strides, pad, dilations = 1 } = attrs as Attributes;
  const { computeConv3DInfo } = tf.backend_util;
  return computeConv3DInfo(
    x as Shape5D,
    filter as Shape5D,
    strides,
    dilations,
    pad as "same" | "valid",
  );
}

function poolInfo(x: readonly number[], attrs: unknown): VolumeInfo {
  const { strides, pad, filterSize, dimRoundingMode } = attrs as Attributes;
  const { computePool3DInfo } = tf.backend_util;
  const images = x as Shape5D;
  return computePool3DInfo(images, filterSize, strides, 1, pad, dimRoundingMode);
}

const channelsFirst = [0, 4, 1, 2, 3];

function planar({ builder }: Lowering, x: Value): string {
  return transpose(builder, x.plain, channelsFirst);
}

function plain(call: Lowering, name: string): Value {
  const { builder, output } = call;
  return new Value(call, { ...output, name: transpose(builder, name, [0, 2, 3, 4, 1]) });
}

const conv3D: KernelRule = {
  shape: ({ x, filter }, attrs) => ({
    shape: convolutionInfo(x!.shape, filter!.shape, attrs).outShape,
    dtype: "float32",
  }),
  lower: (call) => {
    const { x, filter } = call.inputs;
    const plan = volumePlan(convolutionInfo(x!.shape, filter!.shape, call.attrs));
    const weights = transpose(call.builder, filter!.plain, [4, 3, 0, 1, 2]);
    const attributes = { ...windows(plan), dilations: plan.dilations };
    const images = cropped(call, planar(call, x!), plan);
    return plain(call, call.builder.add("Conv", [images, weights], { attributes }));
  },
};

const conv3DBackpropInput: KernelRule = {
  shape: (_, { inputShape }) => ({ shape: inputShape as number[], dtype: "float32" }),
  lower: (call) => {
    const { dy, filter } = call.inputs;
    const { builder } = call;
    const plan = volumePlan(convolutionInfo(call.output.shape, filter!.shape, call.attrs));
    const backwards = builder.ints([-1, -1, -1]);
    const ends = builder.ints([-(2 ** 31), -(2 ** 31), -(2 ** 31)]);
    const bounds = [backwards, ends, builder.ints([0, 1, 2]), backwards];
    const turned = builder.add("Slice", [filter!.plain, ...bounds]);
    const weights = transpose(builder, turned, [3, 4, 0, 1, 2]);
    return plain(
      call,
      spreadVolumes(call, planar(call, dy!), { plan, weights, channels: dy!.shape[4]! }),
    );
  },
};

const conv3DBackpropFilter: KernelRule = {
  shape: (_, { filterShape }) => ({ shape: filterShape as number[], dtype: "float32" }),
  lower: (call) => {
    const { x, dy } = call.inputs as Record<string, Value>;
    const plan = volumePlan(convolutionInfo(x!.shape, call.output.shape, call.attrs));
    return volumeFilterGradient(x!, dy!, plan);
  },
};

function pool(type: string, options: Record<string, number> = {}): KernelRule {
  return {
    shape: ({ x }, attrs) => ({ shape: poolInfo(x!.shape, attrs).outShape, dtype: x!.dtype }),
    lower: (call) => {
      const plan = volumePlan(poolInfo(call.inputs.x!.shape, call.attrs));
      const attributes = { ...windows(plan), ...options };
      const images = cropped(call, planar(call, call.inputs.x!), plan);
      const name = call.builder.add(type, [images], { attributes });
      return plain(call, name);
    },
  };
}

function windows({ filter, strides, before, after }: VolumePlan) {
  const pads = [...before, ...after].map((pad) => Math.max(0, pad));
  return { kernel_shape: filter, strides, pads };
}

/** Volumes `[n, channels, …]` from where the first windows begin, which may be within them. */
function cropped({ builder }: Lowering, name: string, { before }: VolumePlan): string {
  const cuts = before.map((pad) => Math.min(0, pad));
  if (cuts.every((cut) => cut === 0)) return name;
  return builder.add("Pad", [name, builder.ints([0, 0, ...cuts, 0, 0, 0, 0, 0])]);
}

/** By the positions that ONNX's max-pooling tells. */
const maxPoolGrad: KernelRule = {
  shape: ({ input }) => input!,
  lower: (call) => {
    const { builder } = call;
    const { dy, input } = call.inputs as Record<string, Value>;
    const plan = volumePlan(poolInfo(input!.shape, call.attrs));
    const attributes = windows(plan);
    const images = cropped(call, planar(call, input!), plan);
    const [, positions] = builder.addMany("MaxPool", [images], { outputs: 2, attributes });
    const whole = channelsFirst.map((axis) => input!.shape[axis]!);
    const lost = [0, 0, ...plan.before.map((pad) => Math.max(0, -pad))];
    const sides = whole.map((side, axis) => side - lost[axis]!);
    const zeros = builder.add("Expand", [builder.scalar(0), builder.ints([sizeOf(sides)])]);
    const flat = [positions!, planar(call, dy!)].map((name) => reshape(builder, name, [dy!.size]));
    const scattered = builder.add("ScatterElements", [zeros, ...flat], {
      attributes: { axis: 0, reduction: "add" },
    });
    const kept = reshape(builder, scattered, sides);
    return plain(call, builder.add("Pad", [kept, builder.ints([...lost, 0, 0, 0, 0, 0])]));
  },
};

/** Each window's error in equal parts to its voxels, also where some lie outside the volume. */
const avgPoolGrad: KernelRule = {
  shape: ({ input }) => input!,
  lower: (call) => {
    const { builder } = call;
    const { dy, input } = call.inputs as Record<string, Value>;
    const plan = volumePlan(poolInfo(input!.shape, call.attrs));
    const share = 1 / tf.util.sizeFromShape([...plan.filter]);
    const errors = builder.add("Mul", [planar(call, dy!), builder.scalar(share)]);
    const channels = input!.shape[4]!;
    const ones = new Float32Array(channels * tf.util.sizeFromShape([...plan.filter])).fill(1);
    const weights = builder.constant(ones, [channels, 1, ...plan.filter]);
    return plain(call, spreadVolumes(call, errors, { plan, weights, channels, group: channels }));
  },
};

/** Convolutions and pooling of volumes, `[n, depth, height, width, channels]`. */
export const volumeRules: KernelRules = guarded({
  Conv3D: conv3D,
  Conv3DBackpropInputV2: conv3DBackpropInput,
  Conv3DBackpropFilterV2: conv3DBackpropFilter,
  MaxPool3D: pool("MaxPool"),
  MaxPool3DGrad: maxPoolGrad,
  AvgPool3D: pool("AveragePool", { count_include_pad: 0 }),
  AvgPool3DGrad: avgPoolGrad,
});
