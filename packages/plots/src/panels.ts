import { bundleOf } from "./displayable.js";
import { type Figure, figure, type Layout, type Trace } from "./figure.js";

/** How to set figures beside each other. */
export interface PanelsOptions {
  columns?: number;
  title?: string;
  /** Of one panel, in pixels. */
  width?: number;
  height?: number;
  /** All panels have the first one's range of heights. */
  sameY?: boolean;
}

/** The room about the panels and between them, in pixels. */
const room = { left: 60, right: 16, top: 64, title: 32, bottom: 56, across: 56, down: 84 };

/**
 * Figures of one pair of axes beside each other, under one legend: curves of the same name have
 * one entry, which switches them all. The title of each stands above it.
 *
 * @example panels([line([3, 2, 1], { title: "loss" }), line([1, 2, 3], { title: "accuracy" })], { columns: 2 })
 * @throws RangeError when there is no figure.
 */
export function panels(
  figures: readonly Figure[],
  { columns = 3, title, width = 260, height = 220, sameY = false }: PanelsOptions = {},
): Figure {
  if (figures.length === 0) {
    throw new RangeError("Cannot set figures beside each other: it needs at least one, got none");
  }
  const across = Math.min(columns, figures.length);
  const down = Math.ceil(figures.length / across);
  const inner = {
    width: across * width + (across - 1) * room.across,
    height: down * height + (down - 1) * room.down,
  };
  const placed = figures.map((part, i) => {
    const left = (i % across) * (width + room.across);
    const top = Math.floor(i / across) * (height + room.down);
    const x: Domain = [left / inner.width, (left + width) / inner.width];
    const y: Domain = [1 - (top + height) / inner.height, 1 - top / inner.height];
    return panel(part, { number: i + 1, x, y, like: sameY ? figures[0] : undefined });
  });
  const top = room.top + (title === undefined ? 0 : room.title);
  const named = new Set<string>();
  const data = placed.flatMap((each) => each.data).map((trace) => onceInLegend(trace, named));
  const layout = {
    ...Object.assign({}, ...placed.map(({ axes }) => axes)),
    ...(title === undefined ? {} : { title: { text: title, y: 1 - 20 / (inner.height + top) } }),
    annotations: placed.flatMap(({ annotations }) => annotations),
    width: inner.width + room.left + room.right,
    height: inner.height + top + room.bottom,
    margin: { l: room.left, r: room.right, t: top, b: room.bottom },
    showlegend: named.size > 1,
    legend: { orientation: "h", x: 0, y: 1 + 26 / inner.height, yanchor: "bottom" },
  };
  const texts = figures.map((part) => bundleOf(part)["text/plain"]);
  return figure(data, layout, { text: [...(title ? [title] : []), ...texts].join("\n") });
}

type Domain = readonly [from: number, to: number];

/** A figure's traces and axes under the numbers of its panel, and its title as a note above. */
function panel(
  { data, layout }: Figure,
  { number, x, y, like }: { number: number; x: Domain; y: Domain; like: Figure | undefined },
): { data: Trace[]; axes: Layout; annotations: object[] } {
  const suffix = number === 1 ? "" : String(number);
  const { xaxis, yaxis, title } = layout as Record<string, { text?: string } | undefined>;
  const { dtick } = (like?.layout.yaxis ?? {}) as { dtick?: number };
  const matches = like && number > 1 ? { matches: "y", ...(dtick ? { dtick } : {}) } : {};
  return {
    data: data.map((trace) => ({ ...trace, xaxis: `x${suffix}`, yaxis: `y${suffix}` })),
    axes: {
      [`xaxis${suffix}`]: { ...xaxis, domain: x, anchor: `y${suffix}` },
      [`yaxis${suffix}`]: { ...yaxis, domain: y, anchor: `x${suffix}`, ...matches },
    },
    annotations: title?.text === undefined ? [] : [heading(title.text, { x: x[0], y: y[1] })],
  };
}

function heading(text: string, at: { x: number; y: number }): object {
  const corner = { xref: "paper", yref: "paper", xanchor: "left", yanchor: "bottom" };
  return { text: `<b>${text}</b>`, ...at, ...corner, showarrow: false, yshift: 4 };
}

/** A trace that hides itself from the legend when one of its name is there. */
function onceInLegend(trace: Trace, named: Set<string>): Trace {
  const { name, showlegend = true } = trace;
  if (name === undefined || showlegend === false) return trace;
  const first = !named.has(name);
  named.add(name);
  return { ...trace, legendgroup: name, showlegend: first };
}
