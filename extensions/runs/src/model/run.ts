import { type ISignal, Signal } from "@lumino/signaling";
import type { FromPanel, Patch, RunLabels, RunRecord, RunStatus, Series } from "../protocol.js";
import { Curve } from "./curve.js";
import type { RunFields } from "./parse-record.js";

/** How a run is reached while its kernel lives. */
export interface RunLine {
  send(message: FromPanel): void;
}

/** A file is written anew at least so often while its run lasts, with some to spare. */
const patience = 90_000;

export type Curves = ReadonlyMap<string, Curve>;

/** One training run, from a kernel, from a file, or both. */
export class Run {
  readonly id: string;
  /** The notebook that it runs in, or the folder of its file, as the contents manager names it. */
  place = "";
  /** Its file, as the contents manager names it. */
  file: string | undefined;
  /** What the kernel answered to a command that it would not carry out. */
  refusal: string | undefined;
  #fields: RunFields;
  #steps = new Map<string, Curve>();
  #epochs = new Map<string, Curve>();
  #line: RunLine | undefined;
  /** Whether its kernel was there, and is no more. */
  #left = false;
  #version = 0;
  readonly #changed = new Signal<this, void>(this);

  constructor(record: RunRecord) {
    this.id = record.id;
    this.#fields = record;
    this.replace(record);
  }

  /** Emitted whenever anything of the run is another. */
  get changed(): ISignal<this, void> {
    return this.#changed;
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  get fields(): RunFields {
    return this.#fields;
  }

  /** Values of each step by key. */
  get steps(): Curves {
    return this.#steps;
  }

  /** Values of each epoch by key. */
  get epochs(): Curves {
    return this.#epochs;
  }

  /** Where it stands; one that was cut off with its kernel counts as interrupted. */
  get status(): RunStatus {
    const { status, updated } = this.#fields;
    const lasts = status === "running" || status === "paused";
    if (!lasts || this.#line) return status;
    // Another program may train it, and write its file.
    const fresh = Date.now() - Date.parse(updated) < patience;
    return fresh && !this.#left ? status : "interrupted";
  }

  /** Whether it still trains, or waits to. */
  get live(): boolean {
    const { status } = this;
    return status === "running" || status === "paused";
  }

  /** Whether a kernel listens to its commands. */
  get reachable(): boolean {
    return this.#line !== undefined;
  }

  /** The share of its steps that are done, 0 to 1. */
  get progress(): number {
    const { step, epochs, epochSteps } = this.#fields;
    const all = epochs * epochSteps;
    return all > 0 ? Math.min(1, step / all) : 0;
  }

  /** Whether steps of its curves are left out, as those of long runs are. */
  get sampled(): boolean {
    return [...this.#steps.values()].some(
      ({ x, length }) => length > 0 && length <= x[length - 1]! - x[0]!,
    );
  }

  /** Takes all of a record, in place of what was known. */
  replace(record: RunRecord): void {
    const { stepSeries, epochSeries, histograms: _, ...fields } = record;
    this.#fields = fields;
    this.#steps = curves(stepSeries);
    this.#epochs = curves(epochSeries);
    this.touch();
  }

  /** Takes what has changed. */
  apply({ fields, steps = {}, epochs = {} }: Patch): void {
    this.#fields = { ...this.#fields, ...fields };
    extend(this.#steps, steps);
    extend(this.#epochs, epochs);
    this.touch();
  }

  /** Names, tags or pins it here; whoever keeps the run is told by others. */
  label(labels: Partial<RunLabels>): void {
    this.#fields = { ...this.#fields, ...labels };
    this.touch();
  }

  /** Puts the run on a line to its kernel, or takes it off. */
  connect(line: RunLine | undefined): void {
    this.#left = !line;
    this.#line = line;
    this.touch();
  }

  /** Asks something of the kernel; nothing where none listens. */
  ask(message: FromPanel): void {
    this.refusal = undefined;
    this.#line?.send(message);
    this.touch();
  }

  /** Tells that something of it is another. */
  touch(): void {
    this.#version += 1;
    this.#changed.emit();
  }
}

type ByKey = Readonly<Record<string, Series>>;

function curves(series: ByKey): Map<string, Curve> {
  return new Map(Object.entries(series).map(([key, values]) => [key, new Curve(values)]));
}

function extend(known: Map<string, Curve>, series: ByKey): void {
  for (const [key, more] of Object.entries(series)) {
    const curve = known.get(key);
    if (curve) curve.append(more);
    else known.set(key, new Curve(more));
  }
}
