import { resultsOf } from "../model/results.js";
import type { Run } from "../model/run.js";
import type { HyperParameter } from "../protocol.js";
import { keyText } from "../text/key-text.js";

/** A column of the table of runs. */
export interface Column {
  /** Unique, such as `setting batchSize`. */
  readonly id: string;
  readonly kind: "setting" | "result";
  readonly title: string;
  /** For a result, whether less is better. */
  readonly smallerIsBetter: boolean;
  readonly read: (run: Run) => HyperParameter | undefined;
}

/** What runs were set to and what came of it: best values first, then settings. */
export function columnsOf(runs: readonly Run[]): readonly Column[] {
  const settings = new Set(runs.flatMap(({ fields }) => Object.keys(fields.hyperParameters)));
  const results = new Map(
    runs.flatMap((run) =>
      resultsOf(run).map(({ key }) => [key, run.fields.smallerIsBetter[key] ?? false] as const),
    ),
  );
  return [
    ...[...results].map(
      ([key, smallerIsBetter]): Column => ({
        id: `result ${key}`,
        kind: "result",
        title: keyText(key),
        smallerIsBetter,
        read: ({ fields }) =>
          Object.hasOwn(fields.best, key) ? fields.best[key]?.value : undefined,
      }),
    ),
    ...[...settings].map(
      (key): Column => ({
        id: `setting ${key}`,
        kind: "setting",
        title: keyText(key),
        smallerIsBetter: false,
        read: ({ fields }) =>
          Object.hasOwn(fields.hyperParameters, key) ? fields.hyperParameters[key] : undefined,
      }),
    ),
  ];
}

/** A name that TensorFlow.js gives to a model that has none, another one each time. */
const givenName = /^(model|sequential_)\d+$/;

/** Whether runs have different values in a column; names that nobody chose are no difference. */
export function differs({ read }: Column, runs: readonly Run[]): boolean {
  const values = new Set(runs.map(read));
  return values.size > 1 && ![...values].every((value) => givenName.test(String(value)));
}

/** The runs ordered by what a column says of them; those without a value come last. */
export function sorted(
  runs: readonly Run[],
  { read, ascending }: { read: Column["read"]; ascending: boolean },
): readonly Run[] {
  const direction = ascending ? 1 : -1;
  return [...runs].sort((first, second) => {
    const [a, b] = [read(first) ?? null, read(second) ?? null];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === "number" && typeof b === "number") return direction * (a - b);
    return direction * String(a).localeCompare(String(b), undefined, { numeric: true });
  });
}

/** The best run by a result; nothing where there is no other to be better than. */
export function bestBy({ read, kind, smallerIsBetter }: Column, runs: readonly Run[]) {
  if (kind !== "result" || runs.length < 2) return undefined;
  return sorted(runs, { read, ascending: smallerIsBetter })[0];
}
