import type { TranslationBundle } from "@jupyterlab/translation";
import type { Run } from "../model/run.js";
import type { RunLabels } from "../protocol.js";
import { startText, statusText, timeText } from "../text/run-text.js";
import { Controls } from "./controls.js";
import { Going } from "./going.js";
import { Name, Tags } from "./labels.js";
import { StatusMark } from "./status-mark.js";

export interface RunHeadProps {
  readonly run: Run;
  readonly trans: TranslationBundle;
  readonly onLabel: (run: Run, labels: Partial<RunLabels>) => void;
  /** Shows its model; undefined where nobody can. */
  readonly onModel: (() => void) | undefined;
  readonly onDelete: (run: Run) => void;
}

/** What a run is called, where it stands, and what may be done to it. */
export function RunHead({ run, trans, onLabel, onModel, onDelete }: RunHeadProps) {
  const { fields, status, live, refusal } = run;
  const place = live ? trans.__("step %1", fields.step.toLocaleString("en")) : timeText(run, trans);
  return (
    <>
      <Name key={run.id} run={run} trans={trans} onLabel={onLabel} />
      <div className="rosenblatt-Runs-line rosenblatt-Runs-muted" role="status">
        <StatusMark status={status} />
        <span className="rosenblatt-Runs-short">
          {statusText(status, trans)} · {startText(run)}
        </span>
        <span className="rosenblatt-Runs-place">{place}</span>
      </div>
      {live && <Going run={run} trans={trans} />}
      <div className="rosenblatt-Runs-line">
        <Tags key={`tags ${run.id}`} run={run} trans={trans} onLabel={onLabel} />
        <div className="rosenblatt-Runs-export">
          {onModel && (
            <button
              type="button"
              title={trans.__("Its graph, weights, filters and feature maps")}
              onClick={onModel}
            >
              {trans.__("Open model")}
            </button>
          )}
          {!live && (
            <button
              type="button"
              title={trans.__("Deletes the run and its file, once you agree")}
              onClick={() => onDelete(run)}
            >
              {trans.__("Delete…")}
            </button>
          )}
        </div>
      </div>
      {live && run.reachable && <Controls key={`controls ${run.id}`} run={run} trans={trans} />}
      {[fields.error, refusal].map((text) => text && <Problem key={text} text={text} />)}
    </>
  );
}

function Problem({ text }: { readonly text: string }) {
  return (
    <p className="rosenblatt-Runs-problem" role="alert">
      {text}
    </p>
  );
}
