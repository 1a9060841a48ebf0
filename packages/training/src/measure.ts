import { type BatchStream, type Split, tensors } from "@rosenblatt/datasets";
import { ready, type Shape, tf } from "@rosenblatt/engine";
import type { Metrics } from "./history.js";
import { crossEntropy, type Measure } from "./loss.js";

/** Sums of measures over batches, weighted by their sizes, so that the last short batch counts less. */
export class Means {
  readonly #sums: number[];
  #count = 0;

  constructor(readonly keys: readonly string[]) {
    this.#sums = keys.map(() => 0);
  }

  add(values: ArrayLike<number>, size: number): void {
    this.#sums.forEach((sum, i) => {
      this.#sums[i] = sum + (values[i] ?? Number.NaN) * size;
    });
    this.#count += size;
  }

  /** The mean of each key so far; NaN before the first batch. */
  get(): Record<string, number> {
    return Object.fromEntries(this.keys.map((key, i) => [key, this.#sums[i]! / this.#count]));
  }
}

/** The next turn of the event loop: displays go out, and an interrupt comes in. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

interface Signal {
  /** Ends the evaluation early with its reason as the error. */
  readonly signal?: AbortSignal | undefined;
}

export interface EvaluateOptions<M extends Metrics> extends Signal {
  readonly loss?: Measure;
  readonly metrics?: M;
  readonly batchSize?: number;
}

/**
 * The loss and metrics of a model on a split, as means over its examples, in inference mode and
 * without augmentations. Fails with a RangeError when the split is empty.
 */
export async function evaluate<S extends Shape, C extends readonly string[], M extends Metrics>(
  model: tf.LayersModel,
  split: Split<S, C>,
  { loss = crossEntropy, metrics = {} as M, batchSize = 256, signal }: EvaluateOptions<M> = {},
): Promise<Record<"loss" | Extract<keyof M, string>, number>> {
  if (split.length === 0) {
    throw new RangeError("Cannot evaluate a model on no examples: the split is empty; take more");
  }
  await ready();
  const batches = split.plain.stream(batchSize, { signal });
  try {
    return await measure(model, batches, { loss, metrics, signal });
  } finally {
    await batches.close();
  }
}

/** The same for batches of a stream, which stays open. */
export async function measure<M extends Metrics>(
  model: tf.LayersModel,
  batches: BatchStream,
  { loss, metrics, signal }: Required<Pick<EvaluateOptions<M>, "loss" | "metrics">> & Signal,
): Promise<Record<"loss" | Extract<keyof M, string>, number>> {
  const means = new Means(["loss", ...Object.keys(metrics)]);
  const measures = [loss, ...Object.values(metrics)];
  for await (const batch of batches) {
    const { x, y } = tensors(batch);
    const values = tf.tidy(() => {
      const outputs = model.apply(x, { training: false }) as tf.Tensor;
      return tf.stack(measures.map((measure) => measure(outputs, y)));
    });
    means.add(values.dataSync(), batch.count);
    tf.dispose([x, y, values]);
    await nextTurn();
  }
  signal?.throwIfAborted();
  return means.get() as Record<"loss" | Extract<keyof M, string>, number>;
}
