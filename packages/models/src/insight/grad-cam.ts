import { tf } from "@rosenblatt/engine";
import { heatOverlay, type Picture } from "@rosenblatt/plots";
import { gradientAt } from "./gradient-at.js";
import { imageShape, imageTensor } from "./image-tensor.js";
import { type LayerChoice, layerOf, upTo } from "./layer-of.js";
import { linearly } from "./linearly.js";
import { targetOf } from "./target.js";
import { pictured } from "./tiles.js";

export interface GradCamOptions {
  /** The last convolution by default. */
  readonly layer?: LayerChoice;
  /** The class that is asked about; the model's own answer by default. */
  readonly target?: number;
}

/** Where a model looked; the picture shows the image, and the map over it. */
export interface GradCam extends Picture {
  readonly layer: string;
  readonly target: number;
  /** The model's logit for that class. */
  readonly score: number;
  /** How much each channel of the layer counts. */
  readonly weights: Float32Array;
  /** Height and width of `map`: the layer's. */
  readonly size: readonly [height: number, width: number];
  /** What speaks for the class, row by row: 0 or more. */
  readonly map: Float32Array;
  /** The same at the image's size, from 0 to 1. */
  readonly heat: Float32Array;
}

/**
 * What in a picture speaks for a class: the maps of a layer, each weighed by the mean of the
 * class's gradient over it, added up, and cut off below 0. An activation
 * function of the last layer, such as softmax, is left out: logits count.
 *
 * Selvaraju et al., Grad-CAM (2017), equations 1 and 2, https://arxiv.org/abs/1610.02391
 *
 * @throws RangeError when picture, layer or class do not fit the model.
 * @example
 * gradCam(lenet(), new Float32Array(784), { target: 3 }).size // [10, 10]
 */
export function gradCam(
  model: tf.LayersModel,
  image: ArrayLike<number>,
  { layer: choice, target: wanted }: GradCamOptions = {},
): GradCam {
  const to = "show where the model looked";
  const layer = layerOf(model, { layer: choice, usual: "last", to });
  const shape = imageShape(model, to);
  const found = linearly(model.layers.at(-1)!, () =>
    tf.tidy(() => {
      const x = imageTensor(image, { shape, to });
      const outputs = model.apply(x, { training: false }) as tf.Tensor;
      const target = targetOf(outputs, { target: wanted, to });
      const score = outputs.dataSync()[target]!;
      return { target, score, ...mapFor(model, layer, { x, target, to }) };
    }),
  );
  const shown = [0, 0.6].map((strength) => heatOverlay(image, found.heat, { shape, strength }));
  return pictured({ layer: layer.name, ...found }, shown, {
    shape: [shape[0], shape[1], 3],
    scale: Math.max(1, Math.round(160 / shape[1])),
    title: `Grad-CAM of ${layer.name} for class ${found.target}`,
  });
}

function mapFor(
  model: tf.LayersModel,
  layer: tf.layers.Layer,
  { x, target, to }: { x: tf.Tensor4D; target: number; to: string },
) {
  const maps = upTo(model, layer).apply(x, { training: false }) as tf.Tensor;
  if (maps.rank !== 4) {
    throw new RangeError(
      `Cannot ${to} by ${layer.name}: it needs a layer that makes maps, this one makes ` +
        `[${maps.shape.slice(1).join(", ")}]; choose one before flatten()`,
    );
  }
  const score = (outputs: tf.Tensor) => outputs.gather([target], 1).sum() as tf.Scalar;
  const weights = gradientAt(model, layer, { x, score }).mean([1, 2]);
  const map = maps
    .mul(weights.reshape([1, 1, 1, -1]))
    .sum(-1, true)
    .relu() as tf.Tensor4D;
  const large = tf.image.resizeBilinear(map, [x.shape[1], x.shape[2]], false, true);
  return {
    weights: weights.dataSync() as Float32Array,
    size: [map.shape[1], map.shape[2]] as [height: number, width: number],
    map: map.dataSync() as Float32Array,
    heat: large.div(large.max().maximum(1e-12)).dataSync() as Float32Array,
  };
}
