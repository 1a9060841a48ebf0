import { type AxesOptions, axesLayout, axis } from "./axis.js";
import { displayable } from "./displayable.js";
import { type Figure, figure, figureBundle, type Trace } from "./figure.js";
import { numberText } from "./number-text.js";
import { colorOf } from "./palette.js";

/** How to draw values over time. */
export interface DistributionsOptions extends AxesOptions {
  /** What each snapshot is called, such as its epoch; 0, 1, 2 … by default. */
  labels?: readonly (string | number)[];
  /** `ridges` set one histogram behind the other; a `map` shows shares as colours. */
  kind?: "ridges" | "map";
  bins?: number;
  /** The least and greatest value; what lies outside is counted at the ends. */
  range?: readonly [from: number, to: number];
}

/** How values were spread, snapshot by snapshot. */
export interface Distributions extends Figure {
  /** The borders of the bins, one more than there are bins. */
  readonly edges: readonly number[];
  /** `shares[snapshot][bin]`; each snapshot adds up to 1. */
  readonly shares: readonly (readonly number[])[];
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/**
 * Histograms of values that change over time, such as a layer's weights or activations in each
 * epoch, the first behind and the last in front.
 *
 * @example distributions([[-1, 0, 0, 1], [-2, -1, 1, 2]], { labels: ["epoch 1", "epoch 2"], xTitle: "weight" })
 * @throws RangeError when there is no snapshot, an empty one, one with a value that is not finite,
 * or not one label for each.
 */
export function distributions(
  snapshots: readonly ArrayLike<number>[],
  {
    labels = snapshots.map((_, i) => i),
    kind = "ridges",
    bins = 60,
    range,
    ...frame
  }: DistributionsOptions = {},
): Distributions {
  check(snapshots, labels);
  const [low, high] = range ?? reachOf(snapshots);
  const edges = Array.from({ length: bins + 1 }, (_, i) => low + ((high - low) * i) / bins);
  const shares = snapshots.map((values) => sharesOf(values, { low, high, bins }));
  const means = snapshots.map(meanOf);
  const deviations = snapshots.map((values, i) => deviationOf(values, means[i]!));
  const drawn = kind === "map" ? mapOf : ridgesOf;
  const { data, layout } = drawn({ edges, shares, labels: labels.map(String), frame });
  const rows = labels.map(
    (label, i) => `  ${label}: ${numberText(means[i]!)} ± ${numberText(deviations[i]!)}`,
  );
  const text = [frame.title ?? "Distributions", ...rows].join("\n");
  const shown = figure(data, layout);
  const value = { data: shown.data, layout: shown.layout, edges, shares, means, deviations };
  return displayable(value, (own) => figureBundle(own, { text })) as Distributions;
}

function check(
  snapshots: readonly ArrayLike<number>[],
  labels: readonly (string | number)[],
): void {
  const odd = snapshots.findIndex(
    (values) => values.length === 0 || !Array.from(values).every(Number.isFinite),
  );
  if (snapshots.length > 0 && odd < 0 && labels.length === snapshots.length) return;
  const got =
    odd >= 0
      ? `snapshot ${odd} with ${snapshots[odd]!.length === 0 ? "no value" : "values that are not finite"}`
      : `${snapshots.length} snapshots and ${labels.length} labels`;
  throw new RangeError(
    `Cannot draw distributions: it needs at least one snapshot, each with finite values and a label, got ${got}`,
  );
}

function reachOf(snapshots: readonly ArrayLike<number>[]): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const values of snapshots) {
    for (let i = 0; i < values.length; i += 1) {
      low = Math.min(low, values[i]!);
      high = Math.max(high, values[i]!);
    }
  }
  return low < high ? [low, high] : [low - 0.5, high + 0.5];
}

function sharesOf(
  values: ArrayLike<number>,
  { low, high, bins }: { low: number; high: number; bins: number },
): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < values.length; i += 1) {
    const bin = Math.floor(((values[i]! - low) / (high - low)) * bins);
    counts[Math.min(bins - 1, Math.max(0, bin))]! += 1;
  }
  return counts.map((count) => count / values.length);
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i]!;
  return sum / values.length;
}

function deviationOf(values: ArrayLike<number>, mean: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += (values[i]! - mean) ** 2;
  return Math.sqrt(sum / values.length);
}

interface Drawing {
  readonly edges: readonly number[];
  readonly shares: readonly (readonly number[])[];
  readonly labels: readonly string[];
  readonly frame: AxesOptions;
}

/** One outline behind the other; a step between neighbours, and peaks over about four of them. */
function ridgesOf({ edges, shares, labels, frame }: Drawing) {
  const peak = Math.max(...shares.flat()) || 1;
  const lift = Math.max(1, Math.min(4, shares.length / 3));
  const middles = middlesOf(edges);
  const last = shares.length - 1;
  const data = shares.map((own, i): Trace => {
    const floor = last - i;
    const heights = own.map((share) => rounded(floor + (lift * share) / peak));
    const age = shares.length === 1 ? 1 : i / last;
    return {
      ...{ type: "scatter", mode: "lines", name: labels[i]!, showlegend: false },
      x: [edges[0]!, ...middles, edges.at(-1)!, edges[0]!].map(rounded),
      y: [floor, ...heights, floor, floor],
      fill: "toself",
      fillcolor: mixed(age),
      line: { color: "white", width: 1 },
      hoveron: "fills",
      hoverinfo: "name",
    };
  });
  const every = Math.ceil(labels.length / 12);
  const named = labels.map((_, i) => i).filter((i) => i % every === 0 || i === last);
  const layout = {
    ...axesLayout({ height: Math.min(640, 160 + 26 * labels.length), ...frame }),
    yaxis: axis(frame.yTitle, {
      tickvals: named.map((i) => last - i),
      ticktext: named.map((i) => labels[i]!),
      zeroline: false,
    }),
  };
  return { data, layout };
}

/** From the first colour of the palette to the second one, by age. */
function mixed(age: number): string {
  const part = (color: string, i: number) => Number.parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16);
  const [from, to] = [colorOf(0), colorOf(1)];
  const rgb = [0, 1, 2].map((i) => Math.round(part(from, i) + age * (part(to, i) - part(from, i))));
  return `rgba(${rgb.join(",")},0.85)`;
}

function mapOf({ edges, shares, labels, frame }: Drawing) {
  const middles = middlesOf(edges);
  const z = middles.map((_, bin) => shares.map((own) => rounded(own[bin]!)));
  const trace: Trace = {
    ...{ type: "heatmap", x: [...labels], y: middles.map(rounded), z, zmin: 0 },
    colorscale: [
      [0, "rgba(31,131,196,0)"],
      [0.25, "rgba(31,131,196,0.55)"],
      [1, "rgba(31,131,196,1)"],
    ],
    colorbar: { title: { text: "share", side: "right" }, outlinewidth: 0, thickness: 12 },
    hovertemplate: "%{x}: about %{y:.3g}: %{z:.1%}<extra></extra>",
  };
  const layout = { ...axesLayout(frame), xaxis: axis(frame.xTitle, { type: "category" }) };
  return { data: [trace], layout };
}

function middlesOf(edges: readonly number[]): number[] {
  return edges.slice(1).map((edge, i) => (edge + edges[i]!) / 2);
}

function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
