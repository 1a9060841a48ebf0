import { DataFileError } from "./data-file-error.js";
/** An array decoded from an IDX file of bytes. */
export interface IdxArray {
  readonly sizes: readonly number[];
  /** `sizes` multiplied, row by row; shares the file's memory. */
  readonly values: Uint8Array;
}

/**
 * Decodes an IDX file of unsigned bytes (the format of MNIST: two zero bytes, type 0x08, the number
 * of dimensions, their sizes as big-endian 32-bit numbers, then the values).
 *
 * @example
 * const { sizes, values } = decodeIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 5, 7));
 * values; // [5, 7]
 * @throws SyntaxError when it is not such a file, or its sizes do not fit its length.
 */
export function decodeIdx(bytes: Uint8Array, { name = "the file" } = {}): IdxArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0) {
    const head = Buffer.from(bytes.subarray(0, 4)).toString("hex") || "nothing";
    throw new DataFileError(`Cannot decode ${name} as IDX: it must begin with 0000, got ${head}`);
  }
  const [type, dimensions] = [view.getUint8(2), view.getUint8(3)];
  if (type !== 0x08 || dimensions === 0) {
    throw new DataFileError(
      `Cannot decode ${name} as IDX: it needs unsigned bytes (type 8) in 1 dimension or more, ` +
        `got type ${type} in ${dimensions}`,
    );
  }
  const start = 4 + 4 * dimensions;
  if (bytes.length < start) {
    throw new DataFileError(
      `Cannot decode ${name} as IDX: ${dimensions} dimensions need ${start} bytes of header, ` +
        `got ${bytes.length}`,
    );
  }
  const sizes = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const expected = sizes.reduce((product, size) => product * size, 1);
  if (bytes.length - start !== expected) {
    throw new DataFileError(
      `Cannot decode ${name} as IDX: sizes ${sizes.join(" × ")} need ${expected} bytes, ` +
        `got ${bytes.length - start}; the file is ${bytes.length - start < expected ? "cut off" : "too long"}`,
    );
  }
  return { sizes, values: bytes.subarray(start) };
}
