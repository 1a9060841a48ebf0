import type { Series } from "./protocol.js";

/** Points that a series keeps at most. */
export const mostPoints = 10_000;

/**
 * A series that keeps every point until it has too many, then every second, every fourth and so on:
 * an even choice at a constant cost for each point. The latest point is always there.
 */
export class ThinnedSeries {
  readonly #most: number;
  #steps: number[] = [];
  #values: (number | null)[] = [];
  #latest: { readonly step: number; readonly value: number | null } | undefined;
  #stride = 1;
  #count = 0;
  /** Where what is taken next begins. */
  #from = 0;
  #fresh = false;

  constructor(most = mostPoints) {
    this.#most = most;
  }

  /** Adds a point with a larger step than all before. */
  push(step: number, value: number): void {
    const point = { step, value: Number.isFinite(value) ? value : null };
    const kept = this.#count % this.#stride === 0;
    this.#count += 1;
    this.#latest = kept ? undefined : point;
    this.#fresh = true;
    if (!kept) return;
    this.#steps.push(point.step);
    this.#values.push(point.value);
    if (this.#steps.length === this.#most) this.#thin(point);
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
    // A latest point that will not be kept gives way with the kept one before it.
    this.#from = this.#steps.length - (this.#latest ? 1 : 0);
  }

  #since(index: number): Series {
    const { step, value } = this.#latest ?? {};
    return {
      steps: [...this.#steps.slice(index), ...(step === undefined ? [] : [step])],
      values: [...this.#values.slice(index), ...(value === undefined ? [] : [value])],
    };
  }

  #thin(latest: { readonly step: number; readonly value: number | null }): void {
    const even = (_: unknown, i: number) => i % 2 === 0;
    this.#steps = this.#steps.filter(even);
    this.#values = this.#values.filter(even);
    this.#stride *= 2;
    if (this.#steps.at(-1) !== latest.step) this.#latest = latest;
    this.#from = 0;
  }
}
