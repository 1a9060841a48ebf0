/** One batch to be made: all that its values depend on, beside the examples. */
export interface Job {
  /** Where its examples stand in the source. */
  readonly positions: Uint32Array;
  /** How many examples of this pass come before it. */
  readonly first: number;
  /** Of the augmentations of this pass, 32 bits. */
  readonly seed: number;
}
