import type { tf } from "@rosenblatt/engine";
import {
  bundleOf,
  type Displayable,
  displayable,
  type ImageGridOptions,
  imageGrid,
  type Picture,
} from "@rosenblatt/plots";

/** A picture of many small ones, with the numbers that it shows. */
export function pictured<T extends object>(
  value: T,
  images: readonly ArrayLike<number>[],
  options: ImageGridOptions,
): T & Picture {
  const grid = imageGrid(images, options);
  const { png, width, height } = grid;
  return displayable({ ...value, png, width, height }, () => bundleOf(grid)) as T &
    Picture &
    Displayable;
}

/** The last axis taken apart: one list of numbers for each channel. */
export function channelsOf(x: tf.Tensor): Float32Array[] {
  const values = x.dataSync();
  const count = x.shape.at(-1)!;
  return Array.from({ length: count }, (_, channel) =>
    Float32Array.from({ length: values.length / count }, (_, i) => values[i * count + channel]!),
  );
}

/** One picture taken apart: one list of numbers for each of its channels. */
export function planesOf(values: Float32Array, channels: number): Float32Array[] {
  return Array.from({ length: channels }, (_, channel) =>
    values.filter((_, i) => i % channels === channel),
  );
}

/** The largest distance from zero. */
export function reachOf(lists: readonly ArrayLike<number>[]): number {
  let most = 0;
  for (const list of lists) {
    for (let i = 0; i < list.length; i += 1) most = Math.max(most, Math.abs(list[i]!));
  }
  return most;
}
