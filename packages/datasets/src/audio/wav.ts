import { DataFileError } from "../data-file-error.js";
import { mostSamples, type Sound } from "./sound.js";

/** How samples lie in the file. */
interface Format {
  readonly kind: "whole" | "float";
  readonly channels: number;
  readonly sampleRate: number;
  readonly bits: number;
}

/**
 * Decodes a WAV file: whole numbers of 8, 16, 24 and 32 bits, floating-point ones of 32 and 64.
 *
 * @throws DataFileError when it is broken, cut off or of another kind.
 */
export function decodeWav(bytes: Uint8Array, name: string): Sound {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let format: Format | undefined;
  for (const { id, from, to } of chunks(file, name)) {
    if (id === "fmt ") format = formatOf(file.subarray(from, to), name);
    if (id === "data") {
      if (!format) throw broken(name, "its samples come before their format");
      return {
        sampleRate: format.sampleRate,
        channels: samplesOf(file.subarray(from, to), format, name),
      };
    }
  }
  throw broken(name, "it has no samples");
}

function* chunks(file: Buffer, name: string) {
  for (let at = 12; at + 8 <= file.length; ) {
    const id = file.toString("latin1", at, at + 4);
    const told = file.readUInt32LE(at + 4);
    const from = at + 8;
    // What is written while it is recorded does not know its length.
    const open = id === "data" && told === 0xffffffff;
    const to = open ? file.length : from + told;
    if (to > file.length) throw broken(name, `its part "${id}" is cut off`);
    yield { id, from, to };
    at = to + (told % 2);
  }
}

function formatOf(chunk: Buffer, name: string): Format {
  if (chunk.length < 16) throw broken(name, "its format is cut off");
  const tag = chunk.readUInt16LE(0);
  const code = tag === 0xfffe && chunk.length >= 26 ? chunk.readUInt16LE(24) : tag;
  const [channels, sampleRate] = [chunk.readUInt16LE(2), chunk.readUInt32LE(4)];
  const [block, bits] = [chunk.readUInt16LE(12), chunk.readUInt16LE(14)];
  const kind = code === 1 ? "whole" : code === 3 ? "float" : undefined;
  const known = kind === "float" ? [32, 64] : [8, 16, 24, 32];
  if (kind === undefined || !known.includes(bits)) {
    throw broken(
      name,
      `its samples are of kind ${code} with ${bits} bits; write it as whole numbers of 16 bits`,
    );
  }
  if (channels === 0 || sampleRate === 0 || block !== (channels * bits) / 8) {
    throw broken(name, `it tells of ${channels} channels, ${sampleRate} Hz, ${block} bytes each`);
  }
  return { kind, channels, sampleRate, bits };
}

function samplesOf(data: Buffer, { kind, channels, bits }: Format, name: string): Float32Array[] {
  const width = bits / 8;
  const length = data.length / (width * channels);
  if (length === 0) throw broken(name, "it has no samples");
  if (!Number.isInteger(length)) throw broken(name, "its last sample is cut off");
  if (length * channels > mostSamples)
    throw broken(name, `it has more than ${mostSamples} samples`);
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const read = readers[`${kind}${bits}`]!;
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(length);
    for (let i = 0; i < length; i += 1) {
      samples[i] = read(view, (i * channels + channel) * width);
    }
    if (kind === "float" && !samples.every(Number.isFinite)) {
      throw broken(name, "it has samples that are no numbers");
    }
    return samples;
  });
}

/** By kind and bits; those of 8 bits alone have no sign. */
const readers: Readonly<Record<string, (view: DataView, at: number) => number>> = {
  whole8: (view, at) => (view.getUint8(at) - 128) / 2 ** 7,
  whole16: (view, at) => view.getInt16(at, true) / 2 ** 15,
  whole24: (view, at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 2 ** 16) / 2 ** 23,
  whole32: (view, at) => view.getInt32(at, true) / 2 ** 31,
  float32: (view, at) => view.getFloat32(at, true),
  float64: (view, at) => view.getFloat64(at, true),
};

function broken(name: string, why: string): DataFileError {
  return new DataFileError(`Cannot read ${name} as WAV: ${why}`);
}
