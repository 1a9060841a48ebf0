import { type Img, tf } from "@rosenblatt/engine";
import { checkChoice, checkCount } from "./errors.js";
import type { Layer } from "./layer.js";
import { imageSizes } from "./window.js";

type Kind = "bilinear" | "nearest";

interface ResizeArgs {
  readonly name: string;
  readonly height: number;
  readonly width: number;
  readonly interpolation: Kind;
}

/** Images of another size, whose pixels' corners stay where they are. */
class Resize extends tf.layers.Layer {
  static className = "Resize";
  readonly size: readonly [number, number];
  readonly interpolation: Kind;

  constructor({ height, width, interpolation, ...rest }: ResizeArgs) {
    super(rest);
    this.size = [height, width];
    this.interpolation = interpolation;
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return [shape[0]!, ...this.size, shape[3]!];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = (Array.isArray(inputs) ? inputs[0]! : inputs) as tf.Tensor4D;
    const { resizeBilinear, resizeNearestNeighbor } = tf.image;
    const resize = this.interpolation === "bilinear" ? resizeBilinear : resizeNearestNeighbor;
    return resize(x, [...this.size] as [number, number], false, true);
  }

  override getConfig(): tf.serialization.ConfigDict {
    const [height, width] = this.size;
    return { ...super.getConfig(), height, width, interpolation: this.interpolation };
  }
}
tf.serialization.registerClass(
  Resize as unknown as Parameters<typeof tf.serialization.registerClass>[0],
);

/** Adds a layer that brings images to a size. */
export function resized(x: tf.SymbolicTensor, args: ResizeArgs): tf.SymbolicTensor {
  return new Resize(args).apply(x) as tf.SymbolicTensor;
}

/**
 * Makes images `factor` times larger: between pixels' centres bilinear, or each pixel repeated. As
 * PyTorch's `interpolate` without aligned corners.
 *
 * @throws RangeError for a factor that is not a whole number above 0.
 * @example upsample(2) // [7, 7, 64] -> [14, 14, 64]
 */
export function upsample(
  factor: number,
  { kind = "bilinear" }: { kind?: Kind } = {},
): Layer<Img, Img> {
  const label = `upsample(${factor})`;
  checkCount(label, { factor });
  checkChoice(label, { name: "kind", value: kind, choices: ["bilinear", "nearest"] });
  return {
    kind: "upsample",
    label,
    weighted: false,
    output: (input, after) => {
      const [height, width, channels] = imageSizes({ label, input, after });
      return [height * factor, width * factor, channels];
    },
    apply: (x, { name }) => {
      const [, height, width] = x.shape as [null, number, number];
      const size = { height: height * factor, width: width * factor };
      return resized(x, { name, ...size, interpolation: kind });
    },
  };
}
