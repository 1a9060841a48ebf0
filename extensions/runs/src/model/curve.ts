import type { Series } from "../protocol.js";

/** Values by step: what is drawn. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** A series that grows cheaply, in flat arrays; what is no number is NaN. */
export class Curve implements Points {
  #x: Float64Array;
  #y: Float64Array;
  #length = 0;

  constructor(series: Series) {
    this.#x = new Float64Array(series.steps.length);
    this.#y = new Float64Array(series.steps.length);
    this.append(series);
  }

  get length(): number {
    return this.#length;
  }

  /** The steps so far; a view, good until the next `append`. */
  get x(): Float64Array {
    return this.#x.subarray(0, this.#length);
  }

  get y(): Float64Array {
    return this.#y.subarray(0, this.#length);
  }

  /** The latest value; NaN before the first. */
  get last(): number {
    return this.#length ? this.#y[this.#length - 1]! : Number.NaN;
  }

  /** Takes points on; those from the first of their steps on that were there give way. */
  append({ steps, values }: Series): void {
    const first = steps[0] ?? Number.POSITIVE_INFINITY;
    while (this.#length > 0 && this.#x[this.#length - 1]! >= first) this.#length -= 1;
    const length = this.#length + steps.length;
    if (length > this.#x.length) {
      this.#x = grown(this.#x, length);
      this.#y = grown(this.#y, length);
    }
    for (let i = 0; i < steps.length; i += 1) {
      this.#x[this.#length + i] = steps[i]!;
      this.#y[this.#length + i] = values[i] ?? Number.NaN;
    }
    this.#length = length;
  }
}

function grown(from: Float64Array, length: number): Float64Array {
  const to = new Float64Array(Math.max(2 * from.length, length));
  to.set(from);
  return to;
}
