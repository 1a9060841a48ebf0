import seedrandom from "seedrandom";
import { tf } from "../tf.js";

/** The kernel that makes random tensors, in both gears. */
export const drawKernel = "RandomDraw";

/** What is drawn: `shape` numbers of a distribution, in TensorFlow.js's own way. */
export interface Draw {
  readonly shape: readonly number[];
  readonly dtype: "float32" | "int32" | "bool";
  readonly distribution: "uniform" | "normal" | "truncatedNormal" | (() => number);
  /** The lower bound, or the mean. */
  readonly from: number;
  /** The upper bound, or the standard deviation. */
  readonly to: number;
  /** Gives the same numbers each time; without it they come from the seeded generator. */
  readonly seed?: number | string | undefined;
}

/** The numbers of a draw, into `values` when they are given. */
export function drawValues(draw: Draw, values = room(draw)): ReturnType<typeof room> {
  const next = sampler(draw);
  const whole = draw.dtype !== "float32" && draw.distribution !== "uniform";
  for (let i = 0; i < values.length; i++) values[i] = whole ? Math.round(next()) : next();
  return values;
}

function room({ shape, dtype }: Draw): Float32Array | Int32Array | Uint8Array {
  const size = tf.util.sizeFromShape([...shape]);
  if (dtype === "int32") return new Int32Array(size);
  return dtype === "bool" ? new Uint8Array(size) : new Float32Array(size);
}

function sampler({ distribution, from, to, seed }: Draw): () => number {
  if (typeof distribution === "function") return distribution;
  const random = seedrandom.alea(String(seed || Math.random()));
  if (distribution === "uniform") return () => from + (to - from) * random();
  return gaussian(random, { mean: from, deviation: to, truncated: distribution !== "normal" });
}

/**
 * Normally distributed numbers, two at a time; truncated ones are within two deviations.
 * Source: Marsaglia and Bray, A convenient method for generating normal variables (1964).
 */
function gaussian(
  random: () => number,
  { mean, deviation, truncated }: { mean: number; deviation: number; truncated: boolean },
): () => number {
  let spare = Number.NaN;
  const fits = (value: number) => !truncated || Math.abs(value - mean) <= 2 * deviation;
  return function next(): number {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = Number.NaN;
      return value;
    }
    let x: number;
    let y: number;
    do {
      let square: number;
      do {
        x = 2 * random() - 1;
        y = 2 * random() - 1;
        square = x * x + y * y;
      } while (square >= 1 || square === 0);
      const factor = deviation * Math.sqrt((-2 * Math.log(square)) / square);
      x = mean + x * factor;
      y = mean + y * factor;
    } while (!fits(x));
    if (fits(y)) spare = y;
    return x;
  };
}
