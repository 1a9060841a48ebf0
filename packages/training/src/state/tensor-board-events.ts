/**
 * Events as TensorBoard reads them. Sources: tensorflow/core/util/event.proto and
 * framework/summary.proto for the messages, lib/io/record_writer.h for the records about them.
 */

/** What a file of events begins with. */
export function versionEvent(): Uint8Array {
  return event(0, bytesField(3, text("brain.Event:2")));
}

/** Says that the program has started anew: earlier events from this step on do not count. */
export function startEvent(step: number): Uint8Array {
  return event(step, bytesField(7, [0x08, 1]));
}

/** A number by its tag. */
export function scalarEvent(
  tag: string,
  { value, step }: { value: number; step: number },
): Uint8Array {
  const number = new Uint8Array(5);
  number[0] = (2 << 3) | 5;
  new DataView(number.buffer).setFloat32(1, value, true);
  const summary = bytesField(1, [...bytesField(1, text(tag)), ...number]);
  return event(step, bytesField(5, summary));
}

function event(step: number, what: readonly number[]): Uint8Array {
  const time = new Uint8Array(9);
  time[0] = (1 << 3) | 1;
  new DataView(time.buffer).setFloat64(1, Date.now() / 1000, true);
  return record(Uint8Array.from([...time, 2 << 3, ...varint(step), ...what]));
}

/** A length and some data, each with its checksum. */
function record(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedChecksum(bytes.subarray(0, 8)), true);
  bytes.set(data, 12);
  view.setUint32(12 + data.length, maskedChecksum(data), true);
  return bytes;
}

function bytesField(field: number, bytes: ArrayLike<number>): number[] {
  return [(field << 3) | 2, ...varint(bytes.length), ...Array.from(bytes)];
}

/** A whole number from 0 on, seven bits a byte. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) | 0x80);
  return [...bytes, left];
}

function text(words: string): Uint8Array {
  return new TextEncoder().encode(words);
}

/** CRC-32C, of Castagnoli's polynomial, backwards. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc;
});

function maskedChecksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  crc = ~crc >>> 0;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
