import seedrandom from "seedrandom";
import { sizeOf } from "../size-of.js";
import { arrayType } from "../trace/array-type.js";
import type { Values } from "../trace/graph.js";
import { gamma } from "./gamma.js";
import { gaussian } from "./gaussian.js";

/** The kernel that makes random tensors, in both gears. */
export const drawKernel = "RandomDraw";

/** What is drawn: `shape` numbers of a distribution, in TensorFlow.js's own way. */
export interface Draw {
  readonly shape: readonly number[];
  readonly dtype: "float32" | "int32" | "bool";
  readonly distribution: "uniform" | "normal" | "truncatedNormal" | "gamma" | (() => number);
  /** The lower bound, the mean, or a gamma distribution's alpha. */
  readonly from: number;
  /** The upper bound, the standard deviation, or a gamma distribution's beta. */
  readonly to: number;
  /** Gives the same numbers each time; without it they come from the seeded generator. */
  readonly seed?: number | string | undefined;
}

/** The numbers of a draw, into `values` when they are given. */
export function drawValues(
  draw: Draw,
  values: Values = new (arrayType(draw.dtype))(sizeOf(draw.shape)),
): Values {
  const next = sampler(draw);
  for (let i = 0; i < values.length; i++) values[i] = next();
  return values;
}

function sampler({ distribution, dtype, from, to, seed }: Draw): () => number {
  if (typeof distribution === "function") return distribution;
  if (distribution === "uniform") {
    const random = seedrandom.alea(String(seed ?? Math.random()));
    return () => from + (to - from) * random();
  }
  // A seed of 0 stands for none there, and so it does here.
  const random = seedrandom.alea(String(seed || Math.random()));
  const rounded = (next: () => number) => (dtype === "float32" ? next : () => Math.round(next()));
  if (distribution === "gamma") {
    const inner = seedrandom.alea(String(random() || Math.random()));
    const normal = rounded(gaussian(inner, { mean: 0, deviation: 1, truncated: false }));
    return rounded(gamma({ uniform: random, normal }, { alpha: from, beta: to }));
  }
  const truncated = distribution === "truncatedNormal";
  return rounded(gaussian(random, { mean: from, deviation: to, truncated }));
}
