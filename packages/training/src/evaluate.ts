import type { BatchStream, Split } from "@rosenblatt/datasets";
import { checkDevice, ready, type Shape, type tf } from "@rosenblatt/engine";
import { display } from "@rosenblatt/plots";
import { evenSize } from "./even-size.js";
import { checkGear, type GearOptions } from "./gear.js";
import type { Geared } from "./geared.js";
import type { Metrics } from "./history.js";
import { type Measure, usualLoss } from "./loss.js";
import { Means } from "./means.js";
import { measureStep } from "./measure-step.js";

interface Signal {
  /** Ends the evaluation early with its reason as the error. */
  readonly signal?: AbortSignal | undefined;
}

export interface EvaluateOptions<M extends Metrics> extends GearOptions, Signal {
  /** By default cross-entropy, and the mean squared error for numbers. */
  readonly loss?: Measure;
  readonly metrics?: M;
  /** Examples at a time; without it at most 256. */
  readonly batchSize?: number;
}

/**
 * The loss and metrics of a model on a split, as means over its examples, in inference mode and
 * without augmentations. Fails with a RangeError when the split is empty.
 */
export async function evaluate<S extends Shape, C extends readonly string[], M extends Metrics>(
  model: tf.LayersModel,
  split: Split<S, C>,
  {
    loss = usualLoss(split),
    metrics = {} as M,
    batchSize = evenSize(split.length),
    signal,
    ...gearing
  }: EvaluateOptions<M> = {},
): Promise<Record<"loss" | Extract<keyof M, string>, number>> {
  if (split.length === 0) {
    throw new RangeError("Cannot evaluate a model on no examples: the split is empty; take more");
  }
  checkGear(gearing);
  await ready();
  await checkDevice(gearing);
  const step = measureStep(model, { ...gearing, measures: [loss, ...Object.values(metrics)] });
  const keys = ["loss", ...Object.keys(metrics)];
  const batches = split.plain.stream(batchSize, { signal });
  try {
    return await measure(batches, { step, keys, signal });
  } finally {
    await batches.close();
    if (step.note) display({ "text/plain": step.note });
  }
}

/** The means, over the batches of a stream, which stays open, of what a step says of them. */
export async function measure<K extends string>(
  batches: BatchStream,
  { step, keys, signal }: { step: Geared; keys: readonly K[] } & Signal,
): Promise<Record<K, number>> {
  const means = new Means(keys);
  for await (const batch of batches) {
    means.add(await step.run(batch), batch.count);
  }
  signal?.throwIfAborted();
  return means.get();
}
