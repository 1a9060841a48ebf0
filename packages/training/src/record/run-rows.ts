import { durationText } from "@rosenblatt/plots";
import type { HyperParameter, RunRecord } from "./protocol.js";

type Row = Readonly<Record<string, HyperParameter>>;

/** A row for each run: what it is, the hyper-parameters that differ among them, and its best results. */
export function runRows(records: readonly RunRecord[]): Row[] {
  const parameters = differing(records);
  const results = resultsOf(records);
  return records.map(({ name, started, status, step, epochSteps, elapsed, ...record }) => ({
    run: name,
    started: `${started.slice(0, 16).replace("T", " ")} UTC`,
    status,
    epochs: Math.floor(step / epochSteps),
    time: durationText(elapsed),
    ...Object.fromEntries(
      parameters.map((key) => [key, own(record.hyperParameters, key) ?? null] as const),
    ),
    ...Object.fromEntries(
      results.map((key) => [`best ${key}`, own(record.best, key)?.value ?? null] as const),
    ),
  }));
}

function differing(records: readonly RunRecord[]): string[] {
  const keys = new Set(records.flatMap(({ hyperParameters }) => Object.keys(hyperParameters)));
  return [...keys].filter((key) => {
    const [first, ...others] = records.map(({ hyperParameters }) => own(hyperParameters, key));
    return others.some((value) => value !== first);
  });
}

/** Results on validation examples, where there are any. */
function resultsOf(records: readonly RunRecord[]): string[] {
  const keys = [...new Set(records.flatMap(({ best }) => Object.keys(best)))];
  const validation = keys.filter((key) => /^val[A-Z]/.test(key));
  return validation.length > 0 ? validation : keys;
}

function own<T>(values: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
