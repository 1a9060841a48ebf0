import type { tf } from "@rosenblatt/engine";
import { usesOf } from "../uses.js";

/** Which pixels one place of a layer's map sees, along one axis. */
export interface ReceptiveField {
  /** How many. */
  readonly size: number;
  /** How far apart neighbours' fields are. */
  readonly stride: number;
  /** Where the first one begins; below 0 where it reaches over the border. */
  readonly start: number;
}

/**
 * What each place of a layer's map sees of the picture, by the windows on the way to it; the
 * union where ways meet. For rows and for columns.
 *
 * @example
 * const model = lenet();
 * const [rows] = receptiveField(model, model.getLayer("conv2"));
 * rows.size; // 14
 */
export function receptiveField(
  model: tf.LayersModel,
  layer: tf.layers.Layer,
): readonly [rows: ReceptiveField, columns: ReceptiveField] {
  return [0, 1].map((axis) => fieldAlong(model, layer, axis as 0 | 1)) as [
    ReceptiveField,
    ReceptiveField,
  ];
}

function fieldAlong(model: tf.LayersModel, layer: tf.layers.Layer, axis: 0 | 1): ReceptiveField {
  const use = usesOf(model, layer)[0];
  const before = use?.inboundLayers ?? [];
  if (before.length === 0) return { size: 1, stride: 1, start: 0 };
  const fields = before.map((each) => fieldAlong(model, each, axis));
  const start = Math.min(...fields.map((field) => field.start));
  const end = Math.max(...fields.map((field) => field.start + field.size));
  const stride = Math.max(...fields.map((field) => field.stride));
  return widened({ size: end - start, stride, start }, { layer, axis });
}

function widened(
  { size, stride, start }: ReceptiveField,
  { layer, axis }: { layer: tf.layers.Layer; axis: 0 | 1 },
): ReceptiveField {
  const config = layer.getConfig();
  const along = (value: unknown, otherwise: number) =>
    Number(Array.isArray(value) ? value[axis] : (value ?? otherwise));
  const window = along(config.kernelSize ?? config.poolSize, 1);
  const step = along(config.strides, 1);
  const reach = (window - 1) * along(config.dilationRate, 1) + 1;
  const sizes = (shape: unknown) => Number((shape as (number | null)[])[axis + 1] ?? 0);
  const padding =
    config.padding === "same" && window > 1
      ? Math.floor(
          Math.max(0, (sizes(layer.outputShape) - 1) * step + reach - sizes(inputShapeOf(layer))) /
            2,
        )
      : 0;
  return {
    size: size + (reach - 1) * stride,
    stride: stride * step,
    start: start - padding * stride,
  };
}

function inputShapeOf(layer: tf.layers.Layer): unknown {
  const { input } = layer;
  return (Array.isArray(input) ? input[0]! : input).shape;
}
