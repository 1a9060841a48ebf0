import { sizeOf } from "./tensors.js";

/** Which axes of a tensor lie along rows and columns, and where it is cut along the others. */
export interface Slice {
  readonly rows: number;
  /** Missing where there is one axis only. */
  readonly columns?: number;
  readonly at: readonly number[];
}

/** The slice that is shown first: the last two axes, the others at their beginning. */
export function firstSlice(shape: readonly number[]): Slice {
  const at = shape.map(() => 0);
  const rank = shape.length;
  return rank < 2 ? { rows: 0, at } : { rows: rank - 2, columns: rank - 1, at };
}

/** A slice that fits a shape that has changed; undefined where the number of axes has. */
export function fitted(slice: Slice, shape: readonly number[]): Slice | undefined {
  if (slice.at.length !== shape.length) return undefined;
  return { ...slice, at: slice.at.map((position, axis) => Math.min(position, shape[axis]! - 1)) };
}

/** The axes that a slice cuts. */
export function cutAxes({ rows, columns, at }: Slice): number[] {
  return at.map((_, axis) => axis).filter((axis) => axis !== rows && axis !== columns);
}

/** How a tensor is seen as pictures: the axes of height and width, of colours and of pictures. */
export interface PictureAxes {
  readonly rows: number;
  readonly columns: number;
  readonly channels?: number;
  /** Axes along which there are more pictures. */
  readonly others: readonly number[];
}

/** Undefined where a tensor cannot be a picture. The last axis is colours if it is 1, 3 or 4 long. */
export function pictureAxes(shape: readonly number[]): PictureAxes | undefined {
  const rank = shape.length;
  if (rank < 2 || sizeOf(shape) === 0) return undefined;
  const hasColors = rank > 2 && [1, 3, 4].includes(shape[rank - 1]!);
  const rows = hasColors ? rank - 3 : rank - 2;
  const others = shape.map((_, axis) => axis).filter((axis) => axis < rows);
  const axes = { rows, columns: rows + 1, others };
  return hasColors ? { ...axes, channels: rank - 1 } : axes;
}

/** How many numbers side by side are shown as their mean, so that at most `most` are on an axis. */
export function blockFor(lengths: readonly number[], most: number): number {
  return Math.max(1, Math.ceil(Math.max(...lengths) / most));
}
