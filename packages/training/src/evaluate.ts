import type { PlainBatch, Split } from "@rosenblatt/datasets";
import { checkDevice, ready, type Shape, type tf } from "@rosenblatt/engine";
import { display } from "@rosenblatt/plots";
import { checkMetrics } from "./check.js";
import { evenSize } from "./even-size.js";
import { checkGear, type GearOptions } from "./gear.js";
import type { Geared } from "./geared.js";
import type { Metrics } from "./history.js";
import type { Measure } from "./loss.js";
import { measureStep } from "./measure-step.js";
import type { Metric } from "./metrics/metric.js";
import { Tally } from "./metrics/tally.js";
import { usualLoss } from "./usual-loss.js";

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
 * The loss and metrics of a model on a split, over its examples, in inference mode and
 * without augmentations. Fails with a RangeError when the split is empty.
 *
 * @example
 * const { loss, accuracy: share } = await evaluate(model, data.test, { metrics: { accuracy } });
 */
export async function evaluate<S extends Shape, C extends readonly string[], M extends Metrics>(
  model: tf.LayersModel,
  split: Split<S, C, Shape>,
  {
    loss = usualLoss(split, model),
    metrics = {} as M,
    batchSize = evenSize(split.length, split),
    signal,
    ...gearing
  }: EvaluateOptions<M> = {},
): Promise<Record<"loss" | Extract<keyof M, string>, number>> {
  if (split.length === 0) {
    throw new RangeError("Cannot evaluate a model on no examples: the split is empty; take more");
  }
  checkGear(gearing);
  checkMetrics(metrics);
  await ready();
  await checkDevice(gearing);
  const all = { loss, ...metrics };
  const step = measureStep(model, { ...gearing, metrics: Object.values(all) });
  const batches = split.plain.stream(batchSize, { signal });
  try {
    return await measure(batches, { step, metrics: all, signal });
  } finally {
    await batches.close();
    if (step.note) display({ "text/plain": step.note });
  }
}

/** The metrics over batches, of which a step gives the numbers. */
export async function measure<K extends string>(
  batches: AsyncIterable<PlainBatch>,
  { step, metrics, signal }: { step: Geared; metrics: Readonly<Record<K, Metric>> } & Signal,
): Promise<Record<K, number>> {
  const tally = new Tally(metrics);
  for await (const batch of batches) {
    tally.add(await step.run(batch), batch.count);
  }
  signal?.throwIfAborted();
  return tally.get();
}
