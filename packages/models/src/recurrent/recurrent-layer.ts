import { type Seq, type Shape, tf } from "@rosenblatt/engine";
import { drawnLater } from "../drawn-later.js";
import { checkCount, misfit } from "../errors.js";
import type { Layer } from "../layer.js";
import { orthogonal } from "./orthogonal.js";

export interface RecurrentOptions<S extends boolean = boolean> {
  /** Whether it gives its outputs of all steps, `[steps, units]`, or of the last, `[units]`. */
  readonly sequences?: S;
  /** Whether a learned constant is added to each sum. */
  readonly bias?: boolean;
}

/** The shape of a recurrent layer's outputs. */
export type RecurrentOutput<U extends number, S extends boolean> = boolean extends S
  ? Shape
  : S extends true
    ? readonly [number, U]
    : readonly [U];

/** A layer that goes through a sequence; `bidirectional` sends it both ways. */
export interface RecurrentLayer<O extends Shape = Shape> extends Layer<Seq, O> {
  /** TensorFlow.js's layer, not yet part of a network. */
  make(name: string): tf.RNN;
  /** Gives such a layer the initial weights that the docstrings promise; copies of one lose them. */
  initialized(layer: tf.RNN): tf.RNN;
}

/** What the makers of TensorFlow.js's recurrent layers have in common. */
type Maker = (args: {
  name: string;
  units: number;
  useBias: boolean;
  returnSequences: boolean;
  recurrentActivation: "sigmoid";
}) => tf.layers.Layer;

const makers: Readonly<Record<"rnn" | "lstm" | "gru", Maker>> = {
  rnn: ({ recurrentActivation: _, ...args }) => tf.layers.simpleRNN(args),
  lstm: (args) => tf.layers.lstm({ ...args, unitForgetBias: true }),
  gru: (args) => tf.layers.gru(args),
};

/** One of the recurrent layers. */
export function recurrentLayer<const U extends number, const S extends boolean>(
  kind: "rnn" | "lstm" | "gru",
  units: U,
  { sequences, bias = true, forget = 1 }: RecurrentOptions<S> & { readonly forget?: number },
): RecurrentLayer<RecurrentOutput<U, S>> {
  const label = `${kind}(${units})`;
  checkCount(label, { units });
  const initialized = (layer: tf.RNN) => withInitialWeights(layer, kind === "lstm" ? forget : 1);
  const make = (name: string) =>
    initialized(
      makers[kind]({
        name,
        units,
        useBias: bias,
        returnSequences: sequences ?? false,
        recurrentActivation: "sigmoid",
      }) as tf.RNN,
    );
  return {
    kind,
    label,
    weighted: true,
    output: (input, after) => {
      const steps = stepsOf(input, { label, after });
      return sequences ? [steps, units] : [units];
    },
    apply: (x, { name }) => make(name).apply(x) as tf.SymbolicTensor,
    make,
    initialized,
  };
}

/**
 * How many steps a sequence has.
 * @throws RangeError when there is none.
 */
export function stepsOf(input: Shape, { label, after }: { label: string; after: string }): number {
  if (input.length !== 2) {
    const cure =
      input.length === 1
        ? "give the layer before it sequences: true, or put embedding() between"
        : "put rows() between";
    throw misfit(label, { after, needs: "[steps, features]", got: input, cure });
  }
  return input[0]!;
}

function withInitialWeights(layer: tf.RNN, forget: number): tf.RNN {
  const { cell } = layer as unknown as { cell: Record<string, unknown> };
  cell.kernelInitializer = drawnLater(tf.initializers.glorotUniform({}));
  cell.recurrentInitializer = orthogonal();
  if (forget !== 1) {
    cell.unitForgetBias = false;
    cell.biasInitializer = forgetBias(forget);
  }
  return layer;
}

/** The bias of an LSTM's gates i, f, g, o: 0 but for f. */
function forgetBias(forget: number) {
  const initializer = tf.initializers.zeros();
  initializer.apply = ([size]) => {
    const units = size! / 4;
    const values = new Float32Array(size!).fill(forget, units, 2 * units);
    return tf.tensor1d(values);
  };
  return initializer;
}
