import type { Figure } from "@rosenblatt/jupyterlab-plotly";
import type { Curve, Points } from "../model/curve.js";
import type { Run } from "../model/run.js";
import { keyText } from "../text/key-text.js";
import { plotlyText } from "../text/plotly-text.js";
import { colorOf } from "./colors.js";
import type { Measure } from "./measures.js";
import { smoothed } from "./smoothed.js";
import { thinned } from "./thinned.js";

/** What is said in a figure, in the reader's language. */
export interface CurveTexts {
  readonly step: string;
  readonly epoch: string;
  readonly training: string;
  readonly validation: string;
}

/** How curves are to be drawn. */
export interface CurvesOptions {
  readonly texts: CurveTexts;
  readonly measures: readonly Measure[];
  /** 0 for none, below 1. */
  readonly smoothing: number;
  readonly logarithmic: boolean;
  readonly axis: "steps" | "epochs";
  /** The most points of a curve. */
  readonly points: number;
  /** How many panels stand beside each other. */
  readonly columns: number;
  /** The height of a panel in pixels. */
  readonly height: number;
}

/** A run among those that are drawn together, and its colour. */
export interface DrawnRun {
  readonly run: Run;
  readonly color: string;
}

/** Curves as a figure, and what of it may move without drawing the rest again. */
export interface CurvesFigure {
  readonly figure: Figure;
  /** For each trace its line. */
  readonly lines: readonly Points[];
  /** What was asked for, and of which runs: as long as it is the same, lines may move. */
  readonly asked: string;
  /** How far the axes go. */
  readonly shape: string;
}

type Trace = Readonly<Record<string, unknown>>;

/** What a panel's traces have in common. */
interface Panel {
  readonly measure: Measure;
  readonly index: number;
  readonly options: CurvesOptions;
  /** Whether runs are told apart by colours, and not training from validation. */
  readonly several: boolean;
}

/** Pixels between panels. */
const gap = 34;

/** The curves of runs, a panel for each measure; validation is dashed, with a mark an epoch. */
export function curvesFigure(runs: readonly DrawnRun[], options: CurvesOptions): CurvesFigure {
  const { measures } = options;
  const several = runs.length > 1;
  const traces = measures.flatMap((measure, index) =>
    runs.flatMap((run) => curves(run, { measure, index, options, several })),
  );
  const end = Math.max(1, ...runs.map(({ run }) => reach(run, options)));
  const growing = runs.some(({ run }) => run.live);
  const room = measures.map((_, index) => {
    const lines = traces.filter(({ trace }) => trace.xaxis === axisName("x", index));
    return growing ? roomOf(lines.map(({ line }) => line.y)) : [];
  });
  return {
    figure: {
      data: traces.map(({ trace, line }) => ({ ...trace, ...line })) as never,
      layout: layout(options, { end, several, room }) as never,
      config: { displayModeBar: false },
    },
    lines: traces.map(({ line }) => line),
    asked: JSON.stringify([
      options,
      runs.map(({ color }) => color),
      traces.map(({ trace }) => [trace.uid, trace.name]),
    ]),
    shape: JSON.stringify([end, runs.map(({ run }) => run.live)]),
  };
}

interface PlannedTrace {
  readonly trace: Trace;
  readonly line: Points;
}

function curves({ run, color }: DrawnRun, panel: Panel): PlannedTrace[] {
  const { measure, index, options, several } = panel;
  const { name } = run.fields;
  const perStep = options.axis === "steps" ? 1 : 1 / (run.fields.epochSteps || 1);
  const common = (part: "raw" | "training" | "validation") => {
    const text = options.texts[part === "raw" ? "training" : part];
    return {
      type: "scatter",
      uid: `${index}-${part}-${run.id}`,
      xaxis: axisName("x", index),
      yaxis: axisName("y", index),
      name: several ? name : text,
      hovertemplate: `%{y:.4~g}<extra>${plotlyText(several ? name : text)}</extra>`,
    };
  };
  const planned: PlannedTrace[] = [];
  const steps = run.steps.get(measure.key);
  if (steps) {
    const values = smoothed(steps.y, options.smoothing);
    const shown = (y: Float64Array) => scaled(thinned({ x: steps.x, y }, options.points), perStep);
    const style = { mode: "lines", line: { color, width: 2, simplify: false } };
    const faint = { opacity: 0.25, hoverinfo: "skip", hovertemplate: undefined };
    const raw = common("raw");
    if (options.smoothing > 0) {
      const thin = { ...style.line, width: 1 };
      planned.push({ trace: { ...raw, ...style, line: thin, ...faint }, line: shown(steps.y) });
    }
    planned.push({ trace: { ...common("training"), ...style }, line: shown(values) });
  }
  const epochKey = steps ? measure.validation : measure.key;
  const mark = (key: string, part: "training" | "validation"): PlannedTrace[] => {
    const epochs = run.epochs.get(key);
    if (!epochs) return [];
    const other = several ? color : part === "validation" ? colorOf(1) : color;
    const line = { color: other, width: 1.5, ...(part === "validation" ? { dash: "dot" } : {}) };
    const size = epochs.length > 40 ? 3 : 5;
    // Marks of very many epochs would hide the curve.
    const mode = epochs.length > 150 ? "lines" : "lines+markers";
    const style = { mode, line, marker: { color: other, size } };
    return [{ trace: { ...common(part), ...style }, line: byEpoch(epochs, run, options) }];
  };
  if (!steps) planned.push(...mark(epochKey, "training"));
  planned.push(...mark(measure.validation, "validation"));
  return planned;
}

function byEpoch(epochs: Curve, run: Run, { axis, points }: CurvesOptions): Points {
  return scaled(thinned(epochs, points), axis === "steps" ? run.fields.epochSteps : 1);
}

function scaled({ x, y }: Points, by: number): Points {
  return by === 1 ? { x, y } : { x: x.map((value) => value * by), y };
}

function axisName(letter: "x" | "y", index: number): string {
  return index === 0 ? letter : `${letter}${index + 1}`;
}

/**
 * What the axis of values that still grow should hold besides them, so that it has to be another
 * less often: a quarter more at both ends, but not beyond 0, nor beyond 1 where none is.
 */
function roomOf(series: readonly Float64Array[]): readonly number[] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const values of series) {
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (!(low <= high)) return [];
  const more = (high - low) / 4;
  const bottom = low >= 0 ? Math.max(low / 2, low - more) : low - more;
  return [bottom, high <= 1 ? Math.min(1, high + more) : high + more];
}

/** How far the axis goes: ahead of a run that trains by half, in strides, and never beyond. */
function reach({ fields, live }: Run, { axis }: CurvesOptions): number {
  const all = fields.epochs * fields.epochSteps;
  const steps = Math.max(1, fields.step);
  const stride = 1.5 ** Math.ceil(Math.log(steps) / Math.log(1.5) + 0.5);
  const ahead = Math.max(fields.epochSteps, stride);
  const end = live ? Math.min(all || ahead, Math.ceil(ahead)) : steps;
  return axis === "steps" ? end : end / (fields.epochSteps || 1);
}

interface LayoutOptions {
  /** Where the horizontal axis ends at least. */
  readonly end: number;
  readonly several: boolean;
  /** Values that each vertical axis holds at least. */
  readonly room: readonly (readonly number[])[];
}

function layout(
  { measures, logarithmic, axis, columns, height, texts }: CurvesOptions,
  { end, several, room }: LayoutOptions,
): Trace {
  const across = Math.max(1, Math.min(columns, measures.length));
  const down = Math.max(1, Math.ceil(measures.length / across));
  const margin = { l: 44, r: 10, t: 24, b: 34 };
  const inner = down * height + (down - 1) * gap;
  const axes = measures.map((measure, i) => {
    const suffix = i === 0 ? "" : String(i + 1);
    const [row, column] = [Math.floor(i / across), i % across];
    const top = (row * (height + gap)) / inner;
    const width = (1 - (across - 1) * 0.06) / across;
    const left = column * (width + 0.06);
    const lowest = i + across >= measures.length;
    const x = {
      domain: [left, left + width],
      anchor: `y${suffix}`,
      autorange: true,
      autorangeoptions: { include: [0, end] },
      rangemode: "tozero",
      zeroline: false,
      nticks: 6,
      tickfont: { size: 10 },
      ...(i > 0 ? { matches: "x" } : {}),
      ...(lowest
        ? {
            title: {
              text: plotlyText(axis === "steps" ? texts.step : texts.epoch),
              font: { size: 11 },
              standoff: 4,
            },
          }
        : { showticklabels: across > 1 }),
    };
    const y = {
      domain: [Math.max(0, 1 - top - height / inner), 1 - top],
      anchor: `x${suffix}`,
      type: logarithmic ? "log" : "linear",
      autorange: true,
      autorangeoptions: { include: room[i] },
      zeroline: false,
      nticks: 5,
      tickfont: { size: 10 },
      tickformat: logarithmic ? "~g" : "",
      exponentformat: "e",
    };
    const title = {
      text: plotlyText(keyText(measure.key)),
      ...{ xref: "paper", yref: "paper", x: left, y: 1 - top },
      ...{ xanchor: "left", yanchor: "bottom", yshift: 4, showarrow: false, font: { size: 12 } },
    };
    return { suffix, x, y, title };
  });
  return {
    height: inner + margin.t + margin.b,
    margin,
    showlegend: false,
    hovermode: several ? "closest" : "x unified",
    dragmode: "zoom",
    annotations: axes.map(({ title }) => title),
    ...Object.fromEntries(
      axes.flatMap(({ suffix, x, y }) => [
        [`xaxis${suffix}`, x],
        [`yaxis${suffix}`, y],
      ]),
    ),
  };
}
