import type { Trace } from "../figure.js";
import type { Direction } from "./axis-fields.js";
import type { Extent } from "./scale.js";

/** Turns what a trace says into a number along its axis. */
type Value = (given: unknown) => number;

/** The room that traces take along an axis: as Plotly, more about points and none about maps. */
export function extentOf(
  direction: Direction,
): (traces: readonly Trace[], axis: { value: Value; zero: boolean }) => Extent | undefined {
  return (traces, { value, zero }) => {
    let found: Extent | undefined;
    for (const trace of traces.filter(({ visible }) => visible !== false)) {
      const numbers = reachOf(trace, { direction, value }).filter(Number.isFinite);
      if (numbers.length === 0) continue;
      const floor = zero || standsOnZero(trace, direction) ? value(0) : Number.NaN;
      if (Number.isFinite(floor)) numbers.push(floor);
      const low = numbers.reduce((a, b) => Math.min(a, b), Infinity);
      const high = numbers.reduce((a, b) => Math.max(a, b), -Infinity);
      const room = (high - low) * roomOf(trace, direction);
      found = {
        low: Math.min(low === floor ? low : low - room, found?.low ?? Infinity),
        high: Math.max(high === floor ? high : high + room, found?.high ?? -Infinity),
      };
    }
    return found;
  };
}

function standsOnZero({ type, fill, orientation }: Trace, direction: Direction): boolean {
  if (type === "bar") return direction === (orientation === "h" ? "x" : "y");
  return fill === "tozeroy" && direction === "y";
}

function roomOf({ type, orientation, mode = "lines" }: Trace, direction: Direction): number {
  if (type === "bar") return direction === (orientation === "h" ? "x" : "y") ? 0.05 : 0;
  if (type !== "scatter") return 0;
  return direction === "y" || String(mode).includes("markers") ? 0.06 : 0;
}

function reachOf(
  trace: Trace,
  { direction, value }: { direction: Direction; value: Value },
): number[] {
  const own = places(trace, direction).map(value);
  if (trace.type === "heatmap" || trace.type === "image") return edgesOf(own);
  if (trace.type === "bar") {
    const along = trace.orientation === "h" ? "y" : "x";
    const base = (trace.base as number[] | undefined) ?? [];
    return along === direction ? edgesOf(own) : [...own, ...base];
  }
  const fields = (trace[`error_${direction}`] ?? {}) as { array?: number[]; arrayminus?: number[] };
  const { array, arrayminus: minus = array } = fields;
  const errors = places(trace, direction).flatMap((v, i) =>
    array && minus ? [value(Number(v) - minus[i]!), value(Number(v) + array[i]!)] : [],
  );
  return [...own, ...errors];
}

/** Where a trace stands along an axis; 0, 1, 2, … where it does not say. */
export function places(trace: Trace, direction: Direction): readonly unknown[] {
  const given = trace[direction] as readonly unknown[] | undefined;
  if (given) return given;
  const rows = trace.z as readonly (readonly unknown[])[] | undefined;
  const other = trace[direction === "x" ? "y" : "x"] as readonly unknown[] | undefined;
  const count = rows ? (direction === "x" ? (rows[0]?.length ?? 0) : rows.length) : other?.length;
  return Array.from({ length: count ?? 0 }, (_, i) => i);
}

/** The borders of cells about their middles. */
export function edgesOf(middles: readonly number[]): number[] {
  if (middles.length < 2) return middles.flatMap((middle) => [middle - 0.5, middle + 0.5]);
  const inner = middles.slice(1).map((middle, i) => (middle + middles[i]!) / 2);
  const [first, last] = [middles[0]!, middles.at(-1)!];
  return [2 * first - inner[0]!, ...inner, 2 * last - inner.at(-1)!];
}
