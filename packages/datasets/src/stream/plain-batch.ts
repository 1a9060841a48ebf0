import type { Box } from "../augment/image.js";

/** Examples in plain memory: `x` has `shape`, which is `[count, ...]`; `y` holds their labels. */
export interface PlainBatch {
  readonly x: Float32Array;
  /**
   * Indices of classes, of each example or of each of its pixels; numbers where there are no
   * classes; after mixing, the share of each class in each example, one example after the other.
   */
  readonly y: Int32Array | Float32Array;
  readonly shape: readonly number[];
  /**
   * Of `y`: `[count]` where it is left out; where each pixel has a label `[count, height, width]`;
   * after mixing `[count, classes]`.
   */
  readonly labelShape?: readonly number[];
  readonly count: number;
  /** What is marked on each picture, moved as it was; left out where nothing is. */
  readonly boxes?: readonly (readonly Box[])[];
}
