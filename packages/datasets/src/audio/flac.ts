import { createHash } from "node:crypto";
import { DataFileError } from "../data-file-error.js";
import { decoded } from "./decoded.js";
import { mostSamples, type Sound } from "./sound.js";

/**
 * Decodes a FLAC file, by libFLAC. Its samples are held against the checksum that the file has of
 * them.
 *
 * @throws DataFileError when it is broken, cut off, or does not tell its length.
 */
export async function decodeFlac(bytes: Uint8Array, name: string): Promise<Sound> {
  const { length, channels, bits, checksum } = streamInfo(bytes, name);
  const { FLACDecoder } = await import("@wasm-audio-decoders/flac");
  const sound = await decoded(new FLACDecoder(), { bytes, name, length, channels });
  // The decoder makes 1 of the largest number; everywhere else here it is just below.
  const largest = 2 ** (bits - 1) - 1;
  const whole = sound.channels.map((channel) =>
    Int32Array.from(channel, (sample) => Math.round(sample * largest)),
  );
  if (bits <= 24 && /[^0]/.test(checksum) && md5(whole, bits) !== checksum) {
    throw new DataFileError(`Cannot read ${name}: its samples are not those of its checksum`);
  }
  const channelsOf = whole.map((each) => Float32Array.from(each, (value) => value / (largest + 1)));
  return { sampleRate: sound.sampleRate, channels: channelsOf };
}

/** The first part of every file, as RFC 9639 has it in section 8.2. */
function streamInfo(bytes: Uint8Array, name: string) {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (file.length < 42 || (file[4]! & 0x7f) !== 0) {
    throw new DataFileError(`Cannot read ${name}: its header is broken or cut off`);
  }
  const packed = file.readUInt32BE(18);
  const channels = ((packed >>> 9) & 7) + 1;
  const bits = ((packed >>> 4) & 31) + 1;
  const length = (packed & 15) * 2 ** 32 + file.readUInt32BE(22);
  if (length === 0 || length * channels > mostSamples) {
    throw new DataFileError(
      `Cannot read ${name}: it must tell of 1 to ${mostSamples} samples, and tells of ` +
        `${length} in ${channels} channels`,
    );
  }
  return { length, channels, bits, checksum: file.toString("hex", 26, 42) };
}

/** Of the samples in turns, little end first, in whole bytes. */
function md5(channels: readonly Int32Array[], bits: number): string {
  const width = Math.ceil(bits / 8);
  const length = channels[0]!.length;
  const bytes = Buffer.alloc(length * channels.length * width);
  channels.forEach((samples, channel) => {
    samples.forEach((sample, i) => {
      bytes.writeIntLE(sample, (i * channels.length + channel) * width, width);
    });
  });
  return createHash("md5").update(bytes).digest("hex");
}
