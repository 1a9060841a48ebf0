import { mostThreads, type tf } from "@rosenblatt/engine";
import type { Gear, GearOptions } from "../gear.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import type { HyperParameter } from "./protocol.js";

/** What is known of a run when it is started. */
export interface RunFacts {
  /** Without it, `Run 7`. */
  readonly name: string | undefined;
  readonly tags: readonly string[];
  readonly epochs: number;
  readonly epochSteps: number;
  readonly gearing: GearOptions;
  readonly optimizer: Optimizer;
  readonly hyperParameters: Readonly<Record<string, HyperParameter>>;
}

interface Chosen {
  readonly model: tf.LayersModel;
  readonly data: { readonly name: string; readonly train: { readonly length: number } };
  readonly settings: {
    readonly epochs: number;
    readonly batchSize: number;
    readonly optimizer: Optimizer;
    readonly loss: { readonly name: string };
    readonly metrics: Readonly<Record<string, unknown>>;
    readonly validation: { readonly length: number } | false;
    readonly schedule: { readonly name: string } | undefined;
    readonly seed: number | undefined;
    readonly workers: number | undefined;
    readonly resume: string | undefined;
    readonly gearing: GearOptions;
  };
}

/** All that was chosen for a run, by name; what was not set is left out. */
export function hyperParameters({ model, data, settings }: Chosen): RunFacts["hyperParameters"] {
  const { optimizer, validation, schedule, gearing } = settings;
  const all: Readonly<Record<string, HyperParameter | undefined>> = {
    epochs: settings.epochs,
    batchSize: settings.batchSize,
    optimizer: optimizer.name,
    learningRate: optimizer.learningRate,
    ...optimizer.settings,
    schedule: schedule && functionText(schedule),
    loss: functionText(settings.loss),
    metrics: Object.keys(settings.metrics).join(", ") || undefined,
    seed: settings.seed,
    data: data.name,
    examples: data.train.length,
    validationExamples: validation ? validation.length : 0,
    model: model.name,
    layers: layersText(model),
    parameters: model.countParams(),
    gear: gearing.gear ?? "auto",
    threads: gearing.threads,
    providers: gearing.providers?.join(", "),
    workers: settings.workers,
    resume: settings.resume,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

/** Where a run computes. */
export function deviceText(gear: Gear, { threads, providers }: GearOptions): string {
  if (gear === "eager") return "WebAssembly, 1 thread";
  const most = threads ?? mostThreads();
  const where = providers?.map((name) => name.toUpperCase()).join(", ") ?? "CPU";
  return `${where}, ${most === 1 ? "1 thread" : `up to ${most} threads`}`;
}

function functionText({ name }: { readonly name: string }): string {
  return name === "" ? "a function of one's own" : name;
}

/** Kinds of layers in order of their first appearance: `2 Conv2D, Flatten, 3 Dense`. */
function layersText(model: tf.LayersModel): string {
  const counts = new Map<string, number>();
  for (const layer of model.layers) {
    const kind = layer.getClassName();
    if (kind !== "InputLayer") counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => (count === 1 ? kind : `${count} ${kind}`)).join(", ");
}
