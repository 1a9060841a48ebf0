import type { Layout, Trace } from "../figure.js";
import { type AxisFields, axisOf, type Direction } from "./axis-fields.js";

/** From values along an axis to pixels. */
export interface Scale {
  readonly fields: AxisFields;
  readonly type: "linear" | "log" | "category";
  /** What stands at both ends; powers of ten on a logarithmic axis. */
  readonly range: readonly [from: number, to: number];
  /** Where those ends are, in pixels. */
  readonly ends: readonly [from: number, to: number];
  readonly categories: readonly string[];
  /** The pixel of a value; not a number where it has none. */
  at(value: unknown): number;
}

/** What an axis has to show. */
export interface Extent {
  readonly low: number;
  readonly high: number;
}

/** A scale over these pixels, for an axis whose range the layout or its traces give. */
export function scaleOf(
  id: string,
  {
    data,
    layout,
    ends,
    extent,
  }: {
    data: readonly Trace[];
    layout: Layout;
    ends: readonly [number, number];
    extent: (
      traces: readonly Trace[],
      axis: { value: (given: unknown) => number; zero: boolean },
    ) => Extent | undefined;
  },
): Scale {
  const fields = axisOf(layout, id);
  const direction = id[0] as Direction;
  const own = data.filter((trace) => (trace[`${direction}axis`] ?? direction) === id);
  const categories = categoriesOf(own, { direction, fields });
  const type = fields.type === "log" ? "log" : categories.length > 0 ? "category" : "linear";
  const value = (given: unknown): number => {
    if (typeof given === "string") return categories.indexOf(given);
    if (typeof given !== "number") return Number.NaN;
    return type === "log" ? (given > 0 ? Math.log10(given) : Number.NaN) : given;
  };
  const range = fields.range
    ? rangeGiven(fields.range, value, type)
    : rangeFound(extent(own, { value, zero: fields.rangemode === "tozero" }), fields);
  const factor = (ends[1] - ends[0]) / (range[1] - range[0] || 1);
  const at = (given: unknown) => ends[0] + (value(given) - range[0]) * factor;
  return { fields, type, range, ends, categories, at };
}

/** As Plotly takes it, the range of a logarithmic axis is one of powers already. */
function rangeGiven(
  [from, to]: readonly unknown[],
  value: (given: unknown) => number,
  type: Scale["type"],
): readonly [number, number] {
  const number = (given: unknown) => (type === "log" ? Number(given) : value(given));
  return [number(from), number(to)];
}

function rangeFound(
  found: Extent | undefined,
  { autorange }: AxisFields,
): readonly [number, number] {
  const { low, high } = found ?? { low: 0, high: 1 };
  const free = high === low ? Math.abs(low) / 2 || 1 : 0;
  const [from, to] = [low - free, high + free];
  return autorange === "reversed" ? [to, from] : [from, to];
}

/** The names along an axis: in the layout's order, and then in that in which they first come. */
function categoriesOf(
  data: readonly Trace[],
  { direction, fields }: { direction: Direction; fields: AxisFields },
): string[] {
  const given = data.flatMap((trace) => (trace[direction] as unknown[] | undefined) ?? []);
  const names = given.filter((value): value is string => typeof value === "string");
  return names.length === 0 ? [] : [...new Set([...(fields.categoryarray ?? []), ...names])];
}
