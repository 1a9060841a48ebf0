import type { BoxEdges, Split } from "@rosenblatt/datasets";
import { roiAlign, type Shape, tf } from "@rosenblatt/engine";
import type { Detector } from "@rosenblatt/models";
import { Forward } from "../../forward.js";
import { pictureBatches } from "../picture-batches.js";

/** Features of regions, one after the other. */
export interface RegionFeatures {
  readonly values: Float32Array;
  /** Of one region. */
  readonly shape: readonly [number, number, number];
}

/** Pictures at a time. */
const batchSize = 64;

/** What a detector's finest level makes of each box of each picture, brought to one size. */
export async function regionFeatures<S extends Shape, C extends readonly string[]>(
  { features }: Detector<S>,
  split: Split<S, C, Shape>,
  { boxes, size }: { boxes: readonly (readonly BoxEdges[])[]; size: number },
): Promise<RegionFeatures> {
  const channels = features.outputs[0]!.shape.at(-1)!;
  const stride = split.shape[0]! / features.outputs[0]!.shape[1]!;
  const forward = Forward.of(features);
  const count = boxes.reduce((sum, own) => sum + own.length, 0);
  const values = new Float32Array(count * size * size * channels);
  let used = 0;
  const title = "Reading regions";
  for await (const { x, before } of pictureBatches(split, { batchSize, title })) {
    const own = boxes.slice(before, before + x.shape[0]!);
    const owners = own.flatMap((list, i) => list.map(() => i));
    if (owners.length === 0) continue;
    const maps = forward.run(x, "auto");
    const read = tf.tidy(() => {
      const regions = {
        features: tf.tensor4d(maps.values, maps.shape as [number, number, number, number]),
        boxes: tf.tensor2d(own.flat().map((box) => [...box])),
        owners: tf.tensor1d(owners, "int32"),
      };
      return roiAlign(regions, { size, stride }).dataSync();
    });
    values.set(read, used);
    used += read.length;
  }
  return { values, shape: [size, size, channels] };
}
