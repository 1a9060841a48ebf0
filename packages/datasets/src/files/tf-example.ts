import { DataFileError, guarded } from "../data-file-error.js";

/** A feature of a `tf.train.Example`: byte strings, or numbers. */
export type TfFeature = readonly Uint8Array[] | Float32Array | readonly number[];

/** The features of a `tf.train.Example` by name. */
export type TfExample = ReadonlyMap<string, TfFeature>;

/**
 * Decodes a `tf.train.Example` (`example.proto` and `feature.proto` of TensorFlow). Whole numbers
 * beyond 2^53 are rounded.
 *
 * @throws DataFileError when it is none.
 */
export function decodeExample(bytes: Uint8Array, { name = "the record" } = {}): TfExample {
  return guarded(name, () => {
    const features = new Map<string, TfFeature>();
    for (const list of parts(bytes, 1)) {
      for (const entry of parts(list, 1)) {
        const [key] = parts(entry, 1);
        const [value] = parts(entry, 2);
        if (key && value) {
          features.set(Buffer.from(key).toString("utf8"), featureOf(value));
        }
      }
    }
    return features;
  });
}

function featureOf(bytes: Uint8Array): TfFeature {
  const field = fields(bytes).at(-1);
  const list = field?.value;
  if (!(list instanceof Uint8Array)) {
    return [];
  }
  if (field?.id === 1) {
    return parts(list, 1);
  }
  const values = fields(list).filter(({ id }) => id === 1);
  if (field?.id === 2) {
    return Float32Array.from(values.flatMap(({ value }) => floats(value)));
  }
  return values.flatMap(({ value }) =>
    value instanceof Uint8Array ? varints(value) : [Number(BigInt.asIntN(64, value))],
  );
}

function floats(value: Uint8Array | bigint): number[] {
  if (!(value instanceof Uint8Array) || value.length % 4 !== 0) {
    throw new DataFileError("Cannot read a list of floats: its length is no multiple of 4");
  }
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  return Array.from({ length: value.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

function varints(bytes: Uint8Array): number[] {
  const values: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { value, end } = varint(bytes, at);
    values.push(Number(BigInt.asIntN(64, value)));
    at = end;
  }
  return values;
}

/** A field of a protocol buffer: a number, or bytes (fixed32 and fixed64 among them). */
interface Field {
  readonly id: number;
  readonly value: Uint8Array | bigint;
}

function parts(bytes: Uint8Array, id: number): Uint8Array[] {
  return fields(bytes).flatMap((field) =>
    field.id === id && field.value instanceof Uint8Array ? [field.value] : [],
  );
}

function fields(bytes: Uint8Array): Field[] {
  const found: Field[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = varint(bytes, at);
    const [id, wire] = [Number(tag.value >> 3n), Number(tag.value & 7n)];
    const first = wire === 0 || wire === 2 ? varint(bytes, tag.end) : undefined;
    if (wire === 0) {
      found.push({ id, value: first!.value });
      at = first!.end;
      continue;
    }
    const from = first?.end ?? tag.end;
    const length = wire === 2 ? Number(first!.value) : { 1: 8, 5: 4 }[wire];
    if (length === undefined || from + length > bytes.length) {
      throw new DataFileError("Cannot read a tf.train.Example: a field is broken or cut off");
    }
    found.push({ id, value: bytes.subarray(from, from + length) });
    at = from + length;
  }
  return found;
}

function varint(bytes: Uint8Array, at: number): { value: bigint; end: number } {
  let value = 0n;
  for (let i = 0; i < 10; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined) {
      break;
    }
    value |= BigInt(byte & 127) << BigInt(7 * i);
    if (byte < 128) {
      return { value: BigInt.asUintN(64, value), end: at + i + 1 };
    }
  }
  throw new DataFileError("Cannot read a tf.train.Example: a number is broken or cut off");
}
