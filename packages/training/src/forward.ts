import type { HostTensor, tf } from "@rosenblatt/engine";
import { AtOnce } from "./at-once.js";
import type { Gear } from "./gear.js";

/** What a model makes of a batch in inference mode, at once. */
export class Forward {
  static readonly #known = new WeakMap<tf.LayersModel, Forward>();

  readonly #once: AtOnce;

  private constructor(model: tf.LayersModel) {
    this.#once = new AtOnce((x) => [model.apply(x!, { training: false }) as tf.Tensor]);
  }

  /** The model's, with its graphs, which are kept for as long as the model. */
  static of(model: tf.LayersModel): Forward {
    const forward = Forward.#known.get(model) ?? new Forward(model);
    Forward.#known.set(model, forward);
    return forward;
  }

  /** The outputs for a batch; see `AtOnce`. */
  run(x: HostTensor, gear: Gear | "auto"): HostTensor {
    return this.#once.run([x], gear)[0]!;
  }
}
