import { framingOf } from "./frames.js";
import { type FrontEnd, frontEnd } from "./front-end.js";
import { loudnessOf } from "./loudness.js";
import { melFilters } from "./mel-filters.js";
import { filtersOf, type MelSpectrogramOptions } from "./mel-spectrogram.js";

/** How spectra are taken and filtered. */
export interface MfccOptions extends Omit<MelSpectrogramOptions, "scale"> {
  /** Bands of frequencies of which the coefficients are taken. */
  readonly mels?: number;
}

/**
 * Mel-frequency cepstral coefficients: the first `coefficients` of the orthonormal cosine transform
 * of a mel spectrogram in decibels, frame by frame, as a picture `[frames, coefficients, 1]`.
 * librosa's `mfcc` is the reference. Source: S. Davis, P. Mermelstein, Comparison of parametric
 * representations for monosyllabic word recognition, IEEE TASSP 28(4), 1980.
 *
 * @throws RangeError for options that make no frames or no filters, or more coefficients than bands.
 * @example mfcc(13, { sampleRate: 8000, size: 256, hop: 128 }) // [8000] -> [63, 13, 1]
 */
export function mfcc(coefficients: number, { mels = 40, ...options }: MfccOptions): FrontEnd {
  const label = `mfcc(${coefficients})`;
  if (!(Number.isInteger(coefficients) && coefficients > 0 && coefficients <= mels)) {
    throw new RangeError(
      `Cannot make ${label} of ${mels} bands: it needs from 1 to ${mels} coefficients`,
    );
  }
  const framing = framingOf(label, options);
  const loudness = loudnessOf(label, { ...options, scale: "decibels" });
  const filters = filtersOf(options, framing.size);
  melFilters(mels, filters);
  return frontEnd(label, { kind: "mfcc", framing, loudness, mels, filters, coefficients });
}
