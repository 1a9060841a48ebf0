import { tf } from "@rosenblatt/engine";
import { binCount, fourier } from "./fourier.js";
import type { Framing } from "./frames.js";
import { type Loudness, normalised, scaled } from "./loudness.js";
import { type MelFilterOptions, melFilters } from "./mel-filters.js";

/** What a front end makes of recordings. */
export type Recipe =
  | { readonly kind: "stft"; readonly framing: Framing }
  | { readonly kind: "spectrogram"; readonly framing: Framing; readonly loudness: Loudness }
  | MelRecipe
  | (Omit<MelRecipe, "kind"> & { readonly kind: "mfcc"; readonly coefficients: number });

interface MelRecipe {
  readonly kind: "melSpectrogram";
  readonly framing: Framing;
  readonly loudness: Loudness;
  readonly mels: number;
  readonly filters: MelFilterOptions;
}

/** How many features and channels each frame has. */
export function featureCounts(recipe: Recipe): readonly [features: number, channels: number] {
  if (recipe.kind === "stft") return [binCount(recipe.framing), 2];
  if (recipe.kind === "spectrogram") return [binCount(recipe.framing), 1];
  return [recipe.kind === "mfcc" ? recipe.coefficients : recipe.mels, 1];
}

/** Features `[n, frames, features, channels]` of recordings `[n, samples]`. */
export function features(waves: tf.Tensor2D, recipe: Recipe): tf.Tensor4D {
  const { real, imaginary } = fourier(waves, recipe.framing);
  if (recipe.kind === "stft") return tf.stack([real, imaginary], 3) as tf.Tensor4D;
  const powers = real.square().add(imaginary.square()) as tf.Tensor3D;
  const strengths = recipe.loudness.power === 2 ? powers : (safeRoot(powers) as tf.Tensor3D);
  const heard = recipe.kind === "spectrogram" ? strengths : throughFilters(strengths, recipe);
  const told = scaled(heard, recipe.loudness);
  const last = recipe.kind === "mfcc" ? cepstrum(told, recipe) : told;
  return normalised(last, recipe.loudness).expandDims<tf.Tensor4D>(3);
}

/** The derivative of the root has no bound at 0. */
function safeRoot(powers: tf.Tensor): tf.Tensor {
  return powers.maximum(1e-20).sqrt();
}

function throughFilters(
  strengths: tf.Tensor3D,
  { mels, filters }: Pick<MelRecipe, "mels" | "filters">,
): tf.Tensor3D {
  const rows = melFilters(mels, filters);
  const [n, count, bins] = strengths.shape;
  const columns = Float32Array.from({ length: bins * mels }, (_, at) => {
    return rows[at % mels]![Math.floor(at / mels)]!;
  });
  const flat = strengths.reshape<tf.Tensor2D>([n * count, bins]);
  return flat.matMul(tf.tensor2d(columns, [bins, mels])).reshape([n, count, mels]);
}

/** The first coefficients of the orthonormal cosine transform, DCT-II, of each frame. */
function cepstrum(
  frames: tf.Tensor3D,
  { mels, coefficients }: { mels: number; coefficients: number },
): tf.Tensor3D {
  const cosines = Float32Array.from({ length: mels * coefficients }, (_, at) => {
    const [mel, order] = [Math.floor(at / coefficients), at % coefficients];
    const length = Math.sqrt((order === 0 ? 1 : 2) / mels);
    return length * Math.cos((Math.PI * order * (mel + 0.5)) / mels);
  });
  const [n, count] = frames.shape;
  const flat = frames.reshape<tf.Tensor2D>([n * count, mels]);
  const basis = tf.tensor2d(cosines, [mels, coefficients]);
  return flat.matMul(basis).reshape([n, count, coefficients]);
}
