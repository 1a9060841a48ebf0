import { checkChoice } from "../errors.js";

/** How the samples of a frame are weighted. */
export type FrameWindow = "hann" | "hamming" | "blackman" | "rectangular";

/** Weights of the cosines, from the constant on. */
const cosines: Readonly<Record<FrameWindow, readonly number[]>> = {
  hann: [0.5, -0.5],
  hamming: [0.54, -0.46],
  blackman: [0.42, -0.5, 0.08],
  rectangular: [1],
};

/**
 * A periodic window of `length` samples in the middle of a frame of `size`, zeros about it, as
 * SciPy's `get_window` and librosa's `pad_center` make it.
 */
export function windowValues(
  window: FrameWindow,
  { length, size }: { length: number; size: number },
): Float64Array {
  checkChoice("a window", { name: "window", value: window, choices: Object.keys(cosines) });
  const values = new Float64Array(size);
  const start = Math.floor((size - length) / 2);
  for (let i = 0; i < length; i += 1) {
    const angle = (2 * Math.PI * i) / length;
    const terms = cosines[window].map((weight, k) => weight * Math.cos(k * angle));
    values[start + i] = terms.reduce((sum, term) => sum + term, 0);
  }
  return values;
}
