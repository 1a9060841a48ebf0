import type { Numeric } from "./numeric.js";
import type { Page, PageQuestion, Window } from "./protocol.js";

/** Numbers that are sent at once. */
const most = 1 << 20;

/** Numbers of a part of a tensor, and what shape they are in. */
export interface FilledPage {
  readonly page: Page;
  readonly values: Float32Array | Float64Array;
}

/** Reads the part of a tensor that a question asks for. Throws where the tensor lacks it. */
export function pageOf(
  numeric: Numeric,
  { at, rows, columns, channels, block = 1 }: Omit<PageQuestion, "type" | "id" | "path">,
): FilledPage {
  const { shape } = numeric;
  if (at.length !== shape.length)
    throw new RangeError(`expected ${shape.length} positions, got ${at.length}`);
  const axes = [rows.axis, columns?.axis, channels].filter((axis) => axis !== undefined);
  if (new Set(axes).size < axes.length) throw new RangeError("expected axes that differ");
  const across = windowOn(shape, rows);
  const along = columns ? windowOn(shape, columns) : one;
  const depth =
    channels === undefined
      ? one
      : windowOn(shape, { axis: channels, start: 0, end: shape[channels] ?? 0 });
  const size = [across, along].map(({ start, end }) => Math.ceil((end - start) / block));
  const page: Page = {
    rows: size[0]!,
    columns: size[1]!,
    channels: depth.end,
    dtype: numeric.dtype === "float32" || numeric.dtype === "bool" ? "float32" : "float64",
  };
  const count = page.rows * page.columns * page.channels;
  if (count > most)
    throw new RangeError(
      `expected at most ${most} numbers, got ${count}; ask for less, or for blocks`,
    );
  const base = at.reduce((sum, position, axis) => {
    if (axes.includes(axis)) return sum;
    if (position >= shape[axis]!) throw outside(axis, shape);
    return sum + position * strideOf(shape, axis);
  }, 0);
  const values = new (page.dtype === "float32" ? Float32Array : Float64Array)(count);
  fill(values, { numbers: numeric.read(), base, page, across, along, depth, block });
  return { page, values };
}

/** A part of an axis, and how far its elements are from each other. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly stride: number;
}

const one: Span = { start: 0, end: 1, stride: 0 };

function windowOn(shape: readonly number[], { axis, start, end }: Window): Span {
  const length = shape[axis];
  if (length === undefined || end > length || start >= end) throw outside(axis, shape);
  return { start, end, stride: strideOf(shape, axis) };
}

function strideOf(shape: readonly number[], axis: number): number {
  return shape.slice(axis + 1).reduce((product, length) => product * length, 1);
}

function outside(axis: number, shape: readonly number[]): RangeError {
  return new RangeError(`expected a part of axis ${axis} of [${shape.join(", ")}]`);
}

interface FillOptions {
  readonly numbers: ArrayLike<number>;
  readonly base: number;
  readonly page: Page;
  readonly across: Span;
  readonly along: Span;
  readonly depth: Span;
  readonly block: number;
}

function fill(
  values: Float32Array | Float64Array,
  { numbers, base, page, across, along, depth, block }: FillOptions,
): void {
  let next = 0;
  for (let row = 0; row < page.rows; row++) {
    for (let column = 0; column < page.columns; column++) {
      for (let channel = 0; channel < page.channels; channel++) {
        const origin = base + channel * depth.stride;
        const down = part(across, row, block);
        const right = part(along, column, block);
        values[next++] = meanOf(numbers, { origin, down, right });
      }
    }
  }
}

function part({ start, end, stride }: Span, index: number, block: number): Span {
  const first = start + index * block;
  return { start: first, end: Math.min(end, first + block), stride };
}

/** Of a block of one, the number itself. */
function meanOf(
  numbers: ArrayLike<number>,
  { origin, down, right }: { origin: number; down: Span; right: Span },
): number {
  let [sum, count] = [0, 0];
  for (let row = down.start; row < down.end; row++) {
    const start = origin + row * down.stride;
    for (let column = right.start; column < right.end; column++) {
      sum += Number(numbers[start + column * right.stride]);
      count++;
    }
  }
  return count === 1 ? sum : sum / count;
}
