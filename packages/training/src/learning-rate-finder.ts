import type { Dataset, OutputShapeOf, PlainBatch } from "@rosenblatt/datasets";
import { checkDevice, randomState, ready, type Shape, setRandomState } from "@rosenblatt/engine";
import type { Net } from "@rosenblatt/models";
import { type Figure, figure, line } from "@rosenblatt/plots";
import { checkCount, checkOptimizer, checkShapes } from "./check.js";
import { checkGear, type GearOptions } from "./gear.js";
import type { Measure } from "./loss.js";
import { adam } from "./optimizers/adam.js";
import type { Optimizer } from "./optimizers/optimizer.js";
import { RuleOptimizer } from "./optimizers/rule-optimizer.js";
import { copied, putBack, weightsOf } from "./state/copied-weights.js";
import { trainStep } from "./train-step.js";
import { usualLoss } from "./usual-loss.js";
import { valley } from "./valley.js";

export interface LearningRateOptions extends GearOptions {
  /** The first learning rate and the last. */
  readonly from?: number;
  readonly to?: number;
  /** How many are tried, at equal ratios. */
  readonly steps?: number;
  readonly batchSize?: number;
  /** Whose rule is followed; its own learning rate does not matter. */
  readonly optimizer?: Optimizer;
  readonly loss?: Measure;
}

/** The loss by learning rate, which draws itself with the one that is suggested. */
export interface LearningRates extends Figure {
  readonly suggestion: number;
  readonly rates: readonly number[];
  readonly losses: readonly number[];
  /** The losses in a running mean. */
  readonly smoothed: readonly number[];
}

/**
 * Trains for some steps while the learning rate grows, until the loss is far above its best, and
 * suggests one from the longest stretch of falling losses. The model and the random numbers are
 * afterwards as they were. Sources: Smith, Cyclical learning rates (2017), section 3.3; the
 * suggestion is fastai's `valley`.
 *
 * @example
 * const { suggestion } = await findLearningRate(model, data);
 * await fit(model, data, { optimizer: adam(suggestion), schedule: oneCycle() });
 * @throws RangeError when the loss is not a number at the first rates already.
 */
export async function findLearningRate<
  S extends Shape,
  C extends readonly string[],
  L extends Shape = readonly [],
>(
  model: Net<S, OutputShapeOf<C, L> | S>,
  data: Dataset<S, C, L>,
  {
    from = 1e-6,
    to = 10,
    steps = 100,
    batchSize = 64,
    optimizer = adam(),
    loss = usualLoss(data, model),
    ...gearing
  }: LearningRateOptions = {},
): Promise<LearningRates> {
  checkRange({ from, to, steps, batchSize });
  checkOptimizer(optimizer);
  checkGear(gearing);
  checkShapes(model, data, loss);
  await ready();
  await checkDevice(gearing);
  const variables = weightsOf(model);
  const [before, random] = [copied(variables), randomState()];
  const following = optimizer.create();
  const step = trainStep(model, { optimizer: following, metrics: [loss], ...gearing });
  const batches = endless(data, batchSize);
  try {
    const rates = Array.from({ length: steps }, (_, i) => from * (to / from) ** (i / (steps - 1)));
    return found(
      await losses(rates, { optimizer: following, batches, run: (batch) => step.run(batch) }),
      rates,
    );
  } finally {
    await batches.return();
    following.dispose();
    putBack(variables, before);
    if (random) setRandomState(random);
  }
}

interface Trial {
  readonly optimizer: object;
  readonly batches: AsyncIterator<PlainBatch, void>;
  run(batch: PlainBatch): Promise<readonly ArrayLike<number>[]>;
}

/** The loss at each rate, up to where it is four times the best of the running mean. */
async function losses(
  rates: readonly number[],
  { optimizer, batches, run }: Trial,
): Promise<number[]> {
  if (!(optimizer instanceof RuleOptimizer)) {
    throw new TypeError(
      "Cannot change the learning rate of this optimizer: it must be one such as adam(1e-3)",
    );
  }
  const found: number[] = [];
  let best = Number.POSITIVE_INFINITY;
  for (const rate of rates) {
    optimizer.learningRate = rate;
    const { value: batch } = await batches.next();
    const loss = (await run(batch as PlainBatch))[0]![0]!;
    const mean = smoothed([...found, loss]).at(-1)!;
    if (!(mean <= 4 * best || found.length === 0) || !Number.isFinite(loss)) break;
    found.push(loss);
    best = Math.min(best, mean);
  }
  return found;
}

/** A running mean with 0.9 of what was, freed of its start at 0. */
function smoothed(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value, i) => {
    sum = 0.9 * sum + 0.1 * value;
    return sum / (1 - 0.9 ** (i + 1));
  });
}

async function* endless<S extends Shape, C extends readonly string[]>(
  data: Dataset<S, C, Shape>,
  batchSize: number,
): AsyncGenerator<PlainBatch, void, undefined> {
  const stream = data.train.stream(batchSize, { shuffle: true });
  try {
    while (true) yield* stream;
  } finally {
    await stream.close();
  }
}

function found(values: readonly number[], tried: readonly number[]): LearningRates {
  if (values.length < 4) {
    throw new RangeError(
      `Cannot find a learning rate: the loss is not finite, or grows at once, from ${tried[0]} on; ` +
        "start lower, with from: 1e-9, and check the inputs for NaN",
    );
  }
  const rates = tried.slice(0, values.length);
  const means = smoothed(values);
  const suggestion = rates[valley(means)]!;
  return Object.assign(drawn({ rates, values, means, suggestion }), {
    suggestion,
    rates,
    losses: values,
    smoothed: means,
  });
}

function drawn({
  rates,
  values,
  means,
  suggestion,
}: {
  rates: readonly number[];
  values: readonly number[];
  means: readonly number[];
  suggestion: number;
}): Figure {
  const title = `Learning rate: ${suggestion.toExponential(1)} suggested`;
  const axes = { title, x: rates, xScale: "log" as const, xTitle: "learning rate", yTitle: "loss" };
  const { data, layout } = line({ "each step": values, mean: means }, axes);
  const at = rates.indexOf(suggestion);
  const mark = {
    type: "scatter",
    mode: "markers",
    name: "suggestion",
    x: [suggestion],
    y: [means[at]!],
    marker: { color: "#d55e00", size: 11 },
  };
  const [each, ...rest] = data;
  return figure([{ ...each!, opacity: 0.45 }, ...rest, mark], layout, { text: title });
}

function checkRange({
  from,
  to,
  steps,
  batchSize,
}: Required<Pick<LearningRateOptions, "from" | "to" | "steps" | "batchSize">>): void {
  checkCount("batchSize", batchSize);
  checkCount("steps", steps);
  if (!(from > 0 && to > from && Number.isFinite(to) && steps >= 10)) {
    throw new RangeError(
      `Cannot try learning rates from ${from} to ${to} in ${steps} steps: they must rise from ` +
        "above 0, in at least 10 steps; from: 1e-6, to: 10, steps: 100 is usual",
    );
  }
}
