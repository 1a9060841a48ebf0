import { tf } from "@rosenblatt/engine";
import { groupedConvolution } from "./operation.js";

type ConvArgs = Parameters<typeof tf.layers.conv2d>[0];
type GroupedConvArgs = ConvArgs & { readonly groups: number };

/** What TensorFlow.js's layer has that its types keep to itself; version 4.22 is pinned. */
interface Conv2D extends tf.layers.Layer {
  readonly kernel: tf.LayerVariable;
  readonly bias: tf.LayerVariable | null;
  readonly activation: { apply(x: tf.Tensor): tf.Tensor };
  readonly strides: [number, number];
  readonly padding: "valid" | "same";
  readonly dilationRate: [number, number];
}

/** The class has no name in the package. */
const Conv2D = tf.layers.conv2d({ filters: 1, kernelSize: 1 }).constructor as new (
  args: ConvArgs,
) => Conv2D;

/** TensorFlow.js's convolution, but in groups. */
class GroupedConv2D extends Conv2D {
  static className = "GroupedConv2D";
  readonly groups: number;

  constructor(args: GroupedConvArgs) {
    super(args);
    this.groups = args.groups;
  }

  override build(shape: tf.Shape | tf.Shape[]): void {
    const [batch, height, width, channels] = (
      Array.isArray(shape[0]) ? shape[0] : shape
    ) as tf.Shape;
    super.build([batch!, height!, width!, channels! / this.groups]);
    this.inputSpec = [{ ndim: 4, axes: { 3: channels! } }] as unknown as typeof this.inputSpec;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = (Array.isArray(inputs) ? inputs[0]! : inputs) as tf.Tensor4D;
      const sums = groupedConvolution(x, this.kernel.read() as tf.Tensor4D, {
        groups: this.groups,
        strides: this.strides,
        pad: this.padding,
        dilations: this.dilationRate,
      });
      return this.activation.apply(this.bias ? sums.add(this.bias.read()) : sums);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), groups: this.groups };
  }
}
tf.serialization.registerClass(
  GroupedConv2D as unknown as Parameters<typeof tf.serialization.registerClass>[0],
);

/** A layer of convolutions in groups. */
export function groupedConv2d(args: GroupedConvArgs): tf.layers.Layer {
  return new GroupedConv2D(args);
}
