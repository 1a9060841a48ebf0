import type { Run } from "../model/run.js";
import { distinction } from "../text/distinction.js";

export interface RunNameProps {
  readonly run: Run;
  /** The runs that stand beside it. */
  readonly runs: readonly Run[];
}

/** A run's name, and what tells the run from others of that name. */
export function RunName({ run, runs }: RunNameProps) {
  const more = distinction(run, runs);
  return (
    <span className="rosenblatt-Runs-runName" title={`${run.fields.name}\n${run.place}`}>
      {run.fields.name}
      {more && <span className="rosenblatt-Runs-muted"> {more}</span>}
    </span>
  );
}
