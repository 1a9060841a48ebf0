import { framingOf } from "./frames.js";
import { type FrontEnd, frontEnd } from "./front-end.js";
import { loudnessOf } from "./loudness.js";
import { type MelFilterOptions, melFilters } from "./mel-filters.js";
import type { SpectrogramOptions } from "./spectrogram.js";

/** How spectra are taken, filtered, and told. */
export interface MelSpectrogramOptions extends SpectrogramOptions, MelFilterOptions {}

/**
 * How strong each of `mels` bands of frequencies, equally wide to the ear, is in each frame of a
 * recording, as a picture `[frames, mels, 1]`: the first layer of a network that listens. Logarithms
 * and a normalisation are options. librosa's `melspectrogram` is the reference.
 *
 * @throws RangeError for options that make no frames or no filters.
 * @example
 * const ear = melSpectrogram(40, { sampleRate: 8000, size: 256, hop: 128, scale: "log" });
 * const model = net([8000], ear, conv(16, 3), pool(2), flatten(), dense(10));
 * ear.of(new Float32Array(8000)).shape; // [63, 40]
 */
export function melSpectrogram(mels: number, options: MelSpectrogramOptions): FrontEnd {
  const label = `melSpectrogram(${mels})`;
  const framing = framingOf(label, options);
  const loudness = loudnessOf(label, options);
  const filters = filtersOf(options, framing.size);
  melFilters(mels, filters);
  return frontEnd(label, { kind: "melSpectrogram", framing, loudness, mels, filters });
}

/** The options of the filters alone, for frames of this size. */
export function filtersOf(options: MelFilterOptions, size: number): MelFilterOptions {
  const { sampleRate, from = 0, to = sampleRate / 2, formula = "slaney", norm = "area" } = options;
  return { sampleRate, size, from, to, formula, norm };
}
