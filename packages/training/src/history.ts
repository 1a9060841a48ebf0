import type { Metric } from "./metrics/metric.js";

/** Metrics by the name that the history gives them. */
export type Metrics = Readonly<Record<string, Metric>>;

type Name<M> = Extract<keyof M, string>;

/** What a history knows: the loss, each metric, and both on the validation examples. */
export type HistoryKey<M> = "loss" | "valLoss" | Name<M> | `val${Capitalize<Name<M>>}`;

/** One number an epoch for each key, in order; validation keys stay empty without validation. */
export type History<M> = { readonly [K in HistoryKey<M>]: number[] };

/** The validation key of a training key: `accuracy` → `valAccuracy`. */
export function validationKey(key: string): string {
  return `val${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}

/** An empty history with every key of `metrics`. */
export function emptyHistory<M extends Metrics>(metrics: M): History<M> {
  const keys = ["loss", ...Object.keys(metrics)];
  const all = keys.flatMap((key) => [key, validationKey(key)]);
  return Object.fromEntries(all.map((key) => [key, [] as number[]])) as unknown as History<M>;
}
