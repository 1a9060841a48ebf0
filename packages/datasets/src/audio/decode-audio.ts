import { DataFileError } from "../data-file-error.js";
import { decodeFlac } from "./flac.js";
import { decodeOgg } from "./ogg.js";
import type { Sound } from "./sound.js";
import { decodeWav } from "./wav.js";

/**
 * Decodes a WAV, a FLAC, or an Ogg file of Vorbis or Opus, with all its channels.
 *
 * @example
 * const tone = Float32Array.from({ length: 800 }, (_, i) => Math.sin(i / 3));
 * const { channels } = await decodeAudio(encodeWav(tone, { sampleRate: 8000 }));
 * channels[0]!.length; // 800
 * @throws DataFileError when it is none of them, broken, cut off, or has more than 100 million
 *   samples.
 */
export async function decodeAudio(
  bytes: Uint8Array,
  { name = "the recording" }: { name?: string } = {},
): Promise<Sound> {
  const head = Buffer.from(bytes.subarray(0, 12)).toString("latin1");
  if (/^RIFF.{4}WAVE$/s.test(head)) return decodeWav(bytes, name);
  try {
    if (head.startsWith("fLaC")) return await decodeFlac(bytes, name);
    if (head.startsWith("OggS")) return await decodeOgg(bytes, name);
  } catch (cause) {
    if (cause instanceof DataFileError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataFileError(`Cannot read ${name}: ${reason}; the file is broken`, { cause });
  }
  const begins = Buffer.from(bytes.subarray(0, 4)).toString("hex") || "nothing";
  throw new DataFileError(
    `Cannot read ${name}: a recording must be WAV, FLAC or Ogg, and it begins with ${begins}`,
  );
}
