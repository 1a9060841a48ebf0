import type { Dataset } from "@rosenblatt/datasets";
import { checkDevice, ready, type Shape, seed, type tf } from "@rosenblatt/engine";
import { Clock } from "./clock.js";
import { measure } from "./evaluate.js";
import type { Settings } from "./fit-options.js";
import type { Geared } from "./geared.js";
import { type Metrics, validationKey } from "./history.js";
import { measureStep } from "./measure-step.js";
import type { Metric } from "./metrics/metric.js";
import { Tally, valuesOf } from "./metrics/tally.js";
import type { RunControl } from "./run.js";
import { openStreams, type Streams } from "./streams.js";
import { trainStep } from "./train-step.js";

interface Training<S extends Shape, C extends readonly string[], M extends Metrics> {
  readonly model: tf.LayersModel;
  readonly data: Dataset<S, C>;
  readonly settings: Settings<S, C, M>;
  readonly control: RunControl<M>;
}

/** What the epochs of a run have in common. */
interface Course {
  readonly streams: Streams;
  readonly step: Geared;
  readonly validation: Geared;
  readonly clock: Clock;
  /** What is measured, the loss first. */
  readonly metrics: Readonly<Record<string, Metric>>;
}

/** The training loop: epochs of steps, each epoch measured on the validation examples. */
export async function train<S extends Shape, C extends readonly string[], M extends Metrics>(
  training: Training<S, C, M>,
): Promise<void> {
  const { model, settings, control } = training;
  await ready();
  await checkDevice(settings.gearing);
  if (settings.seed !== undefined) {
    seed(settings.seed);
  }
  const optimizer = settings.optimizer.create();
  const { loss, gearing } = settings;
  const metrics = { loss, ...settings.metrics };
  const others = Object.values(settings.metrics);
  const step = trainStep(model, { optimizer, metrics: [loss, ...others], ...gearing });
  const validation = measureStep(model, { metrics: [loss, ...others], ...gearing });
  const streams = openStreams(training);
  const clock = new Clock({ ...training, streams, computations: [step, validation] });
  try {
    for (let epoch = 0; epoch < settings.epochs && !control.signal.aborted; epoch += 1) {
      await trainEpoch(control, { epoch, streams, step, validation, clock, metrics });
    }
    const status = control.signal.aborted ? control.signal.reason : "finished";
    await control.emit({ ...clock.last, phase: "end", status, eta: 0 });
  } finally {
    optimizer.dispose();
    await streams.close();
  }
}

async function trainEpoch<M extends Metrics>(
  control: RunControl<M>,
  { epoch, ...course }: Course & { readonly epoch: number },
): Promise<void> {
  const { streams, step, clock, metrics } = course;
  const tally = new Tally(metrics);
  let index = 0;
  for await (const batch of streams.training) {
    const values = await step.run(batch);
    checkFinite(values[0]![0]!);
    tally.add(values, batch.count);
    const logs = valuesOf(metrics, values);
    await control.emit(clock.event({ epoch, step: index, logs, phase: "step" }));
    index += 1;
  }
  if (control.signal.aborted) {
    return;
  }
  const logs = { ...tally.get(), ...(await validate(course, control.signal)) };
  if (control.signal.aborted) {
    return;
  }
  for (const [key, value] of Object.entries(logs)) {
    (control.history as Record<string, number[]>)[key]!.push(value);
  }
  await control.emit(clock.event({ epoch, step: index - 1, logs, phase: "epoch" }));
}

/** Refuses to go on from a step that would have filled every weight with NaN, and changed none. */
function checkFinite(loss: number): void {
  if (!Number.isFinite(loss)) {
    throw new RangeError(
      `Cannot go on training: the loss is ${loss}; lower the learning rate, and check the inputs for NaN`,
    );
  }
}

/** The measures on the validation examples; none when there are none, or when the run was ended. */
async function validate(
  { streams, validation, metrics }: Course,
  signal: AbortSignal,
): Promise<Record<string, number>> {
  if (!streams.validation) {
    return {};
  }
  try {
    const measured = await measure(streams.validation, { step: validation, metrics, signal });
    return Object.fromEntries(
      Object.entries(measured).map(([key, value]) => [validationKey(key), value]),
    );
  } catch (error) {
    if (signal.aborted) {
      return {};
    }
    throw error;
  }
}
