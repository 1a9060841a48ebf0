import type { PlainArray } from "./copied-weights.js";

/** Arrays by name, and words about them. */
export interface Contents {
  readonly arrays: Readonly<Record<string, PlainArray>>;
  readonly metadata: Readonly<Record<string, string>>;
}

const kinds = { F32: Float32Array, I32: Int32Array, F64: Float64Array } as const;

interface Entry {
  readonly dtype: keyof typeof kinds;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [from: number, to: number];
}

/** Arrays as a safetensors file. Source: huggingface/safetensors, README, "Format". */
export function encodeSafetensors({ arrays, metadata }: Contents): Uint8Array {
  const header: Record<string, Entry | Readonly<Record<string, string>>> = {
    __metadata__: metadata,
  };
  let end = 0;
  for (const [name, { values, shape }] of Object.entries(arrays)) {
    const dtype = Object.entries(kinds).find(
      ([, kind]) => kind.name === values[Symbol.toStringTag],
    )![0] as keyof typeof kinds;
    header[name] = { dtype, shape, data_offsets: [end, end + values.byteLength] };
    end += values.byteLength;
  }
  const text = JSON.stringify(header);
  const words = new TextEncoder().encode(text);
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

/** The arrays of such a file. @throws RangeError when it is not one, or not whole. */
export function decodeSafetensors(file: Uint8Array): Contents {
  const bytes = file.slice().buffer;
  const start = file.length < 8 ? 0 : 8 + Number(new DataView(bytes).getBigUint64(0, true));
  if (start < 10 || start > file.length) throw broken("its header is not whole");
  const { __metadata__: metadata, ...entries } = parsed(new Uint8Array(bytes, 8, start - 8));
  const arrays = Object.entries(entries).map(
    ([
      name,
      {
        dtype,
        shape,
        data_offsets: [from, to],
      },
    ]) => {
      const kind = kinds[dtype];
      const size = shape.reduce((product, length) => product * length, 1);
      const right = kind && from >= 0 && to - from === size * kind.BYTES_PER_ELEMENT;
      if (!right || start + to > file.length) throw broken(`${name} is not whole`);
      return [name, { values: new kind(bytes.slice(start + from, start + to)), shape }] as const;
    },
  );
  return { arrays: Object.fromEntries(arrays), metadata: metadata ?? {} };
}

function parsed(words: Uint8Array) {
  try {
    const header = JSON.parse(new TextDecoder().decode(words));
    for (const [name, entry] of Object.entries(header as Record<string, Partial<Entry>>)) {
      if (name !== "__metadata__" && !(entry?.shape && entry.data_offsets && entry.dtype))
        throw name;
    }
    return header as Record<string, Entry> & { __metadata__?: Readonly<Record<string, string>> };
  } catch {
    throw broken("its header cannot be read");
  }
}

function broken(why: string): RangeError {
  return new RangeError(`it is no whole safetensors file: ${why}`);
}
