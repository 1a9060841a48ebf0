import { tf } from "@rosenblatt/engine";

export interface GroupedConvAttributes {
  readonly groups: number;
  readonly strides: [number, number];
  readonly pad: "valid" | "same";
  readonly dilations: [number, number];
}

/** With more channels a group, one convolution for each group needs less room. */
const mostSpread = 8;

/**
 * A convolution in groups of images `[batch, height, width, channels]` with a kernel
 * `[height, width, channels / groups, filters]`. TensorFlow.js has none, so it is composed of what
 * has gradients and is traced: with few channels a group, each channel on its own and a sum over
 * those of a group; else group by group.
 */
export function groupedConvolution(
  x: tf.Tensor4D,
  kernel: tf.Tensor4D,
  attributes: GroupedConvAttributes,
): tf.Tensor4D {
  return kernel.shape[2] <= mostSpread
    ? channelByChannel(x, kernel, attributes)
    : groupByGroup(x, kernel, attributes);
}

function channelByChannel(
  x: tf.Tensor4D,
  kernel: tf.Tensor4D,
  { groups, strides, pad, dilations }: GroupedConvAttributes,
): tf.Tensor4D {
  const [height, width, depth, filters] = kernel.shape;
  const each = filters / groups;
  const spread = kernel
    .reshape([height * width, depth, groups, each])
    .transpose([0, 2, 1, 3])
    .reshape<tf.Tensor4D>([height, width, groups * depth, each]);
  const single = tf.depthwiseConv2d(x, spread, strides, pad, "NHWC", dilations);
  const [batch, rows, columns] = single.shape;
  return single
    .reshape([batch * rows * columns * groups, depth, each])
    .sum(1)
    .reshape([batch, rows, columns, filters]);
}

function groupByGroup(
  x: tf.Tensor4D,
  kernel: tf.Tensor4D,
  { groups, strides, pad, dilations }: GroupedConvAttributes,
): tf.Tensor4D {
  const kernels = tf.split(kernel, groups, 3) as tf.Tensor4D[];
  const images = tf.split(x, groups, 3) as tf.Tensor4D[];
  const sums = images.map((image, i) =>
    tf.conv2d(image, kernels[i]!, strides, pad, "NHWC", dilations),
  );
  return tf.concat4d(sums, 3);
}
