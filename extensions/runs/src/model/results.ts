import type { Run } from "./run.js";

/** A best value of a run. */
export interface Result {
  readonly key: string;
  readonly epoch: number;
  readonly value: number;
}

/** The best values of a run, those on validation data first, a loss after what people read. */
export function resultsOf({ fields }: Run): readonly Result[] {
  const rank = (key: string) => (key.startsWith("val") ? 0 : 2) + (/loss$/i.test(key) ? 1 : 0);
  return Object.entries(fields.best)
    .map(([key, best]) => ({ key, ...best }))
    .sort((a, b) => rank(a.key) - rank(b.key));
}

/** By what a run is judged in one number. */
export function headline(run: Run): Result | undefined {
  return resultsOf(run)[0];
}
