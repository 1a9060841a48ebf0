import { tf } from "../../tf.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { reshape, transpose, Value } from "../value.js";
import { guarded } from "./empty.js";
import { asFirst } from "./shape-rules.js";

const flipLeftRight: KernelRule = {
  shape: asFirst,
  lower: (call) => {
    const { builder, output } = call;
    const bounds = [[-1], [-(2 ** 31)], [2], [-1]].map((list) => builder.ints(list));
    const name = builder.add("Slice", [call.inputs.image!.plain, ...bounds]);
    return new Value(call, { ...output, name });
  },
};

/** Each pixel comes from a place that is known beforehand, or has the filling colour. */
const rotateWithOffset: KernelRule = {
  shape: asFirst,
  lower: (call) => {
    const { builder, output } = call;
    const [n, height, width, channels] = output.shape as [number, number, number, number];
    const { places, inside } = rotation(call, [height, width]);
    const flat = reshape(builder, call.inputs.image!.plain, [n, height * width, channels]);
    const moved = builder.add("Gather", [flat, builder.ints(places)], { attributes: { axis: 1 } });
    const { fillValue } = call.attrs as { fillValue: number | [number, number, number] };
    const colour = Float32Array.from({ length: channels }, (_, channel) =>
      typeof fillValue === "number" ? fillValue : channel === 3 ? 255 : fillValue[channel]!,
    );
    const filling = builder.add("Cast", [builder.constant(colour, [channels])], {
      attributes: { to: output.dtype === "float32" ? 1 : 6 },
    });
    const mask = builder.constant(inside, [height * width, 1], "bool");
    const name = reshape(builder, builder.add("Where", [mask, moved, filling]), output.shape);
    return new Value(call, { ...output, name });
  },
};

function rotation({ attrs }: Lowering, [height, width]: readonly [number, number]) {
  const { radians, center } = attrs as { radians: number; center: number | [number, number] };
  const [centreX, centreY] = tf.backend_util.getImageCenter(center, height, width);
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  const inside = new Uint8Array(height * width);
  const places = Array.from(inside, (_, i) => {
    const [x, y] = [(i % width) - centreX, Math.floor(i / width) - centreY];
    const fromX = Math.round(x * cos - y * sin + centreX);
    const fromY = Math.round(x * sin + y * cos + centreY);
    const within = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height;
    inside[i] = within ? 1 : 0;
    return within ? fromY * width + fromX : 0;
  });
  return { places, inside };
}

const spaceToBatch: KernelRule = {
  shape: ({ x }, { blockShape, paddings }) => {
    const { shape, blocks, size } = grown(x!.shape, { blockShape, paddings });
    const { getReshapedPermuted } = tf.backend_util;
    return { shape: getReshapedPermuted(shape, blocks, size, false), dtype: x!.dtype };
  },
  lower: (call) => {
    const { builder, output, attrs } = call;
    const x = call.inputs.x!;
    const { shape, blocks, size } = grown(x.shape, attrs);
    const paddings = attrs.paddings as number[][];
    const after = x.shape.slice(1 + blocks.length).map(() => 0);
    const [before, behind] = [0, 1].map((end) => [
      0,
      ...paddings.map((pad) => pad[end]!),
      ...after,
    ]);
    const padded = builder.add("Pad", [x.plain, builder.ints([...before!, ...behind!])]);
    const { getReshaped, getPermuted } = tf.backend_util;
    const cut = reshape(builder, padded, getReshaped(shape, blocks, size, false));
    const rank = getReshaped(shape, blocks, size, false).length;
    const moved = transpose(builder, cut, getPermuted(rank, blocks.length, false));
    return new Value(call, { ...output, name: reshape(builder, moved, output.shape) });
  },
};

function grown(x: readonly number[], attrs: Readonly<Record<string, unknown>>) {
  const blocks = attrs.blockShape as number[];
  const paddings = attrs.paddings as number[][];
  const shape = x.map((side, axis) => {
    const [before, after] = paddings[axis - 1] ?? [0, 0];
    return axis === 0 ? side : side + before! + after!;
  });
  return { shape, blocks, size: tf.util.sizeFromShape(blocks) };
}

const batchToSpace: KernelRule = {
  shape: ({ x }, { blockShape, crops }) => {
    const blocks = blockShape as number[];
    const { getReshapedPermuted, getSliceSize } = tf.backend_util;
    const whole = getReshapedPermuted([...x!.shape], blocks, tf.util.sizeFromShape(blocks));
    const cropped = getSliceSize(whole, crops as number[][], blocks.length);
    return { shape: [...cropped, ...whole.slice(cropped.length)], dtype: x!.dtype };
  },
  lower: (call) => {
    const { builder, output, attrs } = call;
    const shape = [...call.inputs.x!.shape];
    const blocks = attrs.blockShape as number[];
    const size = tf.util.sizeFromShape(blocks);
    const { getReshaped, getPermuted, getReshapedPermuted } = tf.backend_util;
    const axes = getReshaped(shape, blocks, size);
    const cut = reshape(builder, call.inputs.x!.plain, axes);
    const moved = transpose(builder, cut, getPermuted(axes.length, blocks.length));
    const whole = reshape(builder, moved, getReshapedPermuted(shape, blocks, size));
    const crops = attrs.crops as number[][];
    const start = output.shape.map((_, axis) => crops[axis - 1]?.[0] ?? 0);
    const end = start.map((from, axis) => from + output.shape[axis]!);
    const name = builder.add("Slice", [whole, builder.ints(start), builder.ints(end)]);
    return new Value(call, { ...output, name });
  },
};

const depthToSpace: KernelRule = {
  shape: ({ x }, { blockSize, dataFormat }) => {
    if (dataFormat !== "NHWC") {
      throw new Error(`Cannot move depth to space in ${dataFormat}: expected NHWC; transpose it`);
    }
    const [n, height, width, depth] = x!.shape as [number, number, number, number];
    const size = blockSize as number;
    const shape = [n, height * size, width * size, depth / (size * size)];
    return { shape, dtype: x!.dtype };
  },
  lower: (call) => {
    const { builder, output, attrs } = call;
    const [n, height, width] = call.inputs.x!.shape as [number, number, number];
    const size = attrs.blockSize as number;
    const axes = [n, height, width, size, size, output.shape[3]!];
    const cut = reshape(builder, call.inputs.x!.plain, axes);
    const moved = transpose(builder, cut, [0, 1, 3, 2, 4, 5]);
    return new Value(call, { ...output, name: reshape(builder, moved, output.shape) });
  },
};

/** Kernels that arrange pixels anew. */
export const imageRules: KernelRules = guarded({
  FlipLeftRight: flipLeftRight,
  RotateWithOffset: rotateWithOffset,
  SpaceToBatchND: spaceToBatch,
  BatchToSpaceND: batchToSpace,
  DepthToSpace: depthToSpace,
});
