import { tf } from "@rosenblatt/engine";
import type { Picture } from "@rosenblatt/plots";
import { imageShape, imageTensor } from "./image-tensor.js";
import { type LayerChoice, layerOf, upTo } from "./layer-of.js";
import { channelsOf, pictured, reachOf } from "./tiles.js";

export interface FeatureMapsOptions {
  /** The first convolution by default. */
  readonly layer?: LayerChoice;
  /** At most so many are drawn. */
  readonly most?: number;
  readonly columns?: number;
}

/** What a layer makes of a picture, channel by channel; the picture has one scale for all. */
export interface FeatureMaps extends Picture {
  readonly layer: string;
  readonly shape: readonly [height: number, width: number, channels: number];
  /** One map for each channel, row by row. */
  readonly maps: readonly Float32Array[];
}

/**
 * What a layer makes of one picture, given as the network sees it.
 *
 * @throws RangeError when the picture has not the model's size, or the layer makes no maps.
 * @example
 * featureMaps(lenet(), new Float32Array(784)).shape // [28, 28, 6]
 */
export function featureMaps(
  model: tf.LayersModel,
  image: ArrayLike<number>,
  { layer: choice, most = 64, columns = 8 }: FeatureMapsOptions = {},
): FeatureMaps {
  const to = "show the feature maps";
  const layer = layerOf(model, { layer: choice, usual: "first", to });
  const shape = imageShape(model, to);
  const { maps, sizes } = tf.tidy(() => {
    const x = imageTensor(image, { shape, to });
    const made = upTo(model, layer).apply(x, { training: false }) as tf.Tensor;
    return { maps: channelsOf(made), sizes: made.shape.slice(1) };
  });
  if (sizes.length !== 3) {
    throw new RangeError(
      `Cannot ${to} of ${layer.name}: it needs a layer that makes maps, this one makes ` +
        `[${sizes.join(", ")}]; choose one before flatten()`,
    );
  }
  const [height, width, channels] = sizes as [number, number, number];
  const limit = reachOf(maps) || 1;
  const signed = maps.some((map) => map.some((value) => value < 0));
  return pictured(
    { layer: layer.name, shape: [height, width, channels] as const, maps },
    maps.slice(0, most),
    {
      shape: [height, width, 1],
      range: [signed ? -limit : 0, limit],
      columns,
      title: `${layer.name}: ${channels} maps of ${height} × ${width}`,
    },
  );
}
