import { type HostTensor, plainJit, tf } from "@rosenblatt/engine";
import { display } from "@rosenblatt/plots";
import type { Gear } from "./gear.js";

/** What a model makes of a batch in inference mode, at once. */
export class Forward {
  static readonly #known = new WeakMap<tf.LayersModel, Forward>();

  readonly #apply: (x: tf.Tensor) => tf.Tensor;
  readonly #traced: (x: HostTensor) => HostTensor;
  /** Whether the model was found to be one that cannot be traced. */
  #eagerly = false;

  private constructor(model: tf.LayersModel) {
    this.#apply = (x) => model.apply(x, { training: false }) as tf.Tensor;
    const traced = plainJit((x) => [this.#apply(x!)]);
    // Without providers a graph runs at once.
    this.#traced = (x) => (traced(x) as readonly HostTensor[])[0]!;
  }

  /** The model's, with its graphs, which are kept for as long as the model. */
  static of(model: tf.LayersModel): Forward {
    const forward = Forward.#known.get(model) ?? new Forward(model);
    Forward.#known.set(model, forward);
    return forward;
  }

  /**
   * The outputs for a batch. In the gear `"auto"` a model that cannot be traced is run eagerly, and
   * a line that says why is shown once.
   */
  run(x: HostTensor, gear: Gear | "auto"): HostTensor {
    if (gear === "traced") return this.#traced(x);
    if (gear === "eager" || this.#eagerly) return this.#eager(x);
    try {
      return this.#traced(x);
    } catch (error) {
      const made = this.#eager(x);
      const [why] = (error instanceof Error ? error.message : String(error)).split("\n");
      this.#eagerly = true;
      display({ "text/plain": `In the eager gear: ${why}` });
      return made;
    }
  }

  #eager({ values, shape }: HostTensor): HostTensor {
    return tf.tidy(() => {
      const made = this.#apply(tf.tensor(values, [...shape], "float32"));
      return { values: made.dataSync() as Float32Array, shape: made.shape, dtype: "float32" };
    });
  }
}
