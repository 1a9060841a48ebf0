import { type AxesOptions, axesLayout, axis } from "./axis.js";
import { band } from "./band.js";
import { displayable } from "./displayable.js";
import { type Figure, figure, figureBundle, type Trace } from "./figure.js";
import { numberText } from "./number-text.js";
import { colorOf, symbolOf } from "./palette.js";

/** By name, a number, or those of several runs; a name without any has an empty row. */
export type RunsByName = Readonly<Record<string, number | readonly number[]>>;

/** What is gained or lost is read from here. */
const zerolinecolor = "rgba(128,128,128,0.6)";

/** What several runs came to. */
export interface Range {
  /** Their median. */
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

/** How to draw ranges. */
export interface RangesOptions extends AxesOptions {
  /** Each run has a small mark of its own. */
  runs?: boolean;
  /** A bar joins the medians of one name, for the gap between series. */
  joined?: boolean;
  /** Whether names are written; a panel beside another with the same names needs none. */
  names?: boolean;
  /** Where the paper is shaded, such as from -1 to 1 for what counts as equal. */
  shaded?: readonly [from: number, to: number];
  /** The first series' place in the row of colours; above 0 beside a panel that has used some. */
  firstColor?: number;
}

/** Rows of marks, and their numbers. */
export interface Ranges extends Figure {
  /** By series and by name; a single series is named "". */
  readonly ranges: Readonly<Record<string, Readonly<Record<string, Range>>>>;
}

/**
 * Results by name, a row each, the first on top: a mark at the median of the runs, and a whisker
 * from the least to the greatest. Of one series, or of several, by name, that have rows in common.
 *
 * @example
 * ranges({ plain: [81.2, 82.5, 80.9], dropout: [84.1, 83.8, 85] }, { runs: true }).ranges[""]!.plain!.middle; // 81.2
 * ranges({ known: { plain: 99.8, dropout: 97 }, new: { plain: [81.2, 82.5], dropout: [84, 85] } }, { joined: true })
 * @throws RangeError when there is no number, or one is not finite.
 */
export function ranges(
  results: RunsByName | Readonly<Record<string, RunsByName>>,
  {
    runs = false,
    joined = false,
    names = true,
    shaded,
    firstColor = 0,
    ...frame
  }: RangesOptions = {},
): Ranges {
  const series = isOne(results) ? { "": results } : results;
  const rows = [...new Set(Object.values(series).flatMap((own) => Object.keys(own)))];
  check(series);
  const found = Object.fromEntries(
    Object.entries(series).map(([name, own]) => [name, rangesOf(own)]),
  );
  const lone = Object.keys(series).length === 1;
  const data = [
    ...(joined ? [gaps(rows, Object.values(found))] : []),
    ...Object.entries(series).flatMap(([name, own], i) => {
      const index = firstColor + i;
      const medians = medianMarks(found[name]!, { name: lone && runs ? "median" : name, index });
      return runs ? [runMarks(own, { name, index, lone }), medians] : [medians];
    }),
  ];
  const layout = {
    ...axesLayout({ height: 120 + 26 * rows.length, ...frame }),
    xaxis: axis(frame.xTitle, { zerolinecolor, range: roomFor(series) }),
    yaxis: rowAxis(rows, { title: frame.yTitle, names }),
    ...(shaded ? { shapes: [shade(shaded)] } : {}),
    showlegend: !lone || runs,
  };
  const text = rangesText(found, frame.title);
  const drawn = figure(data, layout);
  const value = { data: drawn.data, layout: drawn.layout, ranges: found };
  return displayable(value, (shown) => figureBundle(shown, { text })) as Ranges;
}

function isOne(results: object): results is RunsByName {
  return Object.values(results).every((own) => typeof own === "number" || Array.isArray(own));
}

function valuesOf(own: number | readonly number[]): readonly number[] {
  return typeof own === "number" ? [own] : own;
}

function rangesOf(own: RunsByName): Record<string, Range> {
  const filled = Object.entries(own).filter(([, runs]) => valuesOf(runs).length > 0);
  return Object.fromEntries(
    filled.map(([name, runs]) => {
      const { y, low, high } = band(valuesOf(runs).map((value) => [value]));
      return [name, { middle: y[0]!, low: low[0]!, high: high[0]! }];
    }),
  );
}

function medianMarks(
  found: Readonly<Record<string, Range>>,
  { name, index }: { name: string; index: number },
): Trace {
  const all = Object.values(found);
  const color = colorOf(index);
  return {
    ...{ type: "scatter", mode: "markers" },
    ...(name === "" ? {} : { name, legendgroup: name }),
    x: all.map(({ middle }) => middle),
    y: Object.keys(found),
    marker: { color, symbol: symbolOf(index), size: 9 },
    error_x: {
      ...{ type: "data", symmetric: false, color, thickness: 1.5, width: 4 },
      array: all.map(({ middle, high }) => high - middle),
      arrayminus: all.map(({ middle, low }) => middle - low),
    },
    hovertemplate: "%{y}: %{x:.4~g}",
  };
}

function runMarks(
  own: RunsByName,
  { name, index, lone }: { name: string; index: number; lone: boolean },
): Trace {
  const each = Object.entries(own).flatMap(([row, runs]) =>
    valuesOf(runs).map((value) => ({ row, value })),
  );
  return {
    ...{ type: "scatter", mode: "markers", name: lone ? "each run" : name, showlegend: lone },
    legendgroup: name,
    x: each.map(({ value }) => value),
    y: each.map(({ row }) => row),
    marker: { color: colorOf(index), size: 6, opacity: 0.5 },
    hovertemplate: "%{y}: %{x:.4~g}<extra></extra>",
  };
}

/** From the least median of each name to the greatest. */
function gaps(rows: readonly string[], series: readonly Readonly<Record<string, Range>>[]): Trace {
  const ends = rows.flatMap((row) => {
    const middles = series.flatMap((own) => own[row]?.middle ?? []);
    return middles.length > 0 ? [Math.min(...middles), Math.max(...middles), null] : [];
  });
  const filled = rows.filter((row) => series.some((own) => own[row]));
  return {
    ...{ type: "scatter", mode: "lines", hoverinfo: "skip", showlegend: false },
    x: ends,
    y: filled.flatMap((row) => [row, row, row]),
    line: { color: "rgba(128,128,128,0.4)", width: 5 },
  };
}

/** The first row on top, all of them shown, also those without a mark. */
function rowAxis(
  rows: readonly string[],
  { title, names }: { title: string | undefined; names: boolean },
): object {
  return axis(title, {
    ...{ type: "category", categoryorder: "array", categoryarray: [...rows].reverse() },
    range: [-0.6, rows.length - 0.4],
    showticklabels: names,
  });
}

/** From the least of all runs to the greatest, with room for their marks. */
function roomFor(series: Readonly<Record<string, RunsByName>>): [number, number] {
  const all = Object.values(series).flatMap((own) => Object.values(own).flatMap(valuesOf));
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = 0.06 * (high - low) || Math.abs(low) / 2 || 1;
  return [low - room, high + room];
}

function shade([from, to]: readonly [number, number]): object {
  return {
    ...{ type: "rect", xref: "x", yref: "paper", x0: from, x1: to, y0: 0, y1: 1 },
    ...{ fillcolor: "rgba(128,128,128,0.25)", line: { width: 0 }, layer: "below" },
  };
}

function check(series: Readonly<Record<string, RunsByName>>): void {
  const all = Object.values(series).flatMap((own) => Object.values(own).flatMap(valuesOf));
  const odd = all.find((value) => !Number.isFinite(value));
  if (all.length > 0 && odd === undefined) return;
  throw new RangeError(
    `Cannot draw ranges: it needs a number, and finite ones, got ${odd ?? "none"}; ` +
      "leave out runs that failed",
  );
}

function rangesText(found: Ranges["ranges"], title = "Ranges"): string {
  const told = ({ middle, low, high }: Range) =>
    low === high
      ? numberText(middle)
      : `${numberText(middle)} (${numberText(low)} to ${numberText(high)})`;
  const lines = Object.entries(found).flatMap(([series, own]) => [
    ...(series === "" ? [] : [`  ${series}`]),
    ...Object.entries(own).map(([name, range]) => `    ${name}: ${told(range)}`),
  ]);
  return [title, ...lines].join("\n");
}
