import type { Dataset, Split } from "@rosenblatt/datasets";
import type { Shape, tf } from "@rosenblatt/engine";
import {
  addHistograms,
  modelComm,
  type ViewedExamples,
  weightHistograms,
} from "@rosenblatt/models";
import { KeptHistograms } from "./record/kept-histograms.js";

/** Tells the model view, where a kernel runs this program, of a training's examples and epochs. */
export class SeenTraining {
  /** How weights were spread at the ends of epochs; none where nobody sees them. */
  readonly histograms = new KeptHistograms();
  readonly #model: tf.LayersModel;
  readonly #examples: ViewedExamples;
  #seen = false;
  /** The epoch that was looked at last, */
  #told = 0;
  /** and the one that ended last. */
  #latest = 0;

  constructor(model: tf.LayersModel, examples: ViewedExamples) {
    this.#model = model;
    this.#examples = examples;
  }

  /**
   * To be called when the engine is ready and no step is done. Gives the comm on which the model
   * answers.
   */
  begin(epoch: number): string | undefined {
    const comm = modelComm(this.#model, { examples: this.#examples, starts: true });
    this.#seen = comm !== undefined;
    this.epoch(epoch);
    return comm;
  }

  /** To be called when so many epochs have ended. */
  epoch(epoch: number): void {
    this.#latest = epoch;
    if (this.#seen && this.histograms.wants(epoch)) this.#tell(epoch);
  }

  /** To be called when the run has ended. */
  end(): void {
    if (this.#seen && this.#told < this.#latest) this.#tell(this.#latest);
  }

  #tell(epoch: number): void {
    this.#told = epoch;
    const histograms = weightHistograms(this.#model, { epoch });
    this.histograms.add(histograms);
    addHistograms(this.#model, histograms);
  }
}

/** What a model is seen with that trains on this data. */
export function viewedExamples<S extends Shape, C extends readonly string[], L extends Shape>({
  data,
  validation,
}: {
  data: Dataset<S, C, L>;
  validation: Split<S, C, L> | false;
}): ViewedExamples {
  return [validation || data.test, data.train].find(({ length }) => length > 0)!;
}
