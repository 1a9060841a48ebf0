import type { Dataset, OutputShapeOf } from "@rosenblatt/datasets";
import type { Shape } from "@rosenblatt/engine";
import type { Detector, Net, RegionHead } from "@rosenblatt/models";
import { checkCount, checkMetrics, checkOptimizer, checkShapes } from "./check.js";
import type { FitOptions } from "./fit-options.js";
import { checkGear } from "./gear.js";
import type { Metrics } from "./history.js";
import { adam } from "./optimizers/adam.js";
import { checkLabels } from "./record/labels.js";
import { hyperParameters } from "./record/run-facts.js";
import { Run } from "./run.js";
import { SeenTraining, viewedExamples } from "./seen-training.js";
import { train } from "./train.js";
import { usualLoss } from "./usual-loss.js";

/**
 * Trains a model on a data set and returns at once with the run, which goes on beside the cell.
 * Where each pixel has a label, outputs are `[height, width, classes]`. With `loss: reconstruction` it learns the examples themselves: its outputs have their shape.
 * A detector, such as `fcos()`, learns the boxes that are marked on pictures.
 *
 * @example
 * const run = fit(model, data, { epochs: 3, metrics: { accuracy } });
 * const history = await run; // history.valAccuracy: number[]
 */
export function fit<
  S extends Shape,
  C extends readonly string[],
  L extends Shape = readonly [],
  // biome-ignore lint/complexity/noBannedTypes: no metrics means no keys of metrics
  M extends Metrics = {},
>(
  model: Net<S, OutputShapeOf<C, L> | S> | Detector<S> | (RegionHead & Net<S>),
  data: Dataset<S, C, L>,
  {
    epochs = 5,
    batchSize = 64,
    optimizer = adam(),
    loss = usualLoss(data, model),
    metrics = {} as M,
    validation = data.test,
    workers,
    seed,
    schedule,
    resume,
    on = [],
    show = true,
    record = true,
    name,
    tags = [],
    ...gearing
  }: FitOptions<S, C, M, L> = {},
): Run<M> {
  checkCount("epochs", epochs);
  checkCount("batchSize", batchSize);
  checkOptimizer(optimizer);
  checkMetrics(metrics);
  checkGear(gearing);
  checkLabels({ name, tags });
  checkShapes(model, data, loss);
  const measured = { loss, metrics, validation };
  const course = { epochs, batchSize, optimizer, schedule, resume, workers, seed };
  const settings = { ...course, ...measured, gearing };
  const seen = new SeenTraining(model, viewedExamples({ data, validation }));
  const epochSteps = Math.ceil(data.train.length / batchSize);
  const chosen = hyperParameters({ model, data, settings });
  const facts = { name, tags, epochs, epochSteps, gearing, optimizer, hyperParameters: chosen };
  const shown = { metrics, on, show, learningRate: optimizer.learningRate };
  const told = { seen, facts: record ? facts : undefined };
  return new Run((control) => train({ model, data, settings, control }), { ...shown, ...told });
}
