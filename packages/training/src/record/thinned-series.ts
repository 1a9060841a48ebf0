import type { Series } from "./protocol.js";

/** Points that a series keeps at most. */
export const mostPoints = 10_000;

/** `index` counts all points of the series from 0, those that are no more included. */
interface Point {
  readonly index: number;
  readonly step: number;
  readonly value: number | null;
}

/**
 * A series that keeps every point until it has too many, then the lowest and the highest of each
 * stretch of four, of eight and so on, so that spikes stay; the first and the latest are always
 * there. A point costs the same however many there are, and the choice depends on the points alone.
 */
export class ThinnedSeries {
  readonly #most: number;
  #points: Point[] = [];
  /** How many points are a stretch. */
  #width = 1;
  #count = 0;
  /** Where the points of the latest stretch begin; more of it may take their place. */
  #open = 0;
  /** Where what is taken next begins. */
  #from = 0;
  #fresh = false;

  constructor(most = mostPoints) {
    this.#most = most;
  }

  /** Adds a point with a larger step than all before. */
  push(step: number, value: number): void {
    const index = this.#count;
    // What was the latest stays only where it is an extreme.
    this.#points.push(...extremes(this.#points.splice(this.#open)));
    if (index % this.#width === 0) this.#open = this.#points.length;
    this.#points.push({ index, step, value: Number.isFinite(value) ? value : null });
    this.#count += 1;
    this.#fresh = true;
    if (this.#points.length > this.#most) this.#thin();
  }

  /** All points. */
  whole(): Series {
    return this.#since(0);
  }

  /**
   * What has changed since the last call: points that take the place of all earlier taken ones from
   * the first of their steps on. Undefined where nothing has.
   */
  take(): Series | undefined {
    if (!this.#fresh) return undefined;
    const taken = this.#since(this.#from);
    this.forget();
    return taken;
  }

  /** From now on only later points are to be taken. */
  forget(): void {
    this.#fresh = false;
    // Points of the latest stretch give way with the settled one before them.
    this.#from = this.#width === 1 ? this.#points.length : Math.max(0, this.#open - 1);
  }

  #since(start: number): Series {
    const points = this.#points.slice(start);
    return { steps: points.map(({ step }) => step), values: points.map(({ value }) => value) };
  }

  /** Widens the stretches; two of a point each have no fewer points when they are one. */
  #thin(): void {
    this.#width = this.#width === 1 ? 4 : 2 * this.#width;
    const all = this.#points;
    this.#points = [];
    for (let start = 0; start < all.length; ) {
      const stretch = this.#stretchOf(all[start]!);
      let end = start + 1;
      while (end < all.length && this.#stretchOf(all[end]!) === stretch) end += 1;
      this.#open = this.#points.length;
      this.#points.push(...extremes(all.slice(start, end)));
      start = end;
    }
    const latest = all.at(-1)!;
    if (this.#points.at(-1) !== latest) this.#points.push(latest);
    this.#from = 0;
  }

  #stretchOf({ index }: Point): number {
    return Math.floor(index / this.#width);
  }
}

/** The lowest and the highest of points in their order, and the first of a series. */
function extremes(points: readonly Point[]): readonly Point[] {
  if (points.length < 2) return points;
  const known = points.filter(({ value }) => value !== null);
  let low = known[0] ?? points[0]!;
  let high = low;
  for (const point of known) {
    if (point.value! < low.value!) low = point;
    if (point.value! > high.value!) high = point;
  }
  return points.filter((point) => point === low || point === high || point.index === 0);
}
