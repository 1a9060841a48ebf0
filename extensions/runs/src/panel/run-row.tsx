import { PathExt } from "@jupyterlab/coreutils";
import type { TranslationBundle } from "@jupyterlab/translation";
import { memo } from "react";
import { colorOf } from "../curves/colors.js";
import { headline } from "../model/results.js";
import type { Run } from "../model/run.js";
import { keyText } from "../text/key-text.js";
import { numberText } from "../text/number-text.js";
import { startText, statusText } from "../text/run-text.js";
import { Going } from "./going.js";
import { Sparkline } from "./sparkline.js";
import { StatusMark } from "./status-mark.js";

export interface RunRowProps {
  readonly run: Run;
  /** Of the run as it is; another one draws the row anew. */
  readonly version: number;
  readonly selected: boolean;
  /** The run's colour in the comparison; without one it is in none. */
  readonly color: string | undefined;
  readonly trans: TranslationBundle;
  readonly onSelect: (run: Run) => void;
  readonly onCompare: (run: Run, on: boolean) => void;
}

/** A run in the list. */
export const RunRow = memo(function RunRow(props: RunRowProps) {
  const { run, selected, color, trans, onSelect, onCompare } = props;
  const { name, tags, pinned } = run.fields;
  return (
    <li
      className="rosenblatt-Runs-row"
      data-selected={selected}
      data-run={run.id}
      onContextMenu={() => onSelect(run)}
    >
      <input
        type="checkbox"
        checked={color !== undefined}
        style={{ accentColor: color }}
        aria-label={trans.__("Compare %1", name)}
        title={trans.__("Compare")}
        onChange={(event) => onCompare(run, event.target.checked)}
      />
      <button type="button" aria-current={selected} onClick={() => onSelect(run)}>
        <span className="rosenblatt-Runs-line">
          <span className="rosenblatt-Runs-name" title={name}>
            {name}
          </span>
          {pinned && (
            <span className="rosenblatt-Runs-pinned" title={trans.__("pinned")}>
              ★
            </span>
          )}
          <Sparkline run={run} color={color ?? colorOf(0)} />
        </span>
        <span className="rosenblatt-Runs-line rosenblatt-Runs-muted">
          <StatusMark status={run.status} />
          <span className="rosenblatt-Runs-short">
            {statusText(run.status, trans)} · {startText(run)}
          </span>
          <span className="rosenblatt-Runs-place" title={run.place}>
            {PathExt.basename(run.place)}
          </span>
        </span>
        {run.live && <Going run={run} trans={trans} />}
        <span className="rosenblatt-Runs-tags">
          {!run.live && <Best run={run} />}
          {tags.map((tag) => (
            <span key={tag} className="rosenblatt-Runs-tag">
              {tag}
            </span>
          ))}
        </span>
      </button>
    </li>
  );
});

function Best({ run }: Pick<RunRowProps, "run">) {
  const best = headline(run);
  if (!best) return null;
  return (
    <span className="rosenblatt-Runs-muted">
      {keyText(best.key)} <b>{numberText(best.value)}</b>
    </span>
  );
}
