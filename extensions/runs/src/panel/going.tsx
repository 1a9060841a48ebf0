import type { TranslationBundle } from "@jupyterlab/translation";
import type { Run } from "../model/run.js";
import { epochText, timeText } from "../text/run-text.js";
import { Progress } from "./progress.js";

export interface GoingProps {
  readonly run: Run;
  readonly trans: TranslationBundle;
}

/** How far a run is that trains, and how long it still takes. */
export function Going({ run, trans }: GoingProps) {
  return (
    <>
      <Progress share={run.progress} label={trans.__("Progress of %1", run.fields.name)} />
      <span className="rosenblatt-Runs-line rosenblatt-Runs-muted">
        <span className="rosenblatt-Runs-short">{epochText(run, trans)}</span>
        <span className="rosenblatt-Runs-place">{timeText(run, trans)}</span>
      </span>
    </>
  );
}
