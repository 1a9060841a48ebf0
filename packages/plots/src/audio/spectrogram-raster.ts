import type { Raster } from "../picture.js";
import { colorAt } from "../still/color.js";
import { inferno } from "../still/inferno.js";
import { type LoudnessMap, range } from "./loudness-map.js";

/** A spectrogram as pixels, high tones at the top, of this size: the loudest of what falls together. */
export function spectrogramRaster(
  { rows }: LoudnessMap,
  { width, height }: { width: number; height: number },
): Raster {
  const tones = rows[0]!.length;
  const data = new Uint8Array(width * height * 3);
  for (let x = 0; x < width; x += 1) {
    const [from, to] = part(x, { of: width, count: rows.length });
    for (let y = 0; y < height; y += 1) {
      const [low, high] = part(height - 1 - y, { of: height, count: tones });
      let loudest = -range;
      for (let frame = from; frame < to; frame += 1) {
        for (let tone = low; tone < high; tone += 1) {
          loudest = Math.max(loudest, rows[frame]![tone]!);
        }
      }
      const [red, green, blue] = colorAt(inferno, 1 + loudest / range);
      data.set([red, green, blue], (y * width + x) * 3);
    }
  }
  return { width, height, channels: 3, data };
}

/** Which of `count` things fall into a part, at least one. */
function part(index: number, { of, count }: { of: number; count: number }): [number, number] {
  const from = Math.min(count - 1, Math.floor((index * count) / of));
  return [from, Math.max(from + 1, Math.floor(((index + 1) * count) / of))];
}
