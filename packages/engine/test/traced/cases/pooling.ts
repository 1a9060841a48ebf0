import { tf } from "@rosenblatt/engine";
import type { Cases, MakeCase } from "./case.js";
import { windows } from "./convolution.js";

const pool =
  (operation: "maxPool" | "avgPool"): MakeCase =>
  (random) => {
    const { x, size, strides, pad } = windows(random);
    return {
      inputs: [random.floats(x)],
      step: (images) => tf[operation](images as tf.Tensor4D, size, strides, pad),
    };
  };

/** Windows side by side over the whole image, and with ties between pixels. */
const squares =
  (operation: "maxPool" | "avgPool", { side, rest }: { side: number; rest: number }): MakeCase =>
  (random) => {
    const size = 2 * side + rest;
    return {
      inputs: [random.floats([3, size, size, random.pick([3, 16, 20])]).round()],
      step: (images) => tf[operation](images as tf.Tensor4D, side, side, "valid"),
    };
  };

const cases = (operation: "maxPool" | "avgPool"): MakeCase[] => [
  ...Array.from({ length: 6 }, () => pool(operation)),
  squares(operation, { side: 2, rest: 0 }),
  squares(operation, { side: 2, rest: 1 }),
  squares(operation, { side: 3, rest: 0 }),
];

const pool3D =
  (operation: "maxPool3d" | "avgPool3d"): MakeCase =>
  (random) => {
    const side = () => random.whole(1, 2);
    const size: [number, number, number] = [2, 2, 2];
    const strides: [number, number, number] = [side(), side(), side()];
    const pad = random.pick(["same", "valid"] as const);
    return {
      inputs: [random.floats([2, 4, 5, 6, 3])],
      step: (volumes) => tf[operation](volumes as tf.Tensor5D, size, strides, pad),
    };
  };

/** Pooling; its gradients show the other kernels. */
export const poolingCases: Cases = {
  AvgPool: cases("avgPool"),
  AvgPoolGrad: cases("avgPool"),
  MaxPool: cases("maxPool"),
  MaxPoolGrad: cases("maxPool"),
  AvgPool3D: [pool3D("avgPool3d"), pool3D("avgPool3d")],
  AvgPool3DGrad: [pool3D("avgPool3d"), pool3D("avgPool3d")],
  MaxPool3D: [pool3D("maxPool3d"), pool3D("maxPool3d")],
  MaxPool3DGrad: [pool3D("maxPool3d"), pool3D("maxPool3d")],
};
