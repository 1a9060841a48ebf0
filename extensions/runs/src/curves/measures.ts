import type { Run } from "../model/run.js";

/** What is drawn in one panel: a key after each step, and its counterpart on validation data. */
export interface Measure {
  /** The key on training data, such as `accuracy`. */
  readonly key: string;
  /** The key on validation data, such as `valAccuracy`. */
  readonly validation: string;
}

/** Put last, since it is chosen and not found out. */
const rate = "learningRate";

/** What these runs have been measured by: the loss first, the learning rate last. */
export function measuresOf(runs: readonly Run[]): readonly Measure[] {
  const keys = new Set<string>();
  for (const { steps, epochs } of runs) {
    for (const key of [...steps.keys(), ...epochs.keys()]) keys.add(trainingKey(key));
  }
  const place = (key: string) => (key === "loss" ? 0 : key === rate ? 2 : 1);
  return [...keys]
    .sort((a, b) => place(a) - place(b))
    .map((key) => ({ key, validation: `val${key.slice(0, 1).toUpperCase()}${key.slice(1)}` }));
}

/** The key on training data that belongs to a key, such as `accuracy` to `valAccuracy`. */
function trainingKey(key: string): string {
  const [, first, rest] = /^val([A-Z])(.*)$/.exec(key) ?? [];
  return first === undefined ? key : first.toLowerCase() + rest;
}
