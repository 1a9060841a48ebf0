import { type HostTensor, tf } from "@rosenblatt/engine";
import { AtOnce } from "../at-once.js";
import type { Gear } from "../gear.js";

/** What recurrent layers know after a step. */
export type States = readonly HostTensor[];

/** The recurrent layers of TensorFlow.js, with what has no public type; 4.22 is pinned. */
interface Recurrent extends tf.layers.Layer {
  readonly cell: { readonly stateSize: number | readonly number[] };
  returnState: boolean;
}

/** Layers that look at each step alone, by their class names. */
const single = new Set([
  ...["InputLayer", "Embedding", "Dense", "Dropout", "Activation", "ReLU", "LeakyReLU", "ELU"],
  ...["LayerNormalization", "BatchNormalization", "Add", "Multiply", "Concatenate"],
]);
const recurrent = new Set(["SimpleRNN", "LSTM", "GRU"]);

/**
 * A model that reads a sequence one step at a time, and knows what came before by the states of its
 * recurrent layers, which go from one step to the next. It says what the model says of the whole
 * sequence, at the cost of one step instead of all.
 */
export class StepByStep {
  static readonly #known = new WeakMap<tf.LayersModel, StepByStep>();

  readonly #once: AtOnce;
  /** Before the first step. */
  readonly start: States;

  private constructor(model: tf.LayersModel) {
    const layers = recurrentLayers(model);
    const sizes = layers.map(({ cell }) => [cell.stateSize].flat() as number[]);
    this.start = sizes.flat().map((size) => ({
      values: new Float32Array(size),
      shape: [1, size],
      dtype: "float32",
    }));
    this.#once = new AtOnce((x, ...states) => stepped(model, { x: x!, states, layers, sizes }));
  }

  /** Whether a model has no layer but those that look at one step, or go forwards through them. */
  static knows(model: tf.LayersModel): boolean {
    return model.layers.every((layer) => {
      const name = layer.getClassName();
      return (
        single.has(name) || (recurrent.has(name) && !("goBackwards" in layer && layer.goBackwards))
      );
    });
  }

  /** The model's, with its graph, which is kept for as long as the model. */
  static of(model: tf.LayersModel): StepByStep {
    const known = StepByStep.#known.get(model) ?? new StepByStep(model);
    StepByStep.#known.set(model, known);
    return known;
  }

  /** What the model says after one more step, whose numbers are `x`, and the states then. */
  run(x: HostTensor, { states, gear }: { states: States; gear: Gear | "auto" }) {
    const [outputs, ...after] = this.#once.run([x, ...states], gear);
    return { outputs: outputs!.values as Float32Array, states: after as States };
  }
}

function recurrentLayers(model: tf.LayersModel): Recurrent[] {
  return model.layers.filter((layer) => recurrent.has(layer.getClassName())) as Recurrent[];
}

interface Step {
  readonly x: tf.Tensor;
  readonly states: readonly tf.Tensor[];
  readonly layers: readonly Recurrent[];
  /** Of each layer's states. */
  readonly sizes: readonly (readonly number[])[];
}

/** The model's outputs, and the states after, with layers that begin with the states before. */
function stepped(model: tf.LayersModel, { x, states, layers, sizes }: Step): tf.Tensor[] {
  const after: tf.Tensor[][] = [];
  let taken = 0;
  for (const [i, layer] of layers.entries()) {
    const initialState = states.slice(taken, taken + sizes[i]!.length);
    taken += initialState.length;
    const { call, returnState } = layer;
    layer.call = (inputs, options) => {
      layer.returnState = true;
      const [output, ...last] = call.call(layer, inputs, {
        ...options,
        initialState,
      }) as tf.Tensor[];
      layer.returnState = returnState;
      // The model tidies up what it does not give.
      after[i] = last.map((state) => tf.keep(state));
      return output!;
    };
  }
  try {
    const outputs = model.apply(x, { training: false }) as tf.Tensor;
    return [outputs, ...after.flat().map((state) => state.clone())];
  } finally {
    tf.dispose(after);
    // What lies on the prototype is there again.
    for (const layer of layers) delete (layer as { call?: unknown }).call;
  }
}
