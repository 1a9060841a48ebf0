/** Examples in plain memory: `x` has `shape`, which is `[count, ...]`; `y` holds their labels. */
export interface PlainBatch {
  readonly x: Float32Array;
  /**
   * Indices of classes; numbers where there are no classes; after mixing, the share of each class
   * in each example, one example after the other.
   */
  readonly y: Int32Array | Float32Array;
  readonly shape: readonly number[];
  /** Of `y`: `[count]` where it is left out; after mixing `[count, classes]`. */
  readonly labelShape?: readonly number[];
  readonly count: number;
}
