import { type FrameOptions, framingOf } from "./frames.js";
import { type FrontEnd, frontEnd } from "./front-end.js";

/**
 * The short-time Fourier transform: for each frame of a recording the frequencies from 0 to half
 * the sample rate, as a picture `[frames, size / 2 + 1, 2]` of real and imaginary parts. As
 * librosa's, but frames come first.
 *
 * @throws RangeError for options that make no frames.
 * @example stft({ size: 256, hop: 128 }) // [8000] -> [63, 129, 2]
 */
export function stft(options: FrameOptions = {}): FrontEnd {
  const framing = framingOf("stft()", options);
  return frontEnd("stft()", { kind: "stft", framing });
}
