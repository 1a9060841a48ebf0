import { columnsOf } from "../compare/result-table.js";
import type { Run } from "../model/run.js";
import { csv } from "./csv.js";

/** Settings and best values of runs as CSV, a row a run. */
export function tableCsv(runs: readonly Run[]): string {
  const columns = columnsOf(runs);
  const head = ["run", "id", "notebook", "started", "status", "seconds", "tags"];
  const names = columns.map(({ id }) => id.replace(/^(setting|result) /, ""));
  const doubled = names.map((name, i) => (names.indexOf(name) === i ? name : `best ${name}`));
  const rows = runs.map((run) => [
    ...[run.fields.name, run.id, run.place, run.fields.started, run.status],
    ...[run.fields.elapsed / 1000, run.fields.tags.join(" ")],
    ...columns.map(({ read }) => read(run)),
  ]);
  return csv([[...head, ...doubled], ...rows]);
}
