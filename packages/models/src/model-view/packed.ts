import type { Pictures } from "./protocol.js";
import type { Reply } from "./viewed-model.js";

/** At most so many numbers go over the comm at once, and so many pictures. */
const mostNumbers = 262_144;
const mostPictures = 256;

type Size = Pick<Pictures, "layer" | "height" | "width" | "channels">;

/** Pictures as an answer: the first ones, as many as there is room for, in one buffer. */
export function packed(
  pictures: readonly Float32Array[],
  { together = 1, ...size }: Size & { together?: number },
): Reply<Pictures> {
  const each = size.height * size.width * size.channels;
  const room = Math.max(1, Math.min(mostPictures, Math.floor(mostNumbers / each)));
  const shown = pictures.slice(0, room);
  const numbers = new Float32Array(shown.length * each);
  shown.forEach((picture, i) => {
    numbers.set(picture, i * each);
  });
  let [min, max] = [0, 0];
  for (const value of numbers) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return {
    result: { ...size, together, shown: shown.length, count: pictures.length, min, max },
    buffers: [new Uint8Array(numbers.buffer)],
  };
}
