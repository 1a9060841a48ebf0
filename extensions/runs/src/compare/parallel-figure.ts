import type { Figure } from "@rosenblatt/jupyterlab-plotly";
import type { Run } from "../model/run.js";
import type { HyperParameter } from "../protocol.js";
import { numberText } from "../text/number-text.js";
import { plotlyText } from "../text/plotly-text.js";
import { type Column, columnsOf, differs } from "./result-table.js";

/** A run and the colour of its line. */
export interface ColoredRun {
  readonly run: Run;
  readonly color: string;
}

/**
 * Settings that differ and results as parallel axes, a line a run; nothing where fewer than two
 * runs or axes are there to compare.
 */
export function parallelFigure(runs: readonly ColoredRun[]): Figure | undefined {
  const all = runs.map(({ run }) => run);
  const differing = columnsOf(all).filter((column) => differs(column, all));
  // From what was set to what came of it.
  const columns = [...differing].sort(
    (a, b) => Number(a.kind === "result") - Number(b.kind === "result"),
  );
  if (runs.length < 2 || columns.length < 2) return undefined;
  const last = Math.max(1, runs.length - 1);
  const trace = {
    type: "parcoords",
    line: {
      color: runs.map((_, i) => i),
      colorscale: runs.map(({ color }, i) => [i / last, color]),
      cmin: 0,
      cmax: last,
    },
    dimensions: columns.map((column) => dimension(column, all)),
    labelfont: { size: 11 },
    tickfont: { size: 10 },
    rangefont: { size: 1, color: "rgba(0,0,0,0)" },
  };
  const margin = { l: 60, r: 60, t: 56, b: 24 };
  return {
    data: [trace] as never,
    layout: { height: 280, margin },
    config: { displayModeBar: false },
  };
}

function dimension({ title, kind, read }: Column, runs: readonly Run[]) {
  const values = runs.map(read);
  // Plotly takes tags in labels for its own, and those beside marks as they are.
  const label = plotlyText(title);
  if (values.every((value) => typeof value === "number")) {
    return { label, ...numbers(values as number[], kind) };
  }
  const texts = values.map((value: HyperParameter | undefined) => String(value ?? "–"));
  const names = [...new Set(texts)];
  return {
    label,
    values: texts.map((text) => names.indexOf(text)),
    tickvals: names.map((_, i) => i),
    ticktext: names,
    range: [-0.2, names.length - 0.8],
  };
}

/** Settings are marked where runs have them, results at round numbers unless they go by powers. */
function numbers(values: readonly number[], kind: Column["kind"]) {
  if (spansPowers(values)) return marked(values, Math.log10);
  return kind === "setting" ? marked(values, (value) => value) : within(values);
}

function within(values: readonly number[]) {
  return { values, range: [Math.min(...values), Math.max(...values)] };
}

/** Whether numbers lie so far apart, as learning rates do, that their powers say more. */
function spansPowers(values: readonly number[]): boolean {
  const low = Math.min(...values);
  // 0.3 / 0.03 is a little less than 10.
  return low > 0 && Math.max(...values) / low > 10 - 1e-9;
}

/** The share of an axis that marks are apart at least, so that their texts are. */
const apart = 1 / 12;

function marked(values: readonly number[], scale: (value: number) => number) {
  const scaled = within(values.map(scale));
  const [low, high] = scaled.range as [number, number];
  const gap = (high - low) * apart;
  const marks: number[] = [];
  for (const value of [...new Set(values)].sort((a, b) => a - b)) {
    const place = scale(value);
    const free = marks.length === 0 || place - scale(marks.at(-1)!) >= gap;
    // The ends are always marked.
    if (place === high || (free && (place === low || high - place >= gap))) marks.push(value);
  }
  return { ...scaled, tickvals: marks.map(scale), ticktext: marks.map(numberText) };
}
