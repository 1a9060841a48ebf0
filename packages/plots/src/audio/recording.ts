import { encode } from "fast-png";
import { bundleOf, type Displayable, displayable } from "../displayable.js";
import type { Figure } from "../figure.js";
import { escapeHtml, pageFont } from "../html.js";
import { base64 } from "../picture.js";
import { checkSamples, encodeWav } from "./encode-wav.js";
import { loudnessMap } from "./loudness-map.js";
import { recordingFigure } from "./recording-figure.js";
import { recordingSvg } from "./recording-svg.js";
import { spectrogramRaster } from "./spectrogram-raster.js";

/** A sound that shows itself: a player, its waveform and its spectrogram. */
export interface Recording extends Displayable {
  readonly samples: Float32Array;
  /** Samples a second. */
  readonly sampleRate: number;
  readonly seconds: number;
  readonly title: string | undefined;
  /** Waveform and spectrogram as a figure of Plotly. */
  readonly figure: Figure;
}

/** Longer ones, in samples, would make a notebook too large: they are drawn, without a player. */
const longest = 6e6;

/**
 * A recording of one channel, from -1 to 1.
 *
 * @example
 * const tone = Float32Array.from({ length: 4000 }, (_, i) => Math.sin(i * i / 5000));
 * recording(tone, { sampleRate: 8000, title: "a rising tone" })
 * @throws RangeError unless there are finite samples and a whole sample rate.
 */
export function recording(
  samples: ArrayLike<number>,
  { sampleRate, title }: { sampleRate: number; title?: string | undefined },
): Recording {
  if (samples.length === 0) {
    throw new RangeError("Cannot show a recording without samples; give at least one");
  }
  const own = samples instanceof Float32Array ? samples : Float32Array.from(samples);
  checkSamples(own, sampleRate);
  const seconds = own.length / sampleRate;
  const facts = { samples: own, sampleRate, seconds, title };
  let drawn: Figure | undefined;
  const figure = () => {
    drawn ??= recordingFigure(facts);
    return drawn;
  };
  const value = Object.defineProperty(facts, "figure", { get: figure }) as Recording;
  return displayable(value, () => ({
    "text/html": recordingHtml(value),
    get "image/png"() {
      return bundleOf(figure())["image/png"];
    },
    "text/plain": recordingText(value),
  }));
}

/** Such as `zero: 0.5 s at 8000 Hz`. */
export function recordingText({
  title,
  seconds,
  sampleRate,
}: Pick<Recording, "title" | "seconds" | "sampleRate">): string {
  return `${title ? `${title}: ` : ""}${Number(seconds.toFixed(2))} s at ${sampleRate} Hz`;
}

/** What plays a WAV file, without scripts. */
export function playerHtml(
  { samples, sampleRate }: Pick<Recording, "samples" | "sampleRate">,
  width: number,
): string {
  if (samples.length > longest) return "<small>too long to be played here</small>";
  const wav = encodeWav(samples, { sampleRate });
  return (
    `<audio controls preload="metadata" src="data:audio/wav;base64,${base64(wav)}" ` +
    `style="display:block;width:${width}px;height:32px;margin:4px 0"></audio>`
  );
}

const width = 640;

function recordingHtml(value: Recording): string {
  const map = loudnessMap(value.samples, value.sampleRate);
  const tones = Math.min(map.rows[0]!.length, 300);
  const raster = spectrogramRaster(map, { width: Math.min(map.rows.length, 580), height: tones });
  const png = base64(encode(raster));
  const svg = base64(Buffer.from(recordingSvg(value, { width, png })));
  const heading = escapeHtml(recordingText(value));
  return (
    `<div style="${pageFont};width:${width}px;max-width:100%"><b>${heading}</b>` +
    playerHtml(value, width) +
    `<img src="data:image/svg+xml;base64,${svg}" width="${width}" alt="${heading}" ` +
    `style="display:block;max-width:100%"></div>`
  );
}
