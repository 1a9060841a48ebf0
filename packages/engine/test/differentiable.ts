import { tf } from "@rosenblatt/engine";
import type { cases } from "./fixtures/gradients.json";

export type Case = (typeof cases)[number];

type Compute = (...inputs: tf.Tensor[]) => tf.Tensor;

// The fixture's inputs have the ranks that the operations ask for.
type Any = tf.Tensor4D & tf.Tensor5D;

const convolution =
  (operation: typeof tf.conv2d, format: "NHWC" | "NCHW" = "NHWC") =>
  ({ stride, pad, dilation }: Case): Compute =>
  (x, filter) =>
    operation(x as tf.Tensor4D, filter as tf.Tensor4D, stride!, pad!, format, dilation);

const fused =
  (operation: typeof tf.fused.conv2d | typeof tf.fused.depthwiseConv2d) =>
  ({ stride, pad, dilation }: Case): Compute =>
  (x, filter, bias) =>
    operation({
      x: x as tf.Tensor4D,
      filter: filter as tf.Tensor4D,
      bias: bias!,
      strides: stride!,
      pad: pad!,
      dilations: [dilation!, dilation!],
    });

/** The mean squared gradient of a squared output: its gradients are gradients of gradients. */
const penalty = (compute: Compute): Compute => {
  const gradient = (x: tf.Tensor, w: tf.Tensor) =>
    tf.grad((x: tf.Tensor) => compute(x, w).square().sum())(x);
  return (x, w) => gradient(x!, w!).square().mean().reshape([1]).div(100);
};

const activations: Record<string, (x: tf.Tensor) => tf.Tensor> = {
  elu: tf.elu,
  exp: tf.exp,
  log_softmax: (x) => tf.logSoftmax(x),
  logsumexp: (x) => tf.logSumExp(x, -1),
  selu: tf.selu,
  sigmoid: tf.sigmoid,
  softmax: (x) => tf.softmax(x),
  tanh: tf.tanh,
};

/** How TensorFlow.js writes what PyTorch computed for the fixture. */
export const operations: Record<string, (attributes: Case) => Compute> = {
  conv2d: convolution(tf.conv2d),
  conv2dChannelsFirst: convolution(tf.conv2d, "NCHW"),
  depthwiseConv2d: convolution(tf.depthwiseConv2d),
  fusedConv2d: fused(tf.fused.conv2d),
  fusedDepthwiseConv2d: fused(tf.fused.depthwiseConv2d),
  penaltyConv2d: (attributes) => penalty(convolution(tf.conv2d)(attributes)),
  penaltyDepthwiseConv2d: (attributes) => penalty(convolution(tf.depthwiseConv2d)(attributes)),
  penaltyActivation: ({ activation }) => penalty((x, w) => activations[activation!]!(x!.mul(w!))),
  penaltyMax: () => penalty((x, w) => x!.square().mul(w!).max(1)),
  where: () => (x) => tf.where(x!.greater(0), x!.square(), x!.mul(3)),
  penaltyBatchNorm: () =>
    penalty((x, gamma) => {
      const inputs = { x: x!, gamma: gamma!, beta: tf.zerosLike(gamma!) };
      const made = tf.engine().runKernel("BatchNormTraining", inputs, { epsilon: 0.001 });
      return (made as tf.Tensor[])[0]!.exp();
    }),
  penaltyPool: ({ pool }) =>
    penalty((x, w) => pooling(pool!)(x!.square() as tf.Tensor4D, 3, 2, 1).mul(w!)),
  conv2dTranspose:
    ({ stride, pad, output }) =>
    (x, filter) =>
      tf.conv2dTranspose(
        x as tf.Tensor4D,
        filter as tf.Tensor4D,
        output.shape as [number, number, number, number],
        stride!,
        pad!,
      ),
  conv3d:
    ({ stride, dilation }) =>
    (x, filter) =>
      tf.conv3d(x as Any, filter as Any, stride!, "valid", "NDHWC", dilation),
  conv3dTranspose:
    ({ stride, output }) =>
    (x, filter) =>
      tf.conv3dTranspose(
        x as Any,
        filter as Any,
        output.shape as [number, number, number, number, number],
        stride!,
        "valid",
      ),
  maxPool:
    ({ size, stride }) =>
    (x) =>
      tf.maxPool(x as tf.Tensor4D, size!, stride!, "valid"),
  padded:
    ({ pool, size, stride, pad, ceil }) =>
    (x) =>
      pooling(pool!)(x as tf.Tensor4D, size!, stride!, pad!, ceil ? "ceil" : "floor"),
  pool3d:
    ({ pool, size, stride, pad }) =>
    (x) =>
      tf[pool as "maxPool3d" | "avgPool3d"](x as Any, size!, stride!, pad!),
  resizeBilinear:
    ({ out, align }) =>
    (x) =>
      tf.image.resizeBilinear(x as tf.Tensor4D, out as [number, number], align, !align),
  resizeNearest:
    ({ out }) =>
    (x) =>
      tf.image.resizeNearestNeighbor(x as tf.Tensor4D, out as [number, number], false, true),
  mirrorPad: () => (x) =>
    tf.mirrorPad(
      x!,
      [
        [0, 0],
        [2, 1],
        [1, 2],
        [0, 0],
      ],
      "reflect",
    ),
  depthToSpace: () => (x) => tf.depthToSpace(x as tf.Tensor4D, 2),
  flipLeftRight: () => (x) => tf.image.flipLeftRight(x as tf.Tensor4D),
  stridedSlice: () => (x) => tf.stridedSlice(x!, [1, 1], [4, 5], [2, 3]),
  topk: () => (x) => tf.topk(x!, 3).values!,
  cumprod: () => (x) => tf.cumprod(x!, 1),
  gatherND:
    ({ places }) =>
    (x) =>
      tf.gatherND(x!, tf.tensor2d(places!, undefined, "int32")),
  scatterND: () => (x) => tf.scatterND(tf.tensor2d([[3], [0], [3]], [3, 1], "int32"), x!, [5, 2]),
  tensorScatterUpdate: () => (x, updates) =>
    tf.tensorScatterUpdate(x!, tf.tensor2d([[3], [0]], [2, 1], "int32"), updates!),
  matMul:
    ({ left, right }) =>
    (a, b) =>
      tf.matMul(a!, b!, left, right),
  einsum:
    ({ equation }) =>
    (...inputs) =>
      tf.einsum(equation!, ...inputs),
  segmentSum:
    ({ rows, count }) =>
    (x) =>
      tf.unsortedSegmentSum(x!, tf.tensor1d(rows!, "int32"), count!),
  gather:
    ({ rows }) =>
    (x) =>
      tf.gather(x!, tf.tensor1d(rows!, "int32")),
};

function pooling(name: string): typeof tf.maxPool {
  return tf[name as "maxPool" | "avgPool"];
}
