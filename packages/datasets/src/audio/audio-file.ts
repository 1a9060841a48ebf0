import { type Recording, recording } from "@rosenblatt/plots";
import { readWhole } from "../files/read-whole.js";
import { decodeAudio } from "./decode-audio.js";
import { resample } from "./resample.js";
import { mixed } from "./sound.js";

const maxFileBytes = 256e6;

/**
 * A recording of your own, WAV, FLAC or Ogg: its channels mixed into one, at its own sample rate or
 * another.
 *
 * @example const hello = await audioFile("hello.wav", { sampleRate: 16000 });
 * @throws DataFileError when it is missing, broken or of another kind.
 */
export async function audioFile(
  path: string,
  { sampleRate, title = path }: { sampleRate?: number; title?: string } = {},
): Promise<Recording> {
  const bytes = await readWhole(path, { limit: maxFileBytes });
  const heard = await monoOf(bytes, { name: path, sampleRate });
  return recording(heard.samples, { sampleRate: heard.sampleRate, title });
}

/** All channels of a file as one, at this sample rate, or at its own. */
export async function monoOf(
  bytes: Uint8Array,
  { name, sampleRate }: { name: string; sampleRate: number | undefined },
): Promise<{ samples: Float32Array; sampleRate: number }> {
  const sound = await decodeAudio(bytes, { name });
  const to = sampleRate ?? sound.sampleRate;
  return { samples: resample(mixed(sound), { from: sound.sampleRate, to }), sampleRate: to };
}
