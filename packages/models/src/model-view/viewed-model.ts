import type { tf } from "@rosenblatt/engine";
import type { WeightHistogram } from "../weights/weight-histograms.js";
import type { ViewedExamples } from "./examples.js";
import type { WeightValues } from "./weight-values.js";

/** A model with what is known of it beside its layers. */
export interface ViewedModel {
  readonly model: tf.LayersModel;
  readonly examples: ViewedExamples | undefined;
  /** Of the epochs that it was seen to train, in order. */
  readonly histograms: readonly WeightHistogram[];
  /** Its weights before training, if they are kept. */
  readonly start: WeightValues | undefined;
}

/** What a question is answered with, and the bytes that go along. */
export interface Reply<T> {
  readonly result: T;
  readonly buffers?: readonly Uint8Array[];
}
