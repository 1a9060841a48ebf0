/**
 * A growing series of points kept within `limit`: each time it is full, neighbours are averaged,
 * so that a long run's curve stays small and is smoothed rather than cut.
 */
export class Decimated {
  readonly #limit: number;
  #points: [x: number, y: number][] = [];
  #stride = 1;
  #open = { x: 0, y: 0, count: 0 };

  constructor({ limit = 400 }: { limit?: number } = {}) {
    this.#limit = limit;
  }

  push(x: number, y: number): void {
    this.#open.x += x;
    this.#open.y += y;
    this.#open.count += 1;
    if (this.#open.count < this.#stride) {
      return;
    }
    this.#points.push(this.#mean());
    this.#open = { x: 0, y: 0, count: 0 };
    if (this.#points.length >= this.#limit) {
      this.#halve();
    }
  }

  /** The points in order; the last may stand for fewer samples than the others. */
  points(): { x: number[]; y: number[] } {
    const all = this.#open.count > 0 ? [...this.#points, this.#mean()] : this.#points;
    return { x: all.map(([x]) => rounded(x)), y: all.map(([, y]) => rounded(y)) };
  }

  #mean(): [number, number] {
    return [this.#open.x / this.#open.count, this.#open.y / this.#open.count];
  }

  #halve(): void {
    const pairs = this.#points;
    this.#points = [];
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      const [[ax, ay], [bx, by]] = [pairs[i]!, pairs[i + 1]!];
      this.#points.push([(ax + bx) / 2, (ay + by) / 2]);
    }
    if (pairs.length % 2 === 1) {
      const [x, y] = pairs.at(-1)!;
      this.#open = { x: x * this.#stride, y: y * this.#stride, count: this.#stride };
    }
    this.#stride *= 2;
  }
}

function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
