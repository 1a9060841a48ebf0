import { tf } from "../tf.js";
import { internals, tracedName } from "../trace/backend.js";
import { type CellName, type SequenceAttributes, sequence, stateCounts } from "./sequence.js";

/** The parts of TensorFlow.js's recurrent layers that have no public type; 4.22 is pinned. */
interface Cell {
  readonly kernel: tf.LayerVariable;
  readonly recurrentKernel: tf.LayerVariable;
  readonly bias: tf.LayerVariable | null;
  readonly dropout: number;
  readonly recurrentDropout: number;
  readonly activation: tf.serialization.Serializable | null;
  readonly recurrentActivation?: tf.serialization.Serializable;
  getClassName(): string;
}

interface Layer {
  readonly cell: Cell;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly goBackwards: boolean;
  readonly stateful: boolean;
}

interface CallOptions {
  readonly mask?: tf.Tensor | null;
  readonly initialState?: tf.Tensor[] | null;
}

type Call = (
  this: Layer,
  inputs: tf.Tensor | tf.Tensor[],
  options: CallOptions | null,
) => tf.Tensor | tf.Tensor[];

const cells: Readonly<Record<string, CellName>> = {
  LSTMCell: "lstm",
  GRUCell: "gru",
  SimpleRNNCell: "simpleRnn",
};

/**
 * Makes TensorFlow.js's recurrent layers one kernel while a step is recorded. Layers with a mask,
 * dropout, kept states or other activations stay what they are: a loop over the time steps.
 */
export function registerRecurrentLayers(): void {
  const layer = tf.RNN.prototype as unknown as { call: Call };
  const loop = layer.call;
  layer.call = function (inputs, options) {
    const [x, ...others] = [inputs].flat();
    const attributes = internals.backendName === tracedName && attributesOf(this);
    const states = options?.initialState ?? [];
    if (!attributes || !x || others.length > 0 || options?.mask || !fits(x, states, attributes)) {
      return loop.call(this, inputs, options);
    }
    const { kernel, recurrentKernel, bias } = this.cell;
    const weights = [kernel, recurrentKernel, ...(bias ? [bias] : [])].map((one) => one.read());
    const [all, ...last] = sequence([x, ...weights, ...states], attributes);
    const output = this.returnSequences ? all! : last[0]!;
    return this.returnState ? [output, ...last] : output;
  };
}

/** What the kernel has to do; undefined when it cannot do what the layer does. */
function attributesOf({ cell, stateful, goBackwards }: Layer): SequenceAttributes | undefined {
  const name = cells[cell.getClassName()];
  const inner = nameOf(cell.recurrentActivation) ?? "sigmoid";
  if (!name || stateful || cell.dropout || cell.recurrentDropout) return undefined;
  if (nameOf(cell.activation) !== "tanh") return undefined;
  if (inner !== "sigmoid" && inner !== "hardSigmoid") return undefined;
  const common = { backwards: goBackwards, biased: cell.bias !== null };
  return { cell: name, recurrentActivation: inner, ...common };
}

function nameOf(activation: tf.serialization.Serializable | null | undefined): string | undefined {
  return activation?.getClassName();
}

function fits(x: tf.Tensor, states: readonly tf.Tensor[], { cell }: SequenceAttributes): boolean {
  const complete = states.length === 0 || states.length === stateCounts[cell];
  return complete && x.rank === 3 && x.dtype === "float32" && x.size > 0;
}
