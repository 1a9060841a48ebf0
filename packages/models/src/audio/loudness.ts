import type { tf } from "@rosenblatt/engine";
import { checkChoice } from "../errors.js";

/** How strengths are told. */
export interface LoudnessOptions {
  /** What a spectrum tells: 2 the power of each frequency, 1 its amplitude. */
  readonly power?: 1 | 2;
  /** As they are, as natural logarithms, or in decibels of power. */
  readonly scale?: "linear" | "log" | "decibels";
  /** What logarithms take smaller values for. */
  readonly floor?: number;
  /** Decibels below a recording's loudest value at which quiet ones are kept. */
  readonly range?: number;
  /** What is brought to mean 0 and deviation 1: nothing, all of a recording, or each feature of it. */
  readonly normalise?: "none" | "example" | "feature";
}

export type Loudness = Required<LoudnessOptions>;

/** All of the options, checked. @throws RangeError for what is none of them. */
export function loudnessOf(
  maker: string,
  { power = 2, scale = "linear", floor = 1e-10, range = 80, normalise = "none" }: LoudnessOptions,
): Loudness {
  checkChoice(maker, { name: "scale", value: scale, choices: ["linear", "log", "decibels"] });
  const choices = ["none", "example", "feature"];
  checkChoice(maker, { name: "normalise", value: normalise, choices });
  if (!(power === 1 || power === 2) || !(floor > 0) || !(range > 0)) {
    throw new RangeError(
      `Cannot make ${maker} with power = ${power}, floor = ${floor}, range = ${range}: ` +
        "power must be 1 or 2, the others above 0",
    );
  }
  return { power, scale, floor, range, normalise };
}

/** Strengths `[n, frames, features]` on the scale that was asked for. */
export function scaled(
  strengths: tf.Tensor3D,
  { power, scale, floor, range }: Loudness,
): tf.Tensor3D {
  if (scale === "linear") return strengths;
  // Amplitudes have their floor where their powers would have theirs.
  const least = scale === "decibels" && power === 1 ? Math.sqrt(floor) : floor;
  const logs = strengths.maximum(least).log() as tf.Tensor3D;
  if (scale === "log") return logs;
  const decibels = logs.mul((power === 1 ? 20 : 10) / Math.LN10);
  const quietest = decibels.max([1, 2], true).sub(range);
  // Not as their maximum, whose gradient TensorFlow.js has for equal shapes only.
  return decibels.sub(quietest).relu().add(quietest) as tf.Tensor3D;
}

/** A recording without variation stays finite. */
const epsilon = 1e-5;

/** Values `[n, frames, features]` with the mean 0 and the deviation 1 that were asked for. */
export function normalised(
  values: tf.Tensor3D,
  { normalise }: Pick<Loudness, "normalise">,
): tf.Tensor3D {
  if (normalise === "none") return values;
  const axes = normalise === "example" ? [1, 2] : [1];
  const middle = values.sub(values.mean(axes, true));
  const variance = middle.square().mean(axes, true);
  return middle.div(variance.add(epsilon).sqrt()) as tf.Tensor3D;
}
