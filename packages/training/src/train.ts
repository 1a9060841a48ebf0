import { type Dataset, type PlainBatch, tensors } from "@rosenblatt/datasets";
import { ready, type Shape, seed, tf } from "@rosenblatt/engine";
import { Clock } from "./clock.js";
import type { Settings } from "./fit-options.js";
import { type Metrics, validationKey } from "./history.js";
import { Means, measure, nextTurn } from "./measure.js";
import type { RunControl } from "./run.js";
import { openStreams, type Streams } from "./streams.js";
import { type TrainStep, trainStep } from "./train-step.js";

interface Training<S extends Shape, C extends readonly string[], M extends Metrics> {
  readonly model: tf.LayersModel;
  readonly data: Dataset<S, C>;
  readonly settings: Settings<S, C, M>;
  readonly control: RunControl<M>;
}

interface Epoch {
  readonly epoch: number;
  readonly batches: Streams;
  readonly step: TrainStep;
  readonly clock: Clock;
}

/** The training loop: epochs of steps, each epoch measured on the validation examples. */
export async function train<S extends Shape, C extends readonly string[], M extends Metrics>(
  training: Training<S, C, M>,
): Promise<void> {
  const { model, settings, control } = training;
  await ready();
  if (settings.seed !== undefined) {
    seed(settings.seed);
  }
  const optimizer = settings.optimizer.create();
  const step = trainStep(model, {
    optimizer,
    measures: [settings.loss, ...Object.values(settings.metrics)],
  });
  const batches = openStreams(training);
  const clock = new Clock({ ...training, batches });
  try {
    for (let epoch = 0; epoch < settings.epochs && !control.signal.aborted; epoch += 1) {
      await trainEpoch(training, { epoch, batches, step, clock });
    }
    const status = control.signal.aborted ? control.signal.reason : "finished";
    await control.emit({ ...clock.last, phase: "end", status, eta: 0 });
  } finally {
    optimizer.dispose();
    await batches.close();
  }
}

async function trainEpoch<S extends Shape, C extends readonly string[], M extends Metrics>(
  { settings, control, model }: Training<S, C, M>,
  { epoch, batches, step, clock }: Epoch,
): Promise<void> {
  const means = new Means(["loss", ...Object.keys(settings.metrics)]);
  let index = 0;
  for await (const batch of batches.training) {
    const values = stepAndDispose(step, batch);
    means.add(values, batch.count);
    const logs = Object.fromEntries(means.keys.map((key, i) => [key, values[i]!]));
    await control.emit(clock.event({ epoch, step: index, logs, phase: "step" }));
    index += 1;
    await nextTurn();
  }
  if (control.signal.aborted) {
    return;
  }
  const logs = { ...means.get(), ...(await validate({ model, settings, control }, batches)) };
  if (control.signal.aborted) {
    return;
  }
  for (const [key, value] of Object.entries(logs)) {
    (control.history as Record<string, number[]>)[key]!.push(value);
  }
  await control.emit(clock.event({ epoch, step: index - 1, logs, phase: "epoch" }));
}

function stepAndDispose(step: TrainStep, batch: PlainBatch): Float32Array {
  const { x, y } = tensors(batch);
  try {
    return step(x, y);
  } finally {
    tf.dispose([x, y]);
  }
}

/** The measures on the validation examples; none when there are none, or when the run was ended. */
async function validate<S extends Shape, C extends readonly string[], M extends Metrics>(
  {
    model,
    settings: { loss, metrics },
    control: { signal },
  }: Pick<Training<S, C, M>, "model" | "settings" | "control">,
  { validation }: Streams,
): Promise<Record<string, number>> {
  if (!validation) {
    return {};
  }
  try {
    const measured = await measure(model, validation, { loss, metrics, signal });
    return Object.fromEntries(
      Object.entries<number>(measured).map(([key, value]) => [validationKey(key), value]),
    );
  } catch (error) {
    if (signal.aborted) {
      return {};
    }
    throw error;
  }
}
