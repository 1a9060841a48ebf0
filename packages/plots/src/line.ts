import { type AxesOptions, axesLayout, axis } from "./axis.js";
import { type Figure, figure, type Trace } from "./figure.js";
import { numberText } from "./number-text.js";
import { colorOf } from "./palette.js";
import { sparkline } from "./sparkline.js";

/** One curve: its heights, or its points. */
export type Series =
  | ArrayLike<number>
  | { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> };

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
 * Curves over a common axis: one series, or several by name.
 *
 * @example line({ relu: xs.map(relu), sigmoid: xs.map(sigmoid) }, { x: xs })
 * @throws RangeError when a series has another number of heights than of positions.
 */
export function line(
  series: ArrayLike<number> | Readonly<Record<string, Series>>,
  { x, xScale = "linear", yScale = "linear", markers = false, ...frame }: LineOptions = {},
): Figure {
  const named = isNumbers(series) ? { "": series } : series;
  const data = Object.entries(named).map(([name, values], index): Trace => {
    const points = pointsOf(values, { name, x });
    const mode = markers ? "lines+markers" : "lines";
    return { type: "scatter", mode, name, ...points, line: { color: colorOf(index), width: 2 } };
  });
  const layout = {
    ...axesLayout(frame),
    xaxis: axis(frame.xTitle, { type: xScale }),
    yaxis: axis(frame.yTitle, { type: yScale }),
    showlegend: data.length > 1,
  };
  return figure(data, layout, { text: lineText(data, frame.title) });
}

function isNumbers(series: ArrayLike<number> | object): series is ArrayLike<number> {
  return Array.isArray(series) || ArrayBuffer.isView(series);
}

function pointsOf(
  series: Series,
  { name, x }: { name: string; x: ArrayLike<number> | undefined },
): { x: number[]; y: number[] } {
  const y = Array.from("y" in series ? series.y : series);
  const given = "y" in series ? series.x : x;
  if (given && given.length !== y.length) {
    throw new RangeError(
      `Cannot draw the line "${name}": it needs one x for each y, got ${given.length} and ` +
        `${y.length}; give both the same length`,
    );
  }
  return { x: given ? Array.from(given) : y.map((_, i) => i), y };
}

function lineText(data: readonly Trace[], title = "Lines"): string {
  const rows = data.map(({ name, y }) => {
    const values = y as number[];
    const ends = values.length > 0 ? [values[0]!, values.at(-1)!].map(numberText).join(" → ") : "";
    return `  ${sparkline(values)} ${ends} ${name}`.trimEnd();
  });
  return [title, ...rows].join("\n");
}
