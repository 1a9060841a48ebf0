import { tf } from "@rosenblatt/engine";
import type { Picture } from "@rosenblatt/plots";
import { type LayerChoice, layerOf } from "./layer-of.js";
import { channelsOf, pictured, planesOf, reachOf } from "./tiles.js";

export interface FiltersOptions {
  /** The first convolution by default. */
  readonly layer?: LayerChoice;
  /** At most so many filters are drawn; by default as many as make about a hundred pictures. */
  readonly most?: number;
  readonly columns?: number;
}

/** The filters of a layer; the picture has zero as grey, and one scale for all. */
export interface Filters extends Picture {
  readonly layer: string;
  /** Of one filter: height, width, and the channels that it sees. */
  readonly shape: readonly [height: number, width: number, channels: number];
  /** One list for each filter, row by row with channels last. */
  readonly values: readonly Float32Array[];
}

/**
 * What a convolution has learned to look for. Filters of one channel or of three are drawn whole,
 * others channel by channel, a filter a row.
 *
 * @throws RangeError when the layer is none of convolutions.
 * @example
 * filters(lenet()).values.length // 6
 */
export function filters(
  model: tf.LayersModel,
  { layer: choice, most, columns }: FiltersOptions = {},
): Filters {
  const to = "show the filters";
  const layer = layerOf(model, { layer: choice, usual: "first", to });
  const kernel = layer.getWeights()[0];
  if (kernel?.rank !== 4) {
    throw new RangeError(
      `Cannot ${to} of ${layer.name}: it needs a layer of convolutions, got a ${layer.getClassName()}`,
    );
  }
  const [height, width, channels] = kernel.shape as [number, number, number, number];
  const values = tf.tidy(() => channelsOf(layer.getWeights()[0]!));
  const whole = channels === 1 || channels === 3;
  const first = values.slice(0, most ?? (whole ? 100 : Math.max(1, Math.round(100 / channels))));
  const shown = whole ? first : first.flatMap((value) => planesOf(value, channels));
  const limit = reachOf(values) || 1;
  return pictured({ layer: layer.name, shape: [height, width, channels] as const, values }, shown, {
    shape: [height, width, whole ? channels : 1],
    range: [-limit, limit],
    columns: columns ?? (whole ? 8 : Math.min(channels, 16)),
    scale: Math.max(1, Math.round((whole ? 64 : 32) / width)),
    title: `${layer.name}: ${values.length} filters of ${height} × ${width} × ${channels}`,
  });
}
