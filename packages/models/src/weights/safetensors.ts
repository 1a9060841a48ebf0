import { halfFloat } from "./half-float.js";
import { brokenFile, countOf, isShape, type StoredWeight, type WeightToStore } from "./stored.js";

/** What the header says of a weight: its numbers lie between the offsets, after the header. */
interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
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

/** Larger headers are refused, as by the format's own library. */
const longestHeader = 100_000_000;

/**
 * Reads the weights of a safetensors file (https://github.com/huggingface/safetensors#format).
 * @throws SyntaxError when the file is broken or lies about its sizes.
 */
export function readSafetensors(bytes: Uint8Array, path: string): Map<string, StoredWeight> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < 8 ? Number.NaN : Number(view.getBigUint64(0, true));
  if (!(length <= longestHeader && 8 + length <= bytes.length)) {
    throw brokenFile(path, `its header should have ${length} bytes, the file has ${bytes.length}`);
  }
  const header = parsed(bytes.subarray(8, 8 + length), path);
  const start = 8 + length;
  const entries = Object.entries(header).filter(([name]) => name !== "__metadata__");
  const weights = new Map<string, StoredWeight>();
  let end = 0;
  for (const [name, entry] of entries.sort(byOffset)) {
    const { shape, dtype, data_offsets: offsets } = checked(entry, { name, path });
    // Data without gaps and overlaps, to the end: nothing can hide in the file.
    if (offsets[0] !== end) throw brokenFile(path, `"${name}" does not begin where it should`);
    end = offsets[1];
    const data = bytes.subarray(start + offsets[0], start + offsets[1]);
    weights.set(name, { shape, read: () => numbersOf(data, dtype) });
  }
  if (start + end !== bytes.length) {
    throw brokenFile(path, `it should have ${start + end} bytes, and has ${bytes.length}`);
  }
  return weights;
}

/** The bytes of a safetensors file with these weights, as numbers of four bytes. */
export function writeSafetensors(weights: readonly WeightToStore[]): Uint8Array {
  let end = 0;
  const entries = weights.map(({ name, shape, values }): [string, Entry] => {
    const start = end;
    end += values.byteLength;
    return [name, { dtype: "F32", shape, data_offsets: [start, end] }];
  });
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const length = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + end).fill(0x20, 8, 8 + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, 8);
  weights.forEach(({ values }, i) => {
    const at = 8 + length + entries[i]![1].data_offsets[0];
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
  });
  return bytes;
}

/** Numbers in the order of bytes that all of Node's processors have, little end first. */
function numbersOf(data: Uint8Array, dtype: string): Float32Array {
  // A copy of its own: `slice` of a Buffer would be a view, at any address.
  if (dtype === "F32") return new Float32Array(new Uint8Array(data).buffer);
  const [size, read] = kinds[dtype]!;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Float32Array.from({ length: data.length / size }, (_, i) => read(view, i * size));
}

function parsed(bytes: Uint8Array, path: string): Record<string, unknown> {
  try {
    const header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
    if (typeof header === "object" && header !== null && !Array.isArray(header)) {
      return header as Record<string, unknown>;
    }
  } catch (cause) {
    throw brokenFile(path, "its header is not JSON; is it a safetensors file?", cause);
  }
  throw brokenFile(path, "its header is not an object of weights");
}

function checked(value: unknown, { name, path }: { name: string; path: string }): Entry {
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Partial<Entry>;
  if (typeof dtype !== "string" || !Object.hasOwn(kinds, dtype)) {
    throw brokenFile(path, `"${name}" has numbers of the unknown kind ${String(dtype)}`);
  }
  if (!isShape(shape) || !isShape(offsets) || offsets.length !== 2) {
    throw brokenFile(path, `"${name}" has no proper shape and offsets`);
  }
  const bytes = countOf(shape) * kinds[dtype]![0];
  if (offsets[1] - offsets[0] !== bytes) {
    throw brokenFile(
      path,
      `"${name}" of shape [${shape.join(", ")}] needs ${bytes} bytes, its offsets ` +
        `leave ${offsets[1] - offsets[0]}`,
    );
  }
  return { dtype, shape, data_offsets: offsets as readonly [number, number] };
}

function byOffset([, a]: [string, unknown], [, b]: [string, unknown]): number {
  const start = (entry: unknown) => Number((entry as Partial<Entry> | null)?.data_offsets?.[0]);
  const end = (entry: unknown) => Number((entry as Partial<Entry> | null)?.data_offsets?.[1]);
  return start(a) - start(b) || end(a) - end(b);
}

const word = new DataView(new ArrayBuffer(4));

/** The upper half of a number of four bytes. */
function brainFloat(bits: number): number {
  word.setUint32(0, bits << 16);
  return word.getFloat32(0);
}
