import { tf } from "@rosenblatt/engine";
import { bundleOf, type Displayable, displayable, type Figure, figure } from "@rosenblatt/plots";
import { isRecurrent } from "../recurrent/is-recurrent.js";
import { type LayerChoice, layerOf } from "./layer-of.js";
import { sequenceTensor } from "./sequence-tensor.js";

/** What the units of a recurrent layer say at each step of a sequence; shows itself as a map. */
export interface States extends Displayable {
  readonly layer: string;
  readonly steps: number;
  readonly units: number;
  /** Step after step, `[steps, units]`. */
  readonly values: Float32Array;
  /** What one unit says at each step, for `heatText` or the `values` of `drawings`. */
  unit(number: number): Float32Array;
}

export interface StatesOptions {
  /** The last recurrent layer by default. */
  readonly layer?: LayerChoice | undefined;
}

/** A layer that can be asked for the outputs of all steps. */
interface Sequential extends tf.layers.Layer {
  returnSequences?: boolean;
}

/**
 * What a recurrent layer says at each step of one sequence, given as the network sees it: its
 * state, of the LSTM what it lets out. The sequence may be longer than those of the training.
 *
 * @example
 * const data = characters("so it goes, and so it goes on", { steps: 4, test: 0.3 });
 * const model = characterModel({ shape: data.shape, classes: data.classes.length, units: 8 });
 * const said = states(model, data.train.at(0).input);
 * said.unit(3).length; // 4
 * @throws RangeError for numbers that are no sequence for the model, a layer that is not recurrent,
 *   or a unit that it does not have.
 */
export function states(
  model: tf.LayersModel,
  input: ArrayLike<number>,
  { layer: choice }: StatesOptions = {},
): States {
  const to = "show the states";
  const layer = recurrentOf(model, choice, to);
  const { values, shape } = tf.tidy(() => {
    const x = sequenceTensor(model, input, to);
    const before = tf.model({ inputs: model.inputs, outputs: layer.input });
    const made = atEachStep(layer, before.apply(x, { training: false }) as tf.Tensor);
    return { values: made.dataSync() as Float32Array, shape: made.shape };
  });
  const [, steps, units] = shape as [number, number, number];
  const unit = (number: number) => {
    if (!(Number.isInteger(number) && number >= 0 && number < units)) {
      throw new RangeError(`Cannot show unit ${number}: there are ${units}, numbered from 0`);
    }
    return Float32Array.from({ length: steps }, (_, step) => values[step * units + number]!);
  };
  const made = { layer: layer.name, steps, units, values, unit };
  return displayable(made, () => bundleOf(mapOf(made)));
}

/** The layer that is meant; the last recurrent one when none is named. */
function recurrentOf(
  model: tf.LayersModel,
  choice: LayerChoice | undefined,
  to: string,
): Sequential {
  const own = model.layers.filter(isRecurrent);
  const layer =
    choice === undefined ? own.at(-1) : layerOf(model, { layer: choice, usual: "last", to });
  if (layer && own.includes(layer)) return layer;
  throw new RangeError(
    `Cannot ${to} of ${layer ? layer.name : "this model"}: its recurrent layers are ` +
      `${own.map(({ name }) => name).join(", ") || "none"}; add one, such as gru(64)`,
  );
}

/** The outputs of all steps, also of a layer that gives the last alone. */
function atEachStep(layer: Sequential, x: tf.Tensor): tf.Tensor {
  const { returnSequences } = layer;
  if (layer.getClassName() === "Bidirectional" && !returnSequences) {
    throw new RangeError(
      `Cannot show the states of ${layer.name}: it gives the last alone; make it with ` +
        "sequences: true",
    );
  }
  try {
    layer.returnSequences = true;
    return layer.call(x, { training: false }) as tf.Tensor;
  } finally {
    layer.returnSequences = returnSequences ?? false;
  }
}

/** Nothing at 0, so that light and dark paper show through. */
const colorscale = [
  [0, "rgba(230,159,0,0.9)"],
  [0.5, "rgba(128,128,128,0)"],
  [1, "rgba(31,131,196,0.9)"],
];

function mapOf({ layer, steps, units, unit }: Omit<States, keyof Displayable>): Figure {
  const rows = Array.from({ length: units }, (_, i) => unit(i));
  const limit = rows.flatMap((row) => [...row]).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const z = rows.map((row) => Array.from(row, (value) => Number(value.toPrecision(3))));
  const title = `${layer}: ${units} units over ${steps} steps`;
  return figure(
    [{ type: "heatmap", z, colorscale, zmin: -limit, zmax: limit }],
    {
      title: { text: title },
      xaxis: { title: { text: "step" }, showgrid: false, zeroline: false },
      yaxis: { title: { text: "unit" }, showgrid: false, zeroline: false },
    },
    { text: title },
  );
}
