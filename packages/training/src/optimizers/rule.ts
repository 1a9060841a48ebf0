import type { tf } from "@rosenblatt/engine";

/** How an optimizer changes weights, one after the other, in the notation of its source. */
export interface Rule {
  /** The numbers of its formula, by the names of the optimizer's options. */
  readonly settings?: Readonly<Record<string, number | boolean>>;
  /** Where what is kept for each weight starts, such as 0 for a moment. */
  readonly state: readonly number[];
  /** For each factor β a count c of the steps, c ← β·c + 1, from 0: a sum of weights 1, β, β², …. */
  readonly counts?: readonly number[];
  /** The numbers of a step that all weights have in common. */
  begin(rate: tf.Scalar, counts: readonly tf.Scalar[]): readonly tf.Scalar[];
  /** A weight after the step, and what is kept for it. */
  update(at: {
    readonly weight: tf.Tensor;
    readonly gradient: tf.Tensor;
    readonly state: readonly tf.Tensor[];
    readonly common: readonly tf.Scalar[];
  }): { readonly weight: tf.Tensor; readonly state: readonly tf.Tensor[] };
}
