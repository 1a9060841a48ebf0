import type { TranslationBundle } from "@jupyterlab/translation";
import { settingsIcon } from "@jupyterlab/ui-components";
import { type ReactNode, useState } from "react";
import { colorOf } from "../curves/colors.js";
import { measuresOf } from "../curves/measures.js";
import type { Run } from "../model/run.js";
import type { View } from "../model/view.js";
import { keyText } from "../text/key-text.js";

export interface CurvesBarProps {
  readonly runs: readonly Run[];
  readonly view: View;
  readonly trans: TranslationBundle;
  /** Whether the settings are shown only when they are asked for. */
  readonly folds?: boolean;
  /** What stands beside the legend. */
  readonly children?: ReactNode;
}

/** What is drawn, and how. */
export function CurvesBar({ runs, view, trans, folds = false, children }: CurvesBarProps) {
  const { hidden } = view.state;
  const [open, setOpen] = useState(false);
  const measures = measuresOf(runs);
  return (
    <div className="rosenblatt-Runs-curvesBar">
      <fieldset aria-label={trans.__("Measures")}>
        {measures.map(({ key }) => (
          <button
            key={key}
            type="button"
            className="rosenblatt-Runs-chip"
            aria-pressed={!hidden.includes(key)}
            onClick={() => view.showMeasure(key, hidden.includes(key))}
          >
            {keyText(key)}
          </button>
        ))}
      </fieldset>
      {folds && (
        <button
          type="button"
          className="rosenblatt-Runs-chip rosenblatt-Runs-fold"
          aria-expanded={open}
          aria-label={trans.__("How curves are drawn")}
          title={trans.__("Smoothing, logarithms, steps or epochs")}
          onClick={() => setOpen(!open)}
        >
          <settingsIcon.react tag="span" elementSize="normal" />
        </button>
      )}
      {(open || !folds) && <Settings view={view} trans={trans} />}
      <div className="rosenblatt-Runs-legend">
        <Legend single={runs.length === 1} trans={trans} />
        {children}
      </div>
    </div>
  );
}

function Settings({ view, trans }: Pick<CurvesBarProps, "view" | "trans">) {
  const { smoothing, logarithmic, axis } = view.state;
  return (
    <div className="rosenblatt-Runs-settings">
      <label>
        {trans.__("Smooth")}
        <input
          type="range"
          min={0}
          max={0.99}
          step={0.01}
          value={smoothing}
          onChange={(event) => view.change({ smoothing: Number(event.target.value) })}
        />
        <output>{smoothing.toFixed(2)}</output>
      </label>
      <label>
        <input
          type="checkbox"
          checked={logarithmic}
          onChange={(event) => view.change({ logarithmic: event.target.checked })}
        />
        {trans.__("Log")}
      </label>
      <label>
        <span className="rosenblatt-Runs-unseen">{trans.__("Horizontal axis")}</span>
        <select
          value={axis}
          onChange={(event) => view.change({ axis: event.target.value as "steps" | "epochs" })}
        >
          <option value="steps">{trans.__("steps")}</option>
          <option value="epochs">{trans.__("epochs")}</option>
        </select>
      </label>
    </div>
  );
}

function Legend({ single, trans }: { single: boolean; trans: TranslationBundle }) {
  const color = (index: number) => (single ? colorOf(index) : "currentColor");
  return (
    <>
      <Stroke color={color(0)} text={trans.__("training")} />
      <Stroke color={color(1)} text={trans.__("validation")} dotted />
    </>
  );
}

function Stroke({
  color,
  text,
  dotted = false,
}: {
  color: string;
  text: string;
  dotted?: boolean;
}) {
  return (
    <span>
      <svg width="18" height="8" aria-hidden="true">
        <line x1="0" y1="4" x2="18" y2="4" stroke={color} strokeWidth="2" {...dash(dotted)} />
        {dotted && <circle cx="9" cy="4" r="2.5" fill={color} />}
      </svg>
      {text}
    </span>
  );
}

function dash(dotted: boolean) {
  return dotted ? { strokeDasharray: "2 2" } : {};
}
