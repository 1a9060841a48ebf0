/**
 * A WAV file of one channel, 16 bits a sample. Samples are from -1 to 1; louder ones make all of
 * them quieter.
 *
 * @example
 * const tone = Float32Array.from({ length: 800 }, (_, i) => Math.sin(i / 3));
 * encodeWav(tone, { sampleRate: 8000 }).length; // 1644: a header of 44 bytes, and two a sample
 * @throws RangeError unless the sample rate is a whole number above 0 and samples are finite.
 */
export function encodeWav(
  samples: ArrayLike<number>,
  { sampleRate }: { sampleRate: number },
): Uint8Array {
  const peak = checkSamples(samples, sampleRate);
  const size = 2 * samples.length;
  const bytes = Buffer.alloc(44 + size);
  bytes.write("RIFF", 0, "latin1");
  bytes.writeUInt32LE(36 + size, 4);
  bytes.write("WAVEfmt ", 8, "latin1");
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(2 * sampleRate, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36, "latin1");
  bytes.writeUInt32LE(size, 40);
  const view = new DataView(bytes.buffer, bytes.byteOffset + 44);
  for (let i = 0; i < samples.length; i += 1) {
    const whole = Math.round((samples[i]! / peak) * 32768);
    view.setInt16(2 * i, whole > 32767 ? 32767 : whole, true);
  }
  return bytes;
}

/** The loudest sample, at least 1. @throws RangeError for what is no sound. */
export function checkSamples(samples: ArrayLike<number>, sampleRate: number): number {
  if (!(Number.isInteger(sampleRate) && sampleRate > 0 && sampleRate < 2 ** 31)) {
    throw new RangeError(
      `Cannot play ${sampleRate} samples a second: it must be a whole number above 0`,
    );
  }
  // By comparisons, since there may be millions.
  let peak = 1;
  for (let i = 0; i < samples.length; i += 1) {
    const size = samples[i]! < 0 ? -samples[i]! : samples[i]!;
    if (!(size < Infinity)) {
      throw new RangeError(`Cannot play samples that are not finite: got ${samples[i]} at ${i}`);
    }
    if (size > peak) peak = size;
  }
  return peak;
}
