import { DataFileError } from "../data-file-error.js";
import type { Sound } from "./sound.js";

/** What the decoders of a family in WebAssembly have in common. */
export interface Decoder {
  readonly ready: Promise<void>;
  decode(bytes: Uint8Array): DecodedPart | Promise<DecodedPart>;
  flush(): Promise<DecodedPart>;
  free(): void;
}

interface DecodedPart {
  readonly channelData: readonly Float32Array[];
  readonly samplesDecoded: number;
  readonly sampleRate: number;
  readonly errors: readonly { readonly message: string }[];
}

/** So few bytes at a time cannot become more than some hundred megabytes. */
const step = 16384;

/**
 * The first `length` samples of a file's channels.
 *
 * @throws DataFileError when the decoder finds errors, or another number of samples or channels.
 */
export async function decoded(
  decoder: Decoder,
  {
    bytes,
    name,
    length,
    channels,
  }: { bytes: Uint8Array; name: string; length: number; channels: number },
): Promise<Sound> {
  await decoder.ready;
  const rooms = Array.from({ length: channels }, () => new Float32Array(length));
  let [done, sampleRate] = [0, 0];
  const take = (part: DecodedPart) => {
    const [error] = part.errors;
    if (error) throw new DataFileError(`Cannot read ${name}: ${error.message}; the file is broken`);
    if (part.samplesDecoded === 0) return;
    if (part.channelData.length !== channels) {
      throw new DataFileError(
        `Cannot read ${name}: it tells of ${channels} channels, and has ${part.channelData.length}`,
      );
    }
    const count = Math.min(part.samplesDecoded, length - done);
    rooms.forEach((room, i) => {
      room.set(part.channelData[i]!.subarray(0, count), done);
    });
    done += count;
    sampleRate = part.sampleRate;
  };
  try {
    for (let at = 0; at < bytes.length && done < length; at += step) {
      // A copy, because decoders may keep what they were given.
      take(await decoder.decode(bytes.slice(at, at + step)));
    }
    if (done < length) take(await decoder.flush());
  } finally {
    decoder.free();
  }
  if (done < length) {
    throw new DataFileError(
      `Cannot read ${name}: it tells of ${length} samples, and has ${done}; the file is cut off`,
    );
  }
  return { sampleRate, channels: rooms };
}
