import type { Dataset } from "@rosenblatt/datasets";
import { checkDevice, randomState, ready, type Shape, seed, type tf } from "@rosenblatt/engine";
import { Clock } from "./clock.js";
import { measure } from "./evaluate.js";
import type { Settings } from "./fit-options.js";
import type { Geared } from "./geared.js";
import { type Metrics, validationKey } from "./history.js";
import { measureStep } from "./measure-step.js";
import type { Metric } from "./metrics/metric.js";
import { valuesOf } from "./metrics/tally.js";
import { Rate } from "./rate.js";
import type { RunControl } from "./run.js";
import { Progress } from "./state/progress.js";
import { resume } from "./state/resume.js";
import { openStreams, type Streams } from "./streams.js";
import { trainStep } from "./train-step.js";

interface Training<
  S extends Shape,
  C extends readonly string[],
  M extends Metrics,
  L extends Shape,
> {
  readonly model: tf.LayersModel;
  readonly data: Dataset<S, C, L>;
  readonly settings: Settings<S, C, M, L>;
  readonly control: RunControl<M>;
}

/** What the epochs of a run have in common. */
interface Course {
  readonly streams: Streams;
  readonly step: Geared;
  readonly validation: Geared;
  readonly clock: Clock;
  readonly rate: Rate;
  readonly progress: Progress;
  /** What is measured, the loss first. */
  readonly metrics: Readonly<Record<string, Metric>>;
}

/** The training loop: epochs of steps, each epoch measured on the validation examples. */
export async function train<
  S extends Shape,
  C extends readonly string[],
  M extends Metrics,
  L extends Shape,
>(training: Training<S, C, M, L>): Promise<void> {
  const { settings, control } = training;
  await ready();
  await checkDevice(settings.gearing);
  startRandom(settings.seed);
  const optimizer = settings.optimizer.create();
  let streams: Streams | undefined;
  try {
    const course = await courseOf(training, optimizer);
    const { progress, clock } = course;
    streams = course.streams;
    await replay(control, course);
    while (progress.epoch < settings.epochs && !control.signal.aborted) {
      await trainEpoch(control, course);
    }
    const status = control.signal.aborted ? control.signal.reason : "finished";
    await control.end({ ...clock.last, phase: "end", status, eta: 0 });
  } finally {
    optimizer.dispose();
    await streams?.close();
  }
}

/** Random numbers are always of a generator whose place can be told. */
function startRandom(value: number | undefined): void {
  if (value !== undefined) seed(value);
  else if (randomState() === undefined) seed(Math.floor(Math.random() * 2 ** 32));
}

async function courseOf<
  S extends Shape,
  C extends readonly string[],
  M extends Metrics,
  L extends Shape,
>(training: Training<S, C, M, L>, optimizer: tf.Optimizer): Promise<Course> {
  const { model, data, settings, control } = training;
  const { loss, gearing, batchSize } = settings;
  const others = Object.values(settings.metrics);
  const metrics = { loss, ...settings.metrics };
  const facts = {
    examples: data.train.length,
    "the batch size": batchSize,
    "the optimizer": `${settings.optimizer.name} ${JSON.stringify(optimizer.getConfig())}`,
    metrics: Object.keys(metrics).join(", "),
  };
  const history = control.history as Readonly<Record<string, number[]>>;
  const progress = new Progress({ model, optimizer, metrics, history, facts });
  const note = settings.resume === undefined ? undefined : await resume(progress, settings.resume);
  const step = trainStep(model, { optimizer, metrics: [loss, ...others], ...gearing });
  const validation = measureStep(model, { metrics: [loss, ...others], ...gearing });
  const streams = openStreams(training);
  const epochSteps = Math.ceil(data.train.length / batchSize);
  const before = progress.epoch * epochSteps + progress.step;
  const clock = new Clock({
    data,
    settings,
    streams,
    before,
    note,
    pause: control.pause,
    computations: [step, validation],
  });
  const rate = new Rate(optimizer, { settings, epochSteps, base: progress.rate });
  control.open({ model, progress, rate, epochSteps, before });
  return { streams, step, validation, clock, rate, progress, metrics };
}

/** Tells of the epochs that had ended before; callbacks are told of the last alone. */
async function replay<M extends Metrics>(
  control: RunControl<M>,
  { progress, clock }: Course,
): Promise<void> {
  for (let epoch = 0; epoch < progress.epoch; epoch += 1) {
    const values = Object.entries(control.history as Record<string, number[]>);
    const logs = Object.fromEntries(
      values.flatMap(([key, list]) => (epoch in list ? [[key, list[epoch]!]] : [])),
    );
    const event = clock.event({ epoch, step: clock.steps - 1, logs, phase: "epoch" });
    if (epoch === progress.epoch - 1) await control.emit(event);
    else control.draw(event);
  }
}

async function trainEpoch<M extends Metrics>(
  control: RunControl<M>,
  course: Course,
): Promise<void> {
  const { streams, step, clock, rate, progress, metrics } = course;
  const { epoch } = progress;
  progress.beforePass();
  for await (const batch of streams.training(progress.step)) {
    progress.afterShuffle();
    rate.follow(progress, control.history);
    const values = await step.run(batch);
    checkFinite(values[0]![0]!);
    progress.tally.add(values, batch.count);
    progress.step += 1;
    const logs = valuesOf(metrics, values);
    await control.emit(clock.event({ epoch, step: progress.step - 1, logs, phase: "step" }));
  }
  progress.afterShuffle();
  if (control.signal.aborted) {
    return;
  }
  const logs = { ...progress.tally.get(), ...(await validate(course, control.signal)) };
  if (control.signal.aborted) {
    return;
  }
  progress.endEpoch(logs);
  await control.emit(clock.event({ epoch, step: clock.steps - 1, logs, phase: "epoch" }));
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
