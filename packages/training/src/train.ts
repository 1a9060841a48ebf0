import type { Dataset } from "@rosenblatt/datasets";
import { checkDevice, ready, type Shape, seed, type tf } from "@rosenblatt/engine";
import { Clock } from "./clock.js";
import { measure } from "./evaluate.js";
import type { Settings } from "./fit-options.js";
import type { Geared } from "./geared.js";
import { type Metrics, validationKey } from "./history.js";
import { Means } from "./means.js";
import { measureStep } from "./measure-step.js";
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
  readonly keys: readonly string[];
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
  const measures = [settings.loss, ...Object.values(settings.metrics)];
  const step = trainStep(model, { optimizer, measures, ...settings.gearing });
  const validation = measureStep(model, { measures, ...settings.gearing });
  const streams = openStreams(training);
  const clock = new Clock({ ...training, streams, computations: [step, validation] });
  const keys = ["loss", ...Object.keys(settings.metrics)];
  try {
    for (let epoch = 0; epoch < settings.epochs && !control.signal.aborted; epoch += 1) {
      await trainEpoch(control, { epoch, streams, step, validation, clock, keys });
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
  const { streams, step, clock, keys } = course;
  const means = new Means(keys);
  let index = 0;
  for await (const batch of streams.training) {
    const values = await step.run(batch);
    checkFinite(values[0]!);
    means.add(values, batch.count);
    const logs = Object.fromEntries(keys.map((key, i) => [key, values[i]!]));
    await control.emit(clock.event({ epoch, step: index, logs, phase: "step" }));
    index += 1;
  }
  if (control.signal.aborted) {
    return;
  }
  const logs = { ...means.get(), ...(await validate(course, control.signal)) };
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
  { streams, validation, keys }: Course,
  signal: AbortSignal,
): Promise<Record<string, number>> {
  if (!streams.validation) {
    return {};
  }
  try {
    const measured = await measure(streams.validation, { step: validation, keys, signal });
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
