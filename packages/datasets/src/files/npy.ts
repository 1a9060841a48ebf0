import { DataFileError, guarded } from "../data-file-error.js";

/** An array decoded from a NumPy file. */
export interface NpyArray {
  readonly shape: readonly number[];
  /** Row by row: bytes as they are, all else as float32; whole numbers of 64 bits are rounded. */
  readonly values: Uint8Array | Float32Array;
  /** As NumPy names it, such as `<f4`. */
  readonly type: string;
}

type Reader = (view: DataView, at: number, little: boolean) => number;

const readers: Readonly<Record<string, Reader>> = {
  b1: (view, at) => view.getUint8(at),
  u1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  i2: (view, at, little) => view.getInt16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
};

/**
 * Decodes a NumPy array (`numpy.save`, format versions 1 to 3) of numbers in C order.
 *
 * @throws DataFileError when it is not such a file, its sizes do not fit its length, or it holds
 *   Python objects.
 */
export function decodeNpy(bytes: Uint8Array, { name = "the file" } = {}): NpyArray {
  return guarded(name, () => {
    const { header, start } = headerOf(bytes, name);
    const { type, shape } = described(header, name);
    const size = Number(type[2]);
    const count = shape.reduce((product, length) => product * length, 1);
    if (bytes.length - start !== count * size) {
      throw new DataFileError(
        `Cannot read ${name}: an array of [${shape}] and type ${type} needs ${count * size} bytes, ` +
          `got ${bytes.length - start}; the file is broken or cut off`,
      );
    }
    const body = bytes.subarray(start);
    const kind = type.slice(1);
    if (kind === "u1" || kind === "b1") {
      return { shape, type, values: body };
    }
    const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
    const read = readers[kind]!;
    const little = type[0] !== ">";
    const values = Float32Array.from({ length: count }, (_, i) => read(view, i * size, little));
    return { shape, type, values };
  });
}

function headerOf(bytes: Uint8Array, name: string) {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (file.toString("latin1", 0, 6) !== "\x93NUMPY") {
    const head = file.subarray(0, 6).toString("hex") || "nothing";
    throw new DataFileError(`Cannot read ${name}: it is no NumPy array, it begins with ${head}`);
  }
  const long = file.readUInt8(6) > 1;
  const length = long ? file.readUInt32LE(8) : file.readUInt16LE(8);
  const from = long ? 12 : 10;
  if (from + length > file.length) {
    throw new DataFileError(`Cannot read ${name}: its header is cut off`);
  }
  return { header: file.toString("latin1", from, from + length), start: from + length };
}

/** What the header, a Python dictionary, tells. */
function described(header: string, name: string) {
  const type = /'descr': *'([^']*)'/.exec(header)?.[1];
  const shape = /'shape': *\(([\d, ]*)\)/.exec(header)?.[1];
  const order = /'fortran_order': *(True|False)/.exec(header)?.[1];
  if (type === undefined || shape === undefined || order === undefined) {
    throw new DataFileError(
      `Cannot read ${name}: its header is none of plain numbers: ${header.trim().slice(0, 80)}`,
    );
  }
  if (!/^[<>|=]/.test(type) || !Object.hasOwn(readers, type.slice(1))) {
    throw new DataFileError(
      `Cannot read ${name}: arrays of type ${type} are not read; save one of numbers`,
    );
  }
  if (order === "True") {
    throw new DataFileError(
      `Cannot read ${name}: it lies column by column; save numpy.ascontiguousarray(a)`,
    );
  }
  const sizes = shape.split(",").filter((part) => part.trim() !== "");
  return { type, shape: sizes.map(Number) };
}
