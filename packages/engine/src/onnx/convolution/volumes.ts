import type { tf } from "../../tf.js";
import { reshape, type Target, transpose, Value } from "../value.js";

/** All sizes of a convolution or pooling of volumes. */
export type VolumeInfo = ReturnType<typeof tf.backend_util.computePool3DInfo>;

type Three = readonly [number, number, number];

/** The same, by axis: depth, height, width. */
export interface VolumePlan {
  readonly in: Three;
  readonly out: Three;
  readonly filter: Three;
  readonly strides: Three;
  readonly dilations: Three;
  /** How far the windows reach over the volume at its front sides. */
  readonly before: Three;
  /** And at its back sides; negative where voxels are left over. */
  readonly after: Three;
}

export function volumePlan(info: VolumeInfo): VolumePlan {
  const out: Three = [info.outDepth, info.outHeight, info.outWidth];
  const size: Three = [info.inDepth, info.inHeight, info.inWidth];
  const filter: Three = [info.filterDepth, info.filterHeight, info.filterWidth];
  const strides: Three = [info.strideDepth, info.strideHeight, info.strideWidth];
  const dilations: Three = [info.dilationDepth, info.dilationHeight, info.dilationWidth];
  const before: Three = [info.padInfo.front, info.padInfo.top, info.padInfo.left];
  const after = [0, 1, 2].map((axis) => {
    const window = (filter[axis]! - 1) * dilations[axis]! + 1;
    return (out[axis]! - 1) * strides[axis]! + window - size[axis]! - before[axis]!;
  }) as unknown as Three;
  return { in: size, out, filter, strides, dilations, before, after };
}

/** Spreads errors `[n, channels, …]` out over volumes by a filter that is turned round already. */
export function spreadVolumes(
  { builder }: Target,
  errors: string,
  {
    plan,
    weights,
    channels,
    group = 1,
  }: { plan: VolumePlan; weights: string; channels: number; group?: number },
): string {
  const { strides, out, filter, dilations } = plan;
  const voxels = reshape(builder, errors, [-1, ...out.flatMap((size) => [size, 1])]);
  const between = builder.ints([...Array(7).fill(0), 0, ...strides.flatMap((s) => [0, s - 1])]);
  const apart = strides.some((stride) => stride > 1)
    ? builder.add("Pad", [voxels, between])
    : voxels;
  const sides = out.map((size, axis) => size * strides[axis]!);
  const first = plan.filter.map((taps, axis) => (taps - 1) * dilations[axis]! - plan.before[axis]!);
  const last = plan.in.map((size, axis) => size + plan.before[axis]! - sides[axis]!);
  const flat = reshape(builder, apart, [-1, ...sides]);
  const padded = builder.add("Pad", [flat, builder.ints([0, ...first, 0, ...last])]);
  const grown = plan.in.map((size, axis) => size + (filter[axis]! - 1) * dilations[axis]!);
  return builder.add("Conv", [reshape(builder, padded, [-1, channels, ...grown]), weights], {
    attributes: { kernel_shape: filter, dilations, group },
  });
}

/** The gradient of a filter: the errors are a filter that moves over the volumes. */
export function volumeFilterGradient(x: Value, dy: Value, plan: VolumePlan): Value {
  const { target } = x;
  const { builder } = target;
  const pads = builder.ints([0, ...plan.before, 0, 0, ...plan.after, 0]);
  const padded = builder.add("Pad", [x.plain, pads]);
  const swapped = [4, 0, 1, 2, 3];
  const operands = [transpose(builder, padded, swapped), transpose(builder, dy.plain, swapped)];
  const attributes = {
    kernel_shape: plan.out,
    strides: plan.dilations,
    dilations: plan.strides,
  };
  const sums = builder.add("Conv", operands, { attributes });
  const shape = [...plan.filter, x.shape[4]!, dy.shape[4]!];
  return new Value(target, { shape, name: transpose(builder, sums, [2, 3, 4, 0, 1]) });
}
