import { tf } from "@rosenblatt/engine";
import { type Cases, images, kernel, type MakeCase } from "./case.js";
import { windows } from "./convolution.js";

type Two = [number, number];

const resize =
  (operation: "resizeBilinear" | "resizeNearestNeighbor"): MakeCase =>
  (random) => {
    const size: Two = [random.whole(1, 9), random.whole(1, 9)];
    const [align, half] = random.pick([
      [true, false],
      [false, true],
      [false, false],
    ] as const);
    const shape = [
      operation === "resizeBilinear" ? 2 : 1,
      random.whole(2, 5),
      random.whole(2, 5),
      random.pick([1, 3, 16, 20]),
    ];
    return {
      inputs: [random.floats(shape)],
      step: (x) => tf.image[operation](x as tf.Tensor4D, size, align, half),
    };
  };

/** Of one square image, as TensorFlow.js's plain backend mixes up others. */
const resizeGradient =
  (name: string): MakeCase =>
  (random) => {
    const side = random.whole(2, 5);
    const depth = random.pick([1, 3, 16, 20]);
    const [height, width] = [random.whole(2, 9), random.whole(2, 9)];
    const alignCorners = random.pick([true, false]);
    return {
      inputs: [random.floats([1, side, side, depth]), random.floats([1, height, width, depth])],
      step: (images, dy) => kernel(name, { images: images!, dy: dy! }, { alignCorners }),
    };
  };

const crop =
  (method: "bilinear" | "nearest"): MakeCase =>
  (random) => {
    const size: Two = [random.whole(1, 4), random.whole(1, 4)];
    const [n, height, width, depth] = images(random);
    return {
      inputs: [
        random.floats([n!, height!, width!, depth!]),
        random.floats([3, 4], { from: -0.2, to: 1.2 }),
        random.ints([3], { from: 0, to: n! - 1 }),
      ],
      step: (x, boxes, of) =>
        tf.image.cropAndResize(
          x as tf.Tensor4D,
          boxes as tf.Tensor2D,
          of as tf.Tensor1D,
          size,
          method,
          0.5,
        ),
    };
  };

const rotate =
  (fill: number | [number, number, number]): MakeCase =>
  (random) => {
    const [angle, centre] = [3 * random.real(), random.pick<number | Two>([0.5, [0.2, 0.7]])];
    return {
      inputs: [random.floats([2, random.whole(1, 6), random.whole(1, 6), 3])],
      step: (x) => tf.image.rotateWithOffset(x as tf.Tensor4D, angle, fill, centre),
    };
  };

const spaceToBatch: MakeCase = (random) => {
  const block: Two = [random.whole(1, 3), random.whole(1, 2)];
  const paddings = block.map((side) => [1, 2 * side - 1]);
  const [height, width] = block.map((side) => side * random.whole(1, 2));
  return {
    inputs: [random.floats([2, height!, width!, 3])],
    step: (x) => tf.spaceToBatchND(x!, block, paddings),
  };
};

const batchToSpace: MakeCase = (random) => {
  const block: Two = [random.whole(1, 3), random.whole(1, 2)];
  return {
    inputs: [random.floats([2 * block[0] * block[1], 3, 2, 4])],
    step: (x) =>
      tf.batchToSpaceND(x!, block, [
        [1, 0],
        [0, 1],
      ]),
  };
};

const dilation: MakeCase = (random) => {
  const { x, size, strides, dilations } = windows(random, { dilated: true });
  const pad = random.pick(["same", "valid"] as const);
  return {
    inputs: [random.floats(x), random.floats([...size, x[3]])],
    step: (images, filter) =>
      tf.dilation2d(images as tf.Tensor4D, filter as tf.Tensor3D, strides, pad, dilations),
  };
};

const conv3D: MakeCase = (random) => {
  const side = () => random.whole(1, 2);
  const size: [number, number, number] = [side() + 1, side() + 1, side() + 1];
  const strides: [number, number, number] = [side(), side(), side()];
  const pad = random.pick(["same", "valid"] as const);
  return {
    inputs: [random.floats([2, 4, 5, 4, 2]), random.floats([...size, 2, 3])],
    step: (volumes, filter) =>
      tf.conv3d(volumes as tf.Tensor5D, filter as tf.Tensor5D, strides, pad),
  };
};

const batchNorm: MakeCase = (random) => {
  const shape = random.pick([images(random), [5, 4], [3, 4, 16]]);
  const vector = (from = -1) => random.floats([shape.at(-1)!], { from, to: 1 });
  return {
    inputs: [random.floats(shape), vector(), vector(0.2), vector(), vector()],
    step: (x, mean, variance, offset, scale) =>
      tf.batchNorm(x!, mean as tf.Tensor1D, variance as tf.Tensor1D, offset, scale, 0.01),
  };
};

/** Also far from zero, where a mean of squares would lose the variance. */
const training =
  (far: number): MakeCase =>
  (random) => {
    const shape = random.pick([
      [8, 3, 5, 16],
      [3, 4, 4, 20],
      [6, 7],
      [4, 5, 3],
    ]);
    const vector = () => random.floats([shape.at(-1)!], { from: 0.5, to: 1.5 });
    return {
      inputs: [random.floats(shape).add(far), vector(), vector()],
      step: (x, gamma, beta) => {
        const inputs = { x: x!, gamma: gamma!, beta: beta! };
        return (
          kernel("BatchNormTraining", inputs, { epsilon: 0.01 }) as unknown as tf.Tensor[]
        )[0]!;
      },
    };
  };

const lrn: MakeCase = (random) => {
  const radius = random.whole(1, 3);
  return {
    inputs: [random.floats(images(random))],
    step: (x) => tf.localResponseNormalization(x as tf.Tensor4D, radius, 1.2, 0.7, 0.6),
  };
};

const twice = (make: MakeCase): MakeCase[] => [make, make];

/** Kernels of images beside convolutions and pooling. */
export const imagingCases: Cases = {
  BatchNormTraining: [training(0), training(0), training(10)],
  BatchNormTrainingGrad: [training(0), training(0)],
  BatchToSpaceND: twice(batchToSpace),
  Conv3D: twice(conv3D),
  Conv3DBackpropFilterV2: twice(conv3D),
  Conv3DBackpropInputV2: twice(conv3D),
  CropAndResize: [crop("bilinear"), crop("bilinear"), crop("nearest")],
  DepthToSpace: [
    (random) => ({
      inputs: [random.floats([2, 3, 2, 16])],
      step: (x) => tf.depthToSpace(x as tf.Tensor4D, 2, "NHWC"),
    }),
  ],
  Dilation2D: twice(dilation),
  Dilation2DBackpropFilter: twice(dilation),
  Dilation2DBackpropInput: twice(dilation),
  FlipLeftRight: [
    (random) => ({
      inputs: [random.floats(images(random))],
      step: (x) => tf.image.flipLeftRight(x as tf.Tensor4D),
    }),
  ],
  FusedBatchNorm: [batchNorm, batchNorm, batchNorm],
  LRN: twice(lrn),
  LRNGrad: twice(lrn),
  ResizeBilinear: twice(resize("resizeBilinear")),
  ResizeBilinearGrad: twice(resizeGradient("ResizeBilinearGrad")),
  ResizeNearestNeighbor: twice(resize("resizeNearestNeighbor")),
  ResizeNearestNeighborGrad: twice(resizeGradient("ResizeNearestNeighborGrad")),
  RotateWithOffset: [rotate(0.3), rotate([0.1, 0.2, 0.3])],
  SpaceToBatchND: twice(spaceToBatch),
};
