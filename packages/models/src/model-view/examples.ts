/** Examples that a model is looked at with, such as a part of a data set. */
export interface ViewedExamples {
  readonly length: number;
  readonly classes: readonly string[];
  /** What is done to an example's numbers before the network sees them. */
  readonly normalisation?: { apply(values: ArrayLike<number>): Float32Array } | undefined;
  at(i: number): { readonly input: Float32Array; readonly label: unknown };
}
