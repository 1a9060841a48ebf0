import type { Shape } from "../shape.js";
import { halfFloat } from "./half-float.js";

/** Numbers in plain memory, with their shape. */
export interface PlainArray {
  readonly values: Float32Array | Int32Array | Float64Array;
  readonly shape: Shape;
}

/** Arrays by name, in their order, and words about them. */
export interface Safetensors {
  readonly arrays: Readonly<Record<string, PlainArray>>;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What the header says of an array: its numbers lie between the offsets, after the header. */
interface Entry {
  readonly dtype: string;
  readonly shape: Shape;
  readonly data_offsets: readonly [start: number, end: number];
}

type Read = (view: DataView, at: number) => number;

/** How many bytes a number of each kind has, and how it is read. */
const kinds: Readonly<Record<string, readonly [size: number, read: Read]>> = {
  F64: [8, (view, at) => view.getFloat64(at, true)],
  F32: [4, (view, at) => view.getFloat32(at, true)],
  F16: [2, (view, at) => halfFloat(view.getUint16(at, true))],
  BF16: [2, (view, at) => brainFloat(view.getUint16(at, true))],
  I64: [8, (view, at) => Number(view.getBigInt64(at, true))],
  I32: [4, (view, at) => view.getInt32(at, true)],
  I16: [2, (view, at) => view.getInt16(at, true)],
  I8: [1, (view, at) => view.getInt8(at)],
  U8: [1, (view, at) => view.getUint8(at)],
  BOOL: [1, (view, at) => view.getUint8(at)],
};

/** The kinds that are written, and read as they are; all others become numbers of four bytes. */
const ownKinds = { F32: Float32Array, I32: Int32Array, F64: Float64Array } as const;

/** Larger headers are refused, as by the format's own library. */
const longestHeader = 100_000_000;

/**
 * The bytes of a safetensors file (https://github.com/huggingface/safetensors#format).
 *
 * @example
 * const bytes = encodeSafetensors({ arrays: { "conv1/bias": { values: Float32Array.of(1, 2), shape: [2] } } });
 * decodeSafetensors(bytes).arrays["conv1/bias"]!.values; // [1, 2]
 */
export function encodeSafetensors({ arrays, metadata }: Safetensors): Uint8Array {
  const header: Record<string, unknown> = metadata ? { __metadata__: metadata } : {};
  let end = 0;
  for (const [name, { values, shape }] of Object.entries(arrays)) {
    const dtype = Object.entries(ownKinds).find(([, kind]) => values instanceof kind)![0];
    header[name] = { dtype, shape, data_offsets: [end, end + values.byteLength] };
    end += values.byteLength;
  }
  const words = new TextEncoder().encode(JSON.stringify(header));
  // Numbers start at a multiple of eight bytes.
  const start = 8 * Math.ceil(words.length / 8) + 8;
  const file = new Uint8Array(start + end).fill(0x20, 8, start);
  new DataView(file.buffer).setBigUint64(0, BigInt(start - 8), true);
  file.set(words, 8);
  let at = start;
  for (const { values } of Object.values(arrays)) {
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return file;
}

/**
 * The arrays of such a file, each read when it is asked for. Half and small numbers become numbers
 * of four bytes.
 *
 * @example
 * const bytes = encodeSafetensors({ arrays: {}, metadata: { epochs: "3" } });
 * decodeSafetensors(bytes).metadata.epochs; // "3"
 * @throws SyntaxError that says why, when it is broken or lies about its sizes.
 */
export function decodeSafetensors(bytes: Uint8Array): Required<Safetensors> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) throw broken(`its header is not whole, the file has ${bytes.length} bytes`);
  const length = Number(view.getBigUint64(0, true));
  if (!(length <= longestHeader && 8 + length <= bytes.length)) {
    throw broken(`its header should have ${length} bytes, the file has ${bytes.length}`);
  }
  const { __metadata__: metadata, ...header } = parsed(bytes.subarray(8, 8 + length));
  const entries = Object.entries(header).map(
    ([name, entry]) => [name, checked(name, entry)] as const,
  );
  const data = bytes.subarray(8 + length);
  checkWhole(entries, data.length);
  const arrays = entries.map(([name, { dtype, shape, data_offsets: offsets }]) => {
    const array = {
      shape,
      get values() {
        return numbersOf(data.subarray(...offsets), dtype);
      },
    };
    return [name, array] as const;
  });
  return { arrays: Object.fromEntries(arrays), metadata: wordsOf(metadata) };
}

/** Data without gaps and overlaps, to the end: nothing can hide in the file. */
function checkWhole(entries: readonly (readonly [string, Entry])[], length: number): void {
  const inOrder = [...entries].sort(([, { data_offsets: a }], [, { data_offsets: b }]) => {
    return a[0] - b[0] || a[1] - b[1];
  });
  let end = 0;
  for (const [name, { data_offsets: offsets }] of inOrder) {
    if (offsets[0] !== end) throw broken(`"${name}" does not begin where it should`);
    end = offsets[1];
  }
  if (end !== length) throw broken(`it should have ${end} bytes of numbers, and has ${length}`);
}

/** Numbers in the order of bytes that all of Node's processors have, little end first. */
function numbersOf(data: Uint8Array, dtype: string): PlainArray["values"] {
  const own = Object.hasOwn(ownKinds, dtype) ? ownKinds[dtype as keyof typeof ownKinds] : undefined;
  // A copy of its own: `slice` of a Buffer would be a view, at any address.
  if (own) return new own(new Uint8Array(data).buffer);
  const [size, read] = kinds[dtype]!;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Float32Array.from({ length: data.length / size }, (_, i) => read(view, i * size));
}

function parsed(bytes: Uint8Array): Record<string, unknown> {
  try {
    const header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
    if (typeof header === "object" && header !== null && !Array.isArray(header)) {
      return header as Record<string, unknown>;
    }
  } catch (cause) {
    throw broken("its header is not JSON; is it a safetensors file?", cause);
  }
  throw broken("its header is not an object of weights");
}

function checked(name: string, value: unknown): Entry {
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Partial<Entry>;
  if (typeof dtype !== "string" || !Object.hasOwn(kinds, dtype)) {
    throw broken(`"${name}" has numbers of the unknown kind ${String(dtype)}`);
  }
  if (!isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) {
    throw broken(`"${name}" has no proper shape and offsets`);
  }
  const bytes = shape.reduce((product, size) => product * size, kinds[dtype]![0]);
  if (offsets[1]! - offsets[0]! !== bytes) {
    throw broken(
      `"${name}" of shape [${shape.join(", ")}] needs ${bytes} bytes, its offsets ` +
        `leave ${offsets[1]! - offsets[0]!}`,
    );
  }
  return { dtype, shape, data_offsets: offsets as readonly number[] as readonly [number, number] };
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

function wordsOf(metadata: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries((metadata ?? {}) as Record<string, unknown>);
  if (!entries.every(([, word]) => typeof word === "string")) {
    throw broken("its metadata are not words");
  }
  return Object.fromEntries(entries) as Record<string, string>;
}

const word = new DataView(new ArrayBuffer(4));

/** The upper half of a number of four bytes. */
function brainFloat(bits: number): number {
  word.setUint32(0, bits << 16);
  return word.getFloat32(0);
}

function broken(why: string, cause?: unknown): SyntaxError {
  return new SyntaxError(why, { cause });
}
