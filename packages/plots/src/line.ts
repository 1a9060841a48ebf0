import { type AxesOptions, axesLayout, axis } from "./axis.js";
import type { Band } from "./band.js";
import { type Figure, figure, type Trace } from "./figure.js";
import { logTicks } from "./log-ticks.js";
import { numberText } from "./number-text.js";
import { colorOf } from "./palette.js";
import { sparkline } from "./sparkline.js";

/** One curve: its heights, or its points, or a band about it. */
export type Series =
  | ArrayLike<number>
  | { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> }
  | (Band & { readonly x?: ArrayLike<number> });

/** How to draw curves. */
export interface LineOptions extends AxesOptions {
  /** Where the heights stand when a series has none of its own; 0, 1, 2 … by default. */
  x?: ArrayLike<number>;
  xScale?: "linear" | "log";
  yScale?: "linear" | "log";
  /** Marks the points themselves. */
  markers?: boolean;
}

/**
 * Curves over a common axis: one series, or several by name; with `band()`, bands over many runs.
 *
 * @example const x = [-2, -1, 0, 1, 2];
 * line({ relu: x.map((at) => Math.max(at, 0)), tanh: x.map(Math.tanh) }, { x })
 * @throws RangeError when a series has another number of heights than of positions.
 */
export function line(
  series: ArrayLike<number> | Readonly<Record<string, Series>>,
  { x, xScale = "linear", yScale = "linear", markers = false, ...frame }: LineOptions = {},
): Figure {
  const named = isNumbers(series) ? { "": series } : series;
  const data = Object.entries(named).flatMap(([name, values], index) =>
    seriesTraces(values, { name, index, x, markers }),
  );
  const layout = {
    ...axesLayout(frame),
    xaxis: axis(
      frame.xTitle,
      scale(
        xScale,
        data.flatMap(({ x }) => x as number[]),
      ),
    ),
    yaxis: axis(
      frame.yTitle,
      scale(
        yScale,
        data.flatMap(({ y }) => y as number[]),
      ),
    ),
    showlegend: Object.keys(named).length > 1,
  };
  const curves = data.filter(({ name }) => name !== undefined);
  return figure(data, layout, { text: lineText(curves, frame.title) });
}

/** A curve in the colour of its position, in front of its band. */
export function seriesTraces(
  values: Series,
  {
    name,
    index,
    x,
    markers = false,
  }: { name: string; index: number; x?: ArrayLike<number> | undefined; markers?: boolean },
): Trace[] {
  const points = pointsOf(values, { name, x });
  const mode = markers ? "lines+markers" : "lines";
  const line = { color: colorOf(index), width: 2 };
  const curve = { type: "scatter", mode, name, legendgroup: name, ...points, line };
  return "low" in values ? [bandTrace(values, { ...points, name, index }), curve] : [curve];
}

/** Over two powers of ten and more, logarithmic axes name these alone. */
function scale(type: "linear" | "log", values: readonly number[]): Record<string, unknown> {
  const drawn = values.filter((value) => value > 0 && Number.isFinite(value));
  const [low, high] = [Math.min(...drawn), Math.max(...drawn)];
  if (type === "linear" || drawn.length === 0) return { type };
  return high >= 100 * low ? { type, dtick: 1 } : { type, ...logTicks(low / 2, 2 * high) };
}

function isNumbers(series: ArrayLike<number> | object): series is ArrayLike<number> {
  return Array.isArray(series) || ArrayBuffer.isView(series);
}

function pointsOf(
  series: Series,
  { name, x }: { name: string; x: ArrayLike<number> | undefined },
): { x: number[]; y: number[] } {
  const y = Array.from("y" in series ? series.y : series);
  const given = ("y" in series ? series.x : undefined) ?? x;
  if (given && given.length !== y.length) {
    throw new RangeError(
      `Cannot draw the line "${name}": it needs one x for each y, got ${given.length} and ` +
        `${y.length}; give both the same length`,
    );
  }
  return { x: given ? Array.from(given) : y.map((_, i) => i), y };
}

/** The area between the lowest and the highest, as one outline there and back. */
function bandTrace(
  { low, high }: Band,
  { x, name, index }: { x: number[]; name: string; index: number },
): Trace {
  return {
    type: "scatter",
    mode: "lines",
    legendgroup: name,
    x: [...x, ...[...x].reverse()],
    y: [...Array.from(low), ...Array.from(high).reverse()],
    fill: "toself",
    fillcolor: colorOf(index),
    opacity: 0.2,
    line: { width: 0 },
    hoverinfo: "skip",
    showlegend: false,
  };
}

function lineText(data: readonly Trace[], title = "Lines"): string {
  const rows = data.map(({ name, y }) => {
    const values = y as number[];
    const ends = values.length > 0 ? [values[0]!, values.at(-1)!].map(numberText).join(" → ") : "";
    return `  ${sparkline(values)} ${ends} ${name}`.trimEnd();
  });
  return [title, ...rows].join("\n");
}
