import { type Band, band } from "./band.js";
import { displayable } from "./displayable.js";
import { type Figure, figure, figureBundle, type Trace } from "./figure.js";
import { line, type Series, seriesTraces } from "./line.js";
import { measureOf } from "./measure.js";
import { numberText } from "./number-text.js";
import { panels } from "./panels.js";

/** What one run measured, one number an epoch by name; `valLoss` is the loss on validation data. */
export type RunHistory = Readonly<Record<string, ArrayLike<number>>>;

/** How to compare runs. */
export interface LearningCurvesOptions {
  /** Which measures, in this order; all by default. */
  measures?: readonly string[];
  /** The share of the seeds that a band holds. */
  share?: number;
  title?: string;
  columns?: number;
  yScale?: "linear" | "log";
  /** Of one panel, in pixels. */
  width?: number;
  height?: number;
}

/** Runs side by side, one panel a measure; with several seeds each curve is their median. */
export interface LearningCurves extends Figure {
  /** By run and by measure; a band of one seed has no breadth. */
  readonly bands: Readonly<Record<string, Readonly<Record<string, Band>>>>;
}

/**
 * Compares runs over their epochs: one colour a run, training dashed and validation whole. Several
 * histories under one name are seeds of one experiment: their median stands in a band that holds
 * the middle `share` of them, over the epochs that all of them have.
 *
 * @example learningCurves({ plain: { loss: [2, 1] }, dropout: [{ loss: [2, 1.5] }, { loss: [2, 1.4] }] })
 * @throws RangeError when there is no run, a run has no history, or no run has a measure.
 */
export function learningCurves(
  runs: Readonly<Record<string, RunHistory | readonly RunHistory[]>>,
  {
    measures,
    share = 1,
    title,
    columns = 2,
    yScale = "linear",
    width = 330,
    height = 240,
  }: LearningCurvesOptions = {},
): LearningCurves {
  const bands = Object.fromEntries(
    Object.entries(runs).map(([name, given]) => [name, bandsOf(given, { name, share })]),
  );
  const found = Object.values(bands).flatMap((own) => Object.keys(own));
  const names = measures ?? [...new Set(found.map((key) => measureOf(key).name))];
  if (names.length === 0) {
    throw new RangeError(
      "Cannot draw learning curves: it needs at least one run with a measure, got none; " +
        'give histories such as { "small net": history }',
    );
  }
  const each = names.map((name) => measurePanel(bands, { name, yScale }));
  const drawn = panels(each, { columns, width, height, ...(title === undefined ? {} : { title }) });
  const value = { data: drawn.data, layout: drawn.layout, bands };
  const text = textOf(bands, { names, title });
  return displayable(value, (shown) => figureBundle(shown, { text })) as LearningCurves;
}

function bandsOf(
  given: RunHistory | readonly RunHistory[],
  { name, share }: { name: string; share: number },
): Record<string, Band> {
  const histories = Array.isArray(given) ? (given as readonly RunHistory[]) : [given as RunHistory];
  if (histories.length === 0) {
    throw new RangeError(`Cannot draw the run "${name}": it needs at least one history, got none`);
  }
  const entries = Object.keys(histories[0]!).flatMap((key): [string, Band][] => {
    const curves = histories.map((history) => Array.from(history[key] ?? []));
    const shared = Math.min(...curves.map(({ length }) => length));
    const cut = curves.map((curve) => curve.slice(0, shared));
    return shared === 0 ? [] : [[key, band(cut, { share })]];
  });
  return Object.fromEntries(entries);
}

function measurePanel(
  bands: LearningCurves["bands"],
  { name, yScale }: { name: string; yScale: "linear" | "log" },
): Figure {
  const parts = Object.entries(bands).map(([run, own]) => {
    const keys = Object.keys(own).filter((key) => measureOf(key).name === name);
    return { run, keys: keys.sort((a, b) => a.length - b.length), own };
  });
  if (parts.every(({ keys }) => keys.length === 0)) {
    const known = new Set(Object.values(bands).flatMap((own) => Object.keys(own)));
    throw new RangeError(
      `Cannot draw the measure "${name}": no run has it, they have ${[...known].join(", ")}`,
    );
  }
  const both = parts.some(({ keys }) => keys.length > 1);
  const data = parts.flatMap(({ run, keys, own }, index) =>
    keys.flatMap((key) => curveTraces(own[key]!, { run, index, key, alone: !both })),
  );
  const { layout } = line({ "": [] }, { title: name, xTitle: "epoch", yScale });
  const epochs = Math.max(
    ...parts.flatMap(({ keys, own }) => keys.map((key) => own[key]!.y.length)),
  );
  const xaxis = { ...(layout.xaxis as object), ...(epochs <= 12 ? { dtick: 1 } : {}) };
  return figure(both ? [...data, ...partKeys()] : data, { ...layout, xaxis, showlegend: true });
}

function curveTraces(
  values: Band,
  { run, index, key, alone }: { run: string; index: number; key: string; alone: boolean },
): Trace[] {
  const spread = values.low.some((low, i) => low !== values.high[i]);
  const x = values.y.map((_, i) => i + 1);
  const series: Series = spread ? { ...values, x } : { x, y: values.y };
  const traces = seriesTraces(series, { name: run, index });
  const dashed = !alone && !measureOf(key).validation;
  return traces.map((trace) => {
    if (trace.fill) return { ...trace, opacity: dashed ? 0.1 : 0.2, legendgroup: run };
    const { line: style } = trace as { line?: object };
    const part = dashed ? "training" : measureOf(key).validation ? "validation" : "";
    return {
      ...trace,
      ...(values.y.length === 1 ? { mode: "markers" } : {}),
      line: dashed ? { ...style, dash: "dot", width: 1.5 } : style,
      showlegend: !dashed,
      hovertemplate: `%{y:.4~g} in epoch %{x}<extra>${run} ${part}</extra>`,
    };
  });
}

/** What dots and whole lines stand for, in the legend alone. */
function partKeys(): Trace[] {
  const key = (name: string, dash: string): Trace => ({
    ...{ type: "scatter", mode: "lines", name, x: [null], y: [null] },
    line: { color: "#888", width: 2, dash },
  });
  return [key("validation", "solid"), key("training", "dot")];
}

function textOf(
  bands: LearningCurves["bands"],
  { names, title = "Learning curves" }: { names: readonly string[]; title: string | undefined },
): string {
  const rows = Object.entries(bands).map(([run, own]) => {
    const keys = Object.keys(own).filter((key) => names.includes(measureOf(key).name));
    const ends = keys.map((key) => {
      const { y, low, high } = own[key]!;
      const [end, from, to] = [y.at(-1)!, low.at(-1)!, high.at(-1)!].map(numberText);
      return from === to ? `${key} ${end}` : `${key} ${end} (${from} to ${to})`;
    });
    return `  ${run}: ${ends.join(" · ")}`;
  });
  return [title, ...rows].join("\n");
}
