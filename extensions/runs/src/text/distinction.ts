import { PathExt } from "@jupyterlab/coreutils";
import type { Run } from "../model/run.js";
import { startText } from "./run-text.js";

/** The notebook of a run whose name others have, its start where they are of that notebook too. */
export function distinction(run: Run, runs: readonly Run[]): string | undefined {
  const notebook = ({ place }: Run) => PathExt.basename(place);
  const others = runs.filter((other) => other !== run && other.fields.name === run.fields.name);
  if (others.length === 0) return undefined;
  const alike = others.some((other) => notebook(other) === notebook(run));
  return alike ? startText(run, { second: "2-digit" }) : notebook(run);
}
