import { DataFileError } from "../data-file-error.js";
import { crc32c } from "./crc32c.js";

/**
 * The records of a TFRecord file: a length of 8 bytes, its checksum, the data, its checksum
 * (masked CRC-32C, little-endian, as TensorFlow's `record_writer.h` tells).
 *
 * @throws DataFileError, with the record's number, when a checksum is wrong or a record is cut off.
 */
export function decodeRecords(bytes: Uint8Array, { name = "the file" } = {}): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const refuse = (why: string) =>
      new DataFileError(`Cannot read ${name}: record ${records.length} ${why}; fetch it anew`);
    const left = bytes.length - at - 16;
    if (left < 0) {
      throw refuse("is cut off");
    }
    if (masked(bytes.subarray(at, at + 8)) !== view.getUint32(at + 8, true)) {
      throw refuse("has a length with a wrong checksum, so that this is no TFRecord file");
    }
    const length = Number(view.getBigUint64(at, true));
    if (length > left) {
      throw refuse(`tells of ${length} bytes, and ${left} are left`);
    }
    const record = bytes.subarray(at + 12, at + 12 + length);
    if (masked(record) !== view.getUint32(at + 12 + length, true)) {
      throw refuse("has a wrong checksum");
    }
    records.push(record);
    at += 16 + length;
  }
  return records;
}

/** TensorFlow turns checksums by 15 bits and adds a number, lest data hold its own checksum. */
function masked(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
