import { DataFileError } from "../data-file-error.js";
import { type Decoder, decoded } from "./decoded.js";
import { mostSamples, type Sound } from "./sound.js";

/**
 * Decodes an Ogg file of Vorbis or Opus, by their own libraries. Opus has 48,000 samples a second.
 *
 * @throws DataFileError when it is broken, cut off, or of another kind.
 */
export async function decodeOgg(bytes: Uint8Array, name: string): Promise<Sound> {
  const { first, end } = pages(bytes, name);
  const head = first.toString("latin1", 0, 8);
  const opus = head.startsWith("OpusHead") && first.length >= 19;
  if (!opus && !(head.startsWith("\x01vorbis") && first.length >= 30)) {
    throw broken(name, "it is neither Vorbis nor Opus");
  }
  const channels = opus ? first[9]! : first[11]!;
  const length = opus ? end - first.readUInt16LE(10) : end;
  if (!(channels > 0 && length > 0 && length * channels <= mostSamples)) {
    throw broken(name, `it tells of ${length} samples in ${channels} channels`);
  }
  const sound = await decoded(await decoderOf(opus), { bytes, name, length, channels });
  return { ...sound, sampleRate: opus ? 48000 : first.readUInt32LE(12) };
}

async function decoderOf(opus: boolean): Promise<Decoder> {
  if (opus) {
    const { OggOpusDecoder } = await import("ogg-opus-decoder");
    return new OggOpusDecoder({ forceStereo: false });
  }
  const { OggVorbisDecoder } = await import("@wasm-audio-decoders/ogg-vorbis");
  return new OggVorbisDecoder();
}

/**
 * Walks over all pages, RFC 3533, and checks each: what is on the first one, and where the last
 * sample stands.
 */
function pages(bytes: Uint8Array, name: string): { first: Buffer; end: number } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let first: Buffer | undefined;
  let [end, last, stream] = [0, false, -1];
  for (let at = 0; at < file.length; ) {
    const page = pageAt(file, at, name);
    const serial = page.readUInt32LE(14);
    if (last || (first && serial !== stream)) throw broken(name, "it has several streams");
    const segments = page[26]!;
    first ??= page.subarray(27 + segments);
    stream = serial;
    const position = page.readBigInt64LE(6);
    if (position >= 0n) end = Number(position);
    last = (page[5]! & 4) !== 0;
    at += page.length;
  }
  if (!first || !last) throw broken(name, "it is cut off");
  return { first, end };
}

function pageAt(file: Buffer, at: number, name: string): Buffer {
  const segments = file[at + 26] ?? 0;
  const table = file.subarray(at + 27, at + 27 + segments);
  const length = 27 + segments + table.reduce((sum, size) => sum + size, 0);
  const page = file.subarray(at, at + length);
  if (page.length < length || page.toString("latin1", 0, 4) !== "OggS") {
    throw broken(name, `there is no whole page at byte ${at}`);
  }
  if (checksum(page) !== page.readUInt32LE(22)) {
    throw broken(name, `the page at byte ${at} is not that of its checksum`);
  }
  return page;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) rest = (rest << 1) ^ (rest < 0 ? 0x04c11db7 : 0);
  return rest;
});

/** The CRC of a page whose own field counts as 0. */
export function checksum(page: Buffer): number {
  let rest = 0;
  for (let i = 0; i < page.length; i += 1) {
    const byte = i >= 22 && i < 26 ? 0 : page[i]!;
    rest = (rest << 8) ^ table[((rest >>> 24) ^ byte) & 255]!;
  }
  return rest >>> 0;
}

function broken(name: string, why: string): DataFileError {
  return new DataFileError(`Cannot read ${name} as Ogg: ${why}`);
}
