import { numberText } from "../number-text.js";
import { colorOf } from "../palette.js";
import { envelope } from "./envelope.js";

const left = 44;
const right = 8;
const wave = { top: 6, height: 84 };
const tones = { top: 100, height: 160 };
/** Readable on light and on dark paper, which a picture in a page cannot know. */
const ink = "#808080";

/** Waveform and spectrogram of a recording over one axis of time, on no paper. */
export function recordingSvg(
  { samples, sampleRate, seconds }: { samples: Float32Array; sampleRate: number; seconds: number },
  { width, png }: { width: number; png: string },
): string {
  const across = width - left - right;
  const bottom = tones.top + tones.height;
  const times = ticks(seconds, 8).map((time) => {
    const x = left + (time / seconds) * across;
    return tick(numberText(time), { x, y: bottom + 14, anchor: "middle" });
  });
  const frequencies = ticks(sampleRate / 2000, 4).map((kilohertz) => {
    const y = bottom - (kilohertz / (sampleRate / 2000)) * tones.height;
    return tick(numberText(kilohertz), { x: left - 6, y: y + 4, anchor: "end" });
  });
  const middle = tones.top + tones.height / 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${bottom + 36}" `,
    `viewBox="0 0 ${width} ${bottom + 36}" font-family="system-ui,sans-serif" font-size="11">`,
    outline(samples, across),
    `<image x="${left}" y="${tones.top}" width="${across}" height="${tones.height}" `,
    `preserveAspectRatio="none" href="data:image/png;base64,${png}"/>`,
    ...times,
    ...frequencies,
    tick("seconds", { x: left + across / 2, y: bottom + 31, anchor: "middle" }),
    `<g transform="rotate(-90 11 ${middle})">`,
    `${tick("kHz", { x: 11, y: middle + 3, anchor: "middle" })}</g></svg>`,
  ].join("");
}

/** As high as its loudest sample. */
function outline(samples: Float32Array, across: number): string {
  const { starts, lows, highs } = envelope(samples, across);
  const peak = Math.max(...highs, ...lows.map((low) => -low)) || 1;
  const point = (start: number, value: number) => {
    const x = left + (start / samples.length) * across;
    const y = wave.top + (wave.height / 2) * (1 - value / peak);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  };
  const upper = starts.map((start, i) => point(start, highs[i]!));
  const lower = starts.map((start, i) => point(start, lows[i]!)).reverse();
  const color = colorOf(0);
  const style = `fill="${color}" stroke="${color}" stroke-width="0.8" stroke-linejoin="round"`;
  return `<polygon points="${[...upper, ...lower].join(" ")}" ${style}/>`;
}

function tick(
  text: string,
  { x, y, anchor }: { x: number; y: number; anchor: "middle" | "end" },
): string {
  return (
    `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" ` +
    `fill="${ink}">${text}</text>`
  );
}

/** Round numbers from 0 to `end`, at most about `count`. */
function ticks(end: number, count: number): number[] {
  const rough = end / count;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * ([1, 2, 5].find((factor) => factor * unit >= rough) ?? 10);
  return Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, i) => i * step);
}
