import { type Img, tf, type Vec } from "@rosenblatt/engine";
import { misfit } from "../errors.js";
import type { Layer } from "../layer.js";
import { featureCounts, features, type Recipe } from "./features.js";
import { frameCount } from "./frames.js";

/**
 * What turns recordings into pictures, frames from top to bottom: a layer, and a function of
 * waveforms.
 */
export interface FrontEnd extends Layer<Vec, Img> {
  /**
   * The features of one recording, `[frames, features]`, or of several `[n, samples]`,
   * `[n, frames, features]`; the caller disposes them. Real and imaginary parts are channels behind.
   */
  of(wave: ArrayLike<number> | tf.Tensor): tf.Tensor;
  /** How many frames a recording of so many samples has. */
  frames(samples: number): number;
}

type LayerArgs = { readonly name?: string; readonly recipe: Recipe };

/** A recipe as a layer of TensorFlow.js, without weights. */
class AudioFrontEnd extends tf.layers.Layer {
  static className = "AudioFrontEnd";
  readonly recipe: Recipe;

  constructor({ recipe, ...args }: LayerArgs) {
    super(args);
    this.recipe = recipe;
  }

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
    const [batch, samples] = (Array.isArray(shape[0]) ? shape[0] : shape) as tf.Shape;
    return [batch!, frameCount(samples!, this.recipe.framing), ...featureCounts(this.recipe)];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const waves = (Array.isArray(inputs) ? inputs[0]! : inputs) as tf.Tensor2D;
    return tf.tidy(() => features(waves, this.recipe));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), recipe: this.recipe as unknown as tf.serialization.ConfigDict };
  }
}
tf.serialization.registerClass(
  AudioFrontEnd as unknown as Parameters<typeof tf.serialization.registerClass>[0],
);

/** The front end that follows a recipe; `label` is how errors call it. */
export function frontEnd(label: string, recipe: Recipe): FrontEnd {
  const frames = (samples: number) => frameCount(samples, recipe.framing);
  return {
    kind: recipe.kind,
    label,
    weighted: false,
    output: (input, after) => {
      const [samples] = input;
      const cure = "give it recordings, such as those of spokenDigits()";
      if (input.length !== 1) throw misfit(label, { after, needs: "[samples]", got: input, cure });
      if (frames(samples!) < 1) {
        const needs = `at least ${recipe.framing.size} samples`;
        throw misfit(label, { after, needs, got: input, cure: "take a smaller size" });
      }
      return [frames(samples!), ...featureCounts(recipe)];
    },
    apply: (x, { name }) => new AudioFrontEnd({ name, recipe }).apply(x) as tf.SymbolicTensor,
    of: (wave) => featuresOf(wave, { label, recipe }),
    frames,
  };
}

function featuresOf(
  wave: ArrayLike<number> | tf.Tensor,
  { label, recipe }: { label: string; recipe: Recipe },
): tf.Tensor {
  return tf.tidy(() => {
    const given = wave instanceof tf.Tensor ? wave : tf.tensor1d(Float32Array.from(wave));
    if (given.rank !== 1 && given.rank !== 2) {
      throw new RangeError(
        `Cannot take ${label} of a tensor of shape [${given.shape}]: it needs [samples] or ` +
          "[n, samples]",
      );
    }
    const samples = given.shape.at(-1)!;
    if (frameCount(samples, recipe.framing) < 1) {
      throw new RangeError(
        `Cannot take ${label} of ${samples} samples: it needs at least ${recipe.framing.size}; ` +
          "take a smaller size",
      );
    }
    const made = features(given.reshape([-1, samples]), recipe);
    const told = made.shape[3] === 1 ? made.squeeze([3]) : made;
    return given.rank === 1 ? told.squeeze([0]) : told;
  });
}
