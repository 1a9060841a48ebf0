import type { Layout, Trace } from "../figure.js";
import { overhang, type Pair, roomBelow, roomBeside } from "./axes.js";
import { axisOf } from "./axis-fields.js";
import { colorbarRoom, hasColorbar } from "./colorbar.js";
import type { Box } from "./coverage.js";
import { extentOf } from "./extent.js";
import { type LegendItem, legendRoom } from "./legend.js";
import { type Scale, scaleOf } from "./scale.js";

/** Where everything of a figure is. */
export interface Frame {
  /** That of all axes together. */
  readonly area: Box;
  readonly pairs: readonly { readonly ids: readonly [x: string, y: string]; readonly pair: Pair }[];
}

interface Margin {
  l: number;
  r: number;
  t: number;
  b: number;
}

/** Lays a figure out: axes shrink until their numbers, titles, bars and legend have room. */
export function frameOf(
  data: readonly Trace[],
  layout: Layout,
  { width, height, items }: { width: number; height: number; items: readonly LegendItem[] },
): Frame {
  const margin = { l: 80, r: 80, t: 100, b: 80, ...(layout.margin as Partial<Margin>) };
  const ids = pairsOf(data);
  const beside = legendRoom(items, layout);
  let area = areaOf(margin, { width, height });
  let frame = placed(data, layout, { area, ids });
  for (let round = 0; round < 2; round += 1) {
    const needs = neededRoom(data, frame);
    margin.l = Math.max(margin.l, needs.left);
    margin.b = Math.max(margin.b, needs.below);
    const right = Math.max(margin.r, needs.right + beside + (beside > 0 ? 8 : 0));
    area = areaOf({ ...margin, r: right }, { width, height });
    frame = placed(data, layout, { area, ids });
  }
  return frame;
}

function areaOf({ l, r, t, b }: Margin, { width, height }: { width: number; height: number }): Box {
  return {
    left: l,
    top: t,
    right: Math.max(l + 40, width - r),
    bottom: Math.max(t + 40, height - b),
  };
}

/** The pairs of axes that traces are drawn on, each once. */
function pairsOf(data: readonly Trace[]): [x: string, y: string][] {
  const names = data.map(({ xaxis = "x", yaxis = "y" }) => `${xaxis} ${yaxis}`);
  return [...new Set(names)].map((name) => name.split(" ") as [string, string]);
}

function placed(
  data: readonly Trace[],
  layout: Layout,
  { area, ids }: { area: Box; ids: readonly (readonly [string, string])[] },
): Frame {
  const scales = new Map<string, Scale>();
  const scale = (id: string): Scale => {
    const known = scales.get(id);
    if (known) return known;
    const { domain = [0, 1] } = axisOf(layout, id);
    const upright = id.startsWith("y");
    const [from, to] = upright ? [area.bottom, area.top] : [area.left, area.right];
    const ends = domain.map((share) => from + share * (to - from)) as [number, number];
    const extent = extentOf(upright ? "y" : "x");
    const made = scaleOf(id, { data, layout, ends, extent });
    scales.set(id, made);
    return made;
  };
  const leader = (id: string) => axisOf(layout, id).matches ?? id;
  const all = [...new Set(ids.flat())];
  const matching = (id: string) => all.filter((other) => leader(other) === leader(id));
  const pairs = ids.map(([x, y]) => {
    const [own, tall] = anchored([x, y], { scale, matching });
    const box = {
      left: own.ends[0],
      right: own.ends[1],
      top: tall.ends[1],
      bottom: tall.ends[0],
    };
    return { ids: [x, y] as const, pair: { x: own, y: tall, box } };
  });
  return { area, pairs };
}

/** The pair with ranges shared with other axes (`matches`), and units of one size. */
function anchored(
  ids: readonly [x: string, y: string],
  { scale, matching }: { scale: (id: string) => Scale; matching: (id: string) => string[] },
): [Scale, Scale] {
  const [x, y] = ids.map((id) => {
    const ranges = matching(id).map((other) => scale(other).range);
    if (ranges.length < 2) return scale(id);
    const low = Math.min(...ranges.map(([from]) => from));
    return withRange(scale(id), [low, Math.max(...ranges.map(([, to]) => to))]);
  }) as [Scale, Scale];
  return y.fields.scaleanchor || x.fields.scaleanchor ? squared(x, y) : [x, y];
}

/** Widens the range of the axis whose units are larger, so that circles are round. */
function squared(x: Scale, y: Scale): [Scale, Scale] {
  const unit = ({ ends, range }: Scale) => Math.abs((ends[1] - ends[0]) / (range[1] - range[0]));
  const [across, up] = [unit(x), unit(y)];
  const grown = (scale: Scale, by: number) => {
    const [from, to] = scale.range;
    const [middle, half] = [(from + to) / 2, ((to - from) / 2) * by];
    return withRange(scale, [middle - half, middle + half]);
  };
  return across > up ? [grown(x, across / up), y] : [x, grown(y, up / across)];
}

function withRange(scale: Scale, range: readonly [number, number]): Scale {
  const { ends, type, at: before, range: old } = scale;
  const factor = (old[1] - old[0]) / (range[1] - range[0] || 1);
  const shift = ((old[0] - range[0]) / (range[1] - range[0] || 1)) * (ends[1] - ends[0]);
  const at = (value: unknown) => ends[0] + (before(value) - ends[0]) * factor + shift;
  return { ...scale, type, range, at };
}

function neededRoom(
  data: readonly Trace[],
  { area, pairs }: Frame,
): { left: number; right: number; below: number } {
  const needs = { left: 0, right: 0, below: 0 };
  for (const { ids, pair } of pairs) {
    const { box, x, y } = pair;
    if (box.left - area.left < 1) needs.left = Math.max(needs.left, roomBeside(y));
    if (area.bottom - box.bottom < 1) needs.below = Math.max(needs.below, roomBelow(x));
    if (area.right - box.right < 1) needs.right = Math.max(needs.right, overhang(x));
    const bar = data.find(
      (trace) =>
        hasColorbar(trace) && (trace.xaxis ?? "x") === ids[0] && (trace.yaxis ?? "y") === ids[1],
    );
    if (bar && area.right - box.right < 1) {
      needs.right = Math.max(needs.right, colorbarRoom(bar, box.bottom - box.top));
    }
  }
  return needs;
}
