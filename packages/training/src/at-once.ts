import { type HostTensor, plainJit, tf } from "@rosenblatt/engine";
import { display } from "@rosenblatt/plots";
import type { Gear } from "./gear.js";

/** A computation that gives its answer at once, in either gear; it keeps the graphs it has made. */
export class AtOnce {
  readonly #compute: (...inputs: tf.Tensor[]) => readonly tf.Tensor[];
  readonly #traced: (...inputs: HostTensor[]) => readonly HostTensor[];
  /** Whether it was found to be one that cannot be traced. */
  #eagerly = false;

  constructor(compute: (...inputs: tf.Tensor[]) => readonly tf.Tensor[]) {
    this.#compute = compute;
    const traced = plainJit(compute);
    // Without providers a graph runs at once.
    this.#traced = (...inputs) => traced(...inputs) as readonly HostTensor[];
  }

  /**
   * The results for these inputs. In the gear `"auto"` what cannot be traced is run eagerly, and a
   * line that says why is shown once.
   */
  run(inputs: readonly HostTensor[], gear: Gear | "auto"): readonly HostTensor[] {
    if (gear === "traced") return this.#traced(...inputs);
    if (gear === "eager" || this.#eagerly) return this.#eager(inputs);
    try {
      return this.#traced(...inputs);
    } catch (error) {
      const made = this.#eager(inputs);
      const [why] = (error instanceof Error ? error.message : String(error)).split("\n");
      this.#eagerly = true;
      display({ "text/plain": `In the eager gear: ${why}` });
      return made;
    }
  }

  #eager(inputs: readonly HostTensor[]): readonly HostTensor[] {
    return tf.tidy(() => {
      const tensors = inputs.map(({ values, shape }) => tf.tensor(values, [...shape], "float32"));
      return this.#compute(...tensors).map((made) => ({
        values: made.dataSync() as Float32Array,
        shape: made.shape,
        dtype: "float32" as const,
      }));
    });
  }
}
