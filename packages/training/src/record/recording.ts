import type { RunEvent } from "@rosenblatt/plots";
import { isBetter, isSmallerBetter } from "../best.js";
import type { KeptHistograms } from "./kept-histograms.js";
import type { Patch, RunRecord, Series } from "./protocol.js";
import { ThinnedSeries } from "./thinned-series.js";

/** The part of a record that is not series. */
export type RunFields = Omit<
  RunRecord,
  "format" | "version" | "stepSeries" | "epochSeries" | "histograms" | "updated"
>;

type Changes = Partial<Omit<RunFields, "id">>;

/** The record of a run while it grows, and what of it is new. */
export class Recording {
  #fields: RunFields;
  #told: RunFields;
  readonly #steps = new Map<string, ThinnedSeries>();
  readonly #epochs = new Map<string, ThinnedSeries>();
  readonly #histograms: KeptHistograms;

  constructor(fields: RunFields, histograms: KeptHistograms) {
    this.#histograms = histograms;
    this.#fields = fields;
    this.#told = fields;
  }

  get fields(): RunFields {
    return this.#fields;
  }

  set(changes: Changes): void {
    this.#fields = { ...this.#fields, ...changes };
  }

  /** Takes in a moment of the run; an end's status is kept apart from its values. */
  event(event: RunEvent, learningRate: number): void {
    const { epoch, epochs, step, steps, phase, logs, elapsed, eta, waiting, gear } = event;
    // After an epoch an event has the number of its last step.
    const done = epoch * steps + step + 1;
    const common = { epochs, epochSteps: steps, elapsed, eta, waiting, gear, learningRate };
    this.set({ ...common, note: event.note ?? null, status: event.status });
    if (phase === "end") return;
    this.set({ step: done });
    if (phase === "epoch") this.#epoch(epoch + 1, logs);
    else for (const key in logs) seriesOf(this.#steps, key).push(done, logs[key]!);
    if (phase === "step") seriesOf(this.#steps, "learningRate").push(done, learningRate);
  }

  /** The whole record; nothing in it counts as new any more if it is to be told. */
  record({ told = false }: { told?: boolean } = {}): RunRecord {
    if (told) this.#forget();
    return {
      format: "rosenblatt-run",
      version: 1,
      ...this.#fields,
      updated: new Date().toISOString(),
      stepSeries: wholeOf(this.#steps),
      epochSeries: wholeOf(this.#epochs),
      histograms: this.#histograms.whole(),
    };
  }

  /** What is new since the last patch; undefined where nothing is. */
  patch(): Patch | undefined {
    const fields = changed(this.#told, this.#fields);
    this.#told = this.#fields;
    const steps = taken(this.#steps);
    const epochs = taken(this.#epochs);
    const histograms = this.#histograms.take();
    if (Object.keys(fields).length === 0 && !steps && !epochs && !histograms) return undefined;
    const parts = { ...(steps && { steps }), ...(epochs && { epochs }) };
    return { type: "patch", fields, ...parts, ...(histograms && { histograms }) };
  }

  #epoch(epoch: number, logs: RunEvent["logs"]): void {
    for (const [key, value] of Object.entries(logs)) {
      seriesOf(this.#epochs, key).push(epoch, value);
      const { best, smallerIsBetter } = this.#fields;
      if (!Object.hasOwn(smallerIsBetter, key)) {
        this.set({ smallerIsBetter: { ...smallerIsBetter, [key]: isSmallerBetter(key) } });
      }
      const before = Object.hasOwn(best, key) ? best[key]!.value : Number.NaN;
      if (Number.isFinite(value) && isBetter(key, { value, best: before })) {
        this.set({ best: { ...best, [key]: { epoch, value } } });
      }
    }
  }

  #forget(): void {
    this.#told = this.#fields;
    for (const series of [...this.#steps.values(), ...this.#epochs.values()]) series.forget();
    this.#histograms.take();
  }
}

function seriesOf(all: Map<string, ThinnedSeries>, key: string): ThinnedSeries {
  const known = all.get(key) ?? new ThinnedSeries();
  all.set(key, known);
  return known;
}

function wholeOf(all: ReadonlyMap<string, ThinnedSeries>): Record<string, Series> {
  return Object.fromEntries([...all].map(([key, series]) => [key, series.whole()]));
}

function taken(all: ReadonlyMap<string, ThinnedSeries>): Record<string, Series> | undefined {
  const fresh = [...all].flatMap(([key, series]) => {
    const points = series.take();
    return points ? [[key, points] as const] : [];
  });
  return fresh.length > 0 ? Object.fromEntries(fresh) : undefined;
}

/** Fields are replaced and never changed, so a new one is another. */
function changed(before: RunFields, after: RunFields): Changes {
  const entries = Object.entries(after) as [keyof RunFields, unknown][];
  return Object.fromEntries(entries.filter(([key, value]) => value !== before[key]));
}
