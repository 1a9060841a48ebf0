import { isProxy } from "node:util/types";
import { property } from "../display/values/descriptors.js";
import { isDisposed, isTensor, type Tensor } from "../display/values/tensor.js";

/** Numbers that are looked into at once; more would stop the thread for seconds. */
const most = 1 << 26;
/** Axes of nested arrays that are looked for. */
const deepest = 6;
/** Elements of an array by which it is judged in passing. */
const tried = 200;

/** A value that is numbers in a shape. */
export interface Numeric {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly bytes: number | undefined;
  readonly disposed: boolean;
  /** The numbers, last axis fastest. Throws where there are none to read, or too many. */
  read(): ArrayLike<number>;
}

/** A value as numbers; undefined if it is something else. Arrays are judged by some of their elements. */
export function numericOf(value: unknown): Numeric | undefined {
  if (typeof value !== "object" || value === null || isProxy(value)) return undefined;
  if (isTensor(value)) return value.shape.every(isLength) ? ofTensor(value) : undefined;
  if (isTypedArray(value)) return ofTypedArray(value);
  return Array.isArray(value) ? ofArray(value) : undefined;
}

/** How many numbers a shape has. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Whether this may be how long an axis is: an object that is only like a tensor may say anything. */
function isLength(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

type TypedArray = Exclude<NodeJS.ArrayBufferView, DataView>;

function isTypedArray(value: object): value is TypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

const width: Readonly<Record<string, number>> = { bool: 1, complex64: 8 };

function ofTensor(tensor: Tensor): Numeric {
  const { dtype } = tensor;
  const shape = [...tensor.shape];
  const size = sizeOf(shape);
  const disposed = isDisposed(tensor);
  const read = (): ArrayLike<number> => {
    if (disposed) throw new Error("the tensor is disposed");
    if (dtype === "string" || dtype === "complex64")
      throw new Error(`expected real numbers, got a tensor of ${dtype}`);
    checkSize(size);
    const values = tensor.dataSync();
    if (values.length !== size) throw new Error(`expected ${size} numbers, got ${values.length}`);
    return values;
  };
  const bytes = dtype === "string" || disposed ? undefined : size * (width[dtype] ?? 4);
  return { shape, dtype, bytes, disposed, read };
}

function ofTypedArray(array: TypedArray): Numeric {
  const tag = Object.prototype.toString.call(array).slice(8, -1);
  const dtype = tag
    .replace(/Array$/, "")
    .replace("Clamped", "")
    .toLowerCase();
  const read = (): ArrayLike<number> => {
    checkSize(array.length);
    const isBig = dtype.startsWith("big");
    return isBig ? Array.from(array as unknown as ArrayLike<bigint>, Number) : (array as never);
  };
  return { shape: [array.length], dtype, bytes: array.byteLength, disposed: false, read };
}

function ofArray(array: readonly unknown[]): Numeric | undefined {
  const shape = shapeOf(array);
  if (shape === undefined || !fits(array, shape, tried)) return undefined;
  const read = (): ArrayLike<number> => {
    checkSize(sizeOf(shape));
    if (!fits(array, shape, Number.POSITIVE_INFINITY))
      throw new Error("expected numbers in rows of one length, got others among them");
    return flat(array, shape);
  };
  return { shape, dtype: "number", bytes: 8 * sizeOf(shape), disposed: false, read };
}

/** The lengths along the first elements. */
function shapeOf(array: readonly unknown[]): readonly number[] | undefined {
  const shape: number[] = [];
  let value: unknown = array;
  while (typeof value === "object" && value !== null && shape.length < deepest) {
    if (isProxy(value)) return undefined;
    if (isTypedArray(value)) return [...shape, value.length];
    if (!Array.isArray(value) || value.length === 0) return undefined;
    shape.push(value.length);
    value = elementOf(value, 0);
  }
  return typeof value === "number" ? shape : undefined;
}

/** Whether the first elements along each axis, as many as `some`, are in this shape. */
function fits(value: unknown, shape: readonly number[], some: number): boolean {
  const [length, ...inner] = shape;
  if (length === undefined) return typeof value === "number";
  if (typeof value !== "object" || value === null || isProxy(value)) return false;
  if (isTypedArray(value)) return inner.length === 0 && value.length === length;
  if (!Array.isArray(value) || value.length !== length) return false;
  const count = Math.min(length, some);
  for (let index = 0; index < count; index++)
    if (!fits(elementOf(value, index), inner, Math.ceil(some / length))) return false;
  return true;
}

/** An element, unless a getter would have to be run for it. */
function elementOf(array: readonly unknown[], index: number): unknown {
  return property(array, index)?.value;
}

function flat(array: readonly unknown[], shape: readonly number[]): Float64Array {
  const numbers = new Float64Array(sizeOf(shape));
  let end = 0;
  const add = (value: unknown): void => {
    if (typeof value === "number") numbers[end++] = value;
    else if (Array.isArray(value)) value.forEach(add);
    else
      for (const one of value as unknown as ArrayLike<number> & Iterable<number>) add(Number(one));
  };
  add(array);
  return numbers;
}

function checkSize(size: number): void {
  if (size > most)
    throw new Error(`expected at most ${most} numbers, got ${size}; look at a slice of it`);
}
