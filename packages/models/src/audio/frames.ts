import { tf } from "@rosenblatt/engine";
import { checkChoice, checkCount } from "../errors.js";
import type { FrameWindow } from "./window-values.js";

/** How a recording is cut into frames. */
export interface FrameOptions {
  /** Samples of a frame: how many its Fourier transform is of. */
  readonly size?: number;
  /** Samples from one frame to the next; without it a quarter of the size. */
  readonly hop?: number;
  /** Samples of a frame that are looked at, in its middle; without it all. */
  readonly windowSize?: number;
  readonly window?: FrameWindow;
  /** Whether frames are centred on their times, for which both ends are padded by half a frame. */
  readonly center?: boolean;
  /** What the ends are padded with: silence, or the recording mirrored. */
  readonly pad?: "zeros" | "reflect";
}

export type Framing = Required<FrameOptions>;

/** All of the options, checked. @throws RangeError for what makes no frames. */
export function framingOf(
  maker: string,
  {
    size = 512,
    hop = Math.max(1, Math.floor(size / 4)),
    windowSize = size,
    window = "hann",
    center = true,
    pad = "zeros",
  }: FrameOptions,
): Framing {
  checkCount(maker, { size, hop, windowSize });
  if (windowSize > size) {
    throw new RangeError(
      `Cannot make ${maker} with windowSize = ${windowSize}: it must be at most size = ${size}`,
    );
  }
  checkChoice(maker, { name: "pad", value: pad, choices: ["zeros", "reflect"] });
  return { size, hop, windowSize, window, center, pad };
}

/** How many frames a recording of so many samples has, as librosa counts; below 1 if too short. */
export function frameCount(samples: number, { size, hop, center, pad }: Framing): number {
  const edge = center ? Math.floor(size / 2) : 0;
  if (samples === 0 || (pad === "reflect" && samples <= edge)) return 0;
  return 1 + Math.floor((samples + 2 * edge - size) / hop);
}

/** How many samples of room a frame has here: the least multiple of the hop that it fits into. */
export function frameRoom({ size, hop }: Framing): number {
  return Math.ceil(size / hop) * hop;
}

/**
 * The frames of recordings `[n, samples]` as `[n, frames, room]`; what is behind a frame's own
 * samples in its room is of the next one. Composed of what is traced: pieces of one hop, those of a
 * frame side by side.
 */
export function framed(waves: tf.Tensor2D, framing: Framing): tf.Tensor3D {
  const [n, samples] = waves.shape;
  const { size, hop, center, pad } = framing;
  const count = frameCount(samples, framing);
  const pieces = frameRoom(framing) / hop;
  const edge = center ? Math.floor(size / 2) : 0;
  const whole = (count + pieces - 1) * hop;
  const padded = pad === "reflect" && edge > 0 ? reflected(waves, edge) : waves;
  const before = pad === "zeros" ? edge : 0;
  const after = Math.max(0, whole - before - padded.shape[1]);
  const silent: [[number, number], [number, number]] = [
    [0, 0],
    [before, after],
  ];
  const roomy = before + after > 0 ? tf.pad2d(padded, silent) : padded;
  const cut = roomy.shape[1] === whole ? roomy : roomy.slice([0, 0], [n, whole]);
  const hops = cut.reshape<tf.Tensor3D>([n, count + pieces - 1, hop]);
  if (pieces === 1) return hops;
  const shifted = Array.from({ length: pieces }, (_, i) => hops.slice([0, i, 0], [n, count, hop]));
  return tf.concat3d(shifted, 2);
}

function reflected(waves: tf.Tensor2D, edge: number): tf.Tensor2D {
  const margins: [[number, number], [number, number]] = [
    [0, 0],
    [edge, edge],
  ];
  return tf.mirrorPad(waves, margins, "reflect");
}
