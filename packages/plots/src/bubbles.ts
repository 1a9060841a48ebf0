import { type AxesOptions, axesLayout, axis } from "./axis.js";
import { displayable } from "./displayable.js";
import { type Figure, figure, figureBundle, type Trace } from "./figure.js";
import { labelPlaces } from "./label-places.js";
import { logTicks } from "./log-ticks.js";
import { numberText } from "./number-text.js";
import { colorOf } from "./palette.js";

/** Something with a name, two measures, and a third that gives it its size. */
export interface Bubble {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** What its area stands for; all are equal where it is left out. */
  readonly size?: number;
  /** Bubbles of one group have one colour. */
  readonly group?: string;
}

/** How to draw bubbles. */
export interface BubblesOptions extends AxesOptions {
  xScale?: "linear" | "log";
  yScale?: "linear" | "log";
  /** What the area stands for, with its unit. */
  sizeTitle?: string;
  /** The diameter of the largest, in pixels. */
  largest?: number;
}

/** Bubbles with their names. */
export interface Bubbles extends Figure {
  readonly bubbles: readonly Bubble[];
  /** Those that no other surpasses: every other with a smaller `x` has a smaller `y`. */
  readonly frontier: readonly Bubble[];
}

/**
 * What is gained over what it costs, such as accuracy over mult-adds: a labelled bubble each, and
 * a line along those that no cheaper one surpasses.
 *
 * @example bubbles(architectures.map(({ name, multAdds, top1, parameters }) =>
 *   ({ name, x: multAdds, y: top1, size: parameters })), { xTitle: "mult-adds", xScale: "log" })
 * @throws RangeError when there is none, or one has a number that is not finite.
 */
export function bubbles(
  items: readonly Bubble[],
  {
    xScale = "linear",
    yScale = "linear",
    sizeTitle = "size",
    largest = 56,
    ...frame
  }: BubblesOptions = {},
): Bubbles {
  check(items, { x: xScale, y: yScale });
  const { width = 720, height = 480 } = frame;
  const groups = [...new Set(items.map(({ group = "" }) => group))];
  const most = Math.max(...items.map(({ size = 1 }) => size));
  const diameter = ({ size = 1 }: Bubble) => Math.max(5, largest * Math.sqrt(size / most));
  const places = labelPlaces(
    items.map((item) => ({
      x: scaled(item.x, xScale),
      y: scaled(item.y, yScale),
      diameter: diameter(item),
      label: item.name,
    })),
    { width: width - 90, height: height - 100 },
  );
  const frontier = frontierOf(items);
  const data = groups.map((group, index) =>
    groupTrace(items, { group, index, places, diameter, sizeTitle }),
  );
  const best = {
    ...{ type: "scatter", mode: "lines", name: "best for its cost", hoverinfo: "skip" },
    x: frontier.map(({ x }) => x),
    y: frontier.map(({ y }) => y),
    line: { color: "#888", width: 1.5, dash: "dot" },
  };
  const layout = {
    ...axesLayout({ width, height, ...frame }),
    xaxis: axis(frame.xTitle, scaleOf("x", { items, type: xScale })),
    yaxis: axis(frame.yTitle, scaleOf("y", { items, type: yScale })),
    showlegend: groups.length > 1,
  };
  const rows = items.map(({ name, x, y }) => `  ${name}: ${numberText(x)}, ${numberText(y)}`);
  const text = [frame.title ?? "Bubbles", ...rows].join("\n");
  const drawn = figure([best, ...data], layout);
  const value = { data: drawn.data, layout: drawn.layout, bubbles: items, frontier };
  return displayable(value, (shown) => figureBundle(shown, { text })) as Bubbles;
}

function groupTrace(
  items: readonly Bubble[],
  {
    group,
    index,
    places,
    diameter,
    sizeTitle,
  }: {
    group: string;
    index: number;
    places: readonly string[];
    diameter: (item: Bubble) => number;
    sizeTitle: string;
  },
): Trace {
  const own = items.map((_, i) => i).filter((i) => (items[i]!.group ?? "") === group);
  const hover = own.map((i) => {
    const { size } = items[i]!;
    return size === undefined ? "" : `<br>${sizeTitle} ${numberText(size)}`;
  });
  return {
    ...{ type: "scatter", mode: "markers+text", name: group },
    x: own.map((i) => items[i]!.x),
    y: own.map((i) => items[i]!.y),
    text: own.map((i) => items[i]!.name),
    customdata: hover,
    textposition: own.map((i) => places[i]!),
    hovertemplate: "%{text}<br>(%{x:.4~g}, %{y:.4~g})%{customdata}<extra></extra>",
    marker: {
      color: colorOf(index),
      size: own.map((i) => diameter(items[i]!)),
      opacity: 0.65,
      line: { color: "white", width: 1 },
    },
  };
}

function check(items: readonly Bubble[], scales: { x: string; y: string }): void {
  const fits = (item: Bubble) =>
    (["x", "y"] as const).every((key) =>
      scales[key] === "log"
        ? item[key] > 0 && Number.isFinite(item[key])
        : Number.isFinite(item[key]),
    ) &&
    (item.size === undefined || (item.size >= 0 && Number.isFinite(item.size)));
  const odd = items.find((item) => !fits(item));
  if (items.length > 0 && !odd) return;
  throw new RangeError(
    "Cannot draw bubbles: it needs at least one, with finite numbers, above 0 on logarithmic axes, got " +
      (odd ? `${odd.name} at (${odd.x}, ${odd.y}) of size ${odd.size ?? 1}` : "none"),
  );
}

/** From the least to the greatest, with room for bubbles and names. */
function scaleOf(
  key: "x" | "y",
  { items, type }: { items: readonly Bubble[]; type: "linear" | "log" },
): Record<string, unknown> {
  const values = items.map((item) => scaled(item[key], type));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = 0.12 * (high - low) || Math.abs(low) / 2 || 1;
  const range = [low - room, high + room] as const;
  const few = type === "log" && high - low < 2;
  return { type, range, ...(few ? logTicks(10 ** range[0], 10 ** range[1]) : {}) };
}

function scaled(value: number, type: "linear" | "log"): number {
  return type === "log" ? Math.log10(value) : value;
}

function frontierOf(items: readonly Bubble[]): Bubble[] {
  const byCost = [...items].sort((a, b) => a.x - b.x || b.y - a.y);
  const best: Bubble[] = [];
  for (const item of byCost) if (item.y > (best.at(-1)?.y ?? -Infinity)) best.push(item);
  return best;
}
