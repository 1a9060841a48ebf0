import { inputSizes } from "./model-facts.js";
import type { Examples } from "./protocol.js";
import type { Reply, ViewedModel } from "./viewed-model.js";

/** The longest side of a small picture; larger ones lose pixels. */
const largestSide = 64;

type Size = readonly [height: number, width: number, channels: number];

/** Some examples with their labels, as small pictures where they are pictures. */
export function examplePictures(
  { model, examples }: ViewedModel,
  { from, count }: { from: number; count: number },
): Reply<Examples> {
  if (!examples) return { result: { from, labels: [], size: null } };
  const chosen = Array.from(
    { length: Math.max(0, Math.min(count, examples.length - from)) },
    (_, i) => examples.at(from + i),
  );
  const labels = chosen.map(({ label }) => (ArrayBuffer.isView(label) ? "" : String(label)));
  const sizes = inputSizes(model);
  if (sizes?.length !== 3 || ![1, 3].includes(sizes[2]!)) {
    return { result: { from, labels, size: null } };
  }
  const whole = sizes as unknown as Size;
  const step = Math.ceil(Math.max(whole[0], whole[1]) / largestSide);
  const size: Size = [Math.ceil(whole[0] / step), Math.ceil(whole[1] / step), whole[2]];
  const each = size[0] * size[1] * size[2];
  const bytes = new Uint8Array(chosen.length * each);
  chosen.forEach(({ input }, i) => {
    bytes.set(pictureOf(input, { whole, step, size }), i * each);
  });
  return { result: { from, labels, size }, buffers: [bytes] };
}

function pictureOf(
  input: Float32Array,
  { whole: [, width, channels], step, size }: { whole: Size; step: number; size: Size },
): Uint8Array {
  const { low, high } = rangeOf(input);
  const picture = new Uint8Array(size[0] * size[1] * size[2]);
  let to = 0;
  for (let y = 0; y < size[0]; y += 1) {
    for (let x = 0; x < size[1]; x += 1) {
      for (let channel = 0; channel < channels; channel += 1) {
        const value = input[(y * step * width + x * step) * channels + channel]!;
        picture[to] = Math.round((255 * (value - low)) / (high - low));
        to += 1;
      }
    }
  }
  return picture;
}

/** Of what is black to what is white: 0 to 1, unless numbers lie outside. */
function rangeOf(input: Float32Array): { low: number; high: number } {
  let [low, high] = [0, 1];
  for (const value of input) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}
