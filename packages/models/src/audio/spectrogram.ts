import { type FrameOptions, framingOf } from "./frames.js";
import { type FrontEnd, frontEnd } from "./front-end.js";
import { type LoudnessOptions, loudnessOf } from "./loudness.js";

/** How spectra are taken, and told. */
export interface SpectrogramOptions extends FrameOptions, LoudnessOptions {}

/**
 * How strong each frequency is in each frame of a recording, as a picture
 * `[frames, size / 2 + 1, 1]`.
 *
 * @throws RangeError for options that make no frames.
 * @example
 * spectrogram({ size: 256, hop: 128 }); // [8000] -> [63, 129, 1]
 * const loudness = spectrogram({ size: 64, scale: "decibels" }).of(new Float32Array(800));
 * loudness.shape; // [51, 33]
 */
export function spectrogram(options: SpectrogramOptions = {}): FrontEnd {
  const framing = framingOf("spectrogram()", options);
  const loudness = loudnessOf("spectrogram()", options);
  return frontEnd("spectrogram()", { kind: "spectrogram", framing, loudness });
}
