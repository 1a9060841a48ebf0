import { type Shape, tf } from "@rosenblatt/engine";
import type { Activation } from "../activation.js";
import { dense } from "../dense.js";
import { flatten } from "../flatten.js";
import { type Net, net } from "../net.js";
import { reshape } from "../reshape.js";
import { showsSummary } from "../shows-summary.js";

export interface AutoencoderOptions<S extends Shape, K extends number> {
  /** Of one example. */
  readonly shape: S;
  /** How many numbers an example is put into. */
  readonly code?: K;
  /** The units of the layers before the code; after it they follow in reverse. */
  readonly hidden?: readonly number[];
  /** Of the hidden layers. */
  readonly act?: Activation;
  /** Of the outputs: `sigmoid` keeps them between 0 and 1, as pixels are. */
  readonly lastAct?: Activation;
}

/** A network that gives back what it is shown, through a narrow place in its middle. */
export interface Autoencoder<S extends Shape = Shape, K extends number = number> extends Net<S, S> {
  /** From an example to its code; has the autoencoder's own weights. */
  readonly encoder: Net<S, readonly [K]>;
  /** From a code to an example; has the autoencoder's own weights. */
  readonly decoder: Net<readonly [K], S>;
}

/**
 * An autoencoder: fully connected layers to a code of few numbers, and back to the example. Its
 * parts share its weights, so training the whole trains them. Without hidden layers and with
 * `lastAct: "linear"` it learns the space of the first principal components.
 *
 * Hinton, Salakhutdinov, Reducing the Dimensionality of Data with Neural Networks, Science 313
 * (2006), https://doi.org/10.1126/science.1127647; the linear case: Baldi, Hornik (1989).
 *
 * @throws RangeError for units that are not whole numbers above 0.
 * @example
 * const coder = autoencoder({ shape: data.shape, code: 2 });
 * await fit(coder, data, { loss: reconstruction, epochs: 1 });
 * predict(coder.encoder, data.test).units; // 2
 */
export function autoencoder<const S extends Shape, const K extends number = 2>({
  shape,
  code = 2 as K,
  hidden = [128],
  act = "relu",
  lastAct = "sigmoid",
}: AutoencoderOptions<S, K>): Autoencoder<S, K> {
  const size = shape.reduce((product, side) => product * side, 1);
  const flat = shape.length === 1;
  const whole = net(
    shape as Shape,
    ...(flat ? [] : [flatten()]),
    ...hidden.map((units) => dense(units, { act })),
    dense(code, { act: "linear" }),
    ...[...hidden].reverse().map((units) => dense(units, { act })),
    dense(size, { act: lastAct }),
    ...(flat ? [] : [reshape(shape)]),
  );
  const middle = whole.layers.indexOf(whole.getLayer(`dense${hidden.length + 1}`));
  const coded = whole.layers[middle]!.output as tf.SymbolicTensor;
  const parts = {
    encoder: showsSummary(tf.model({ inputs: whole.inputs, outputs: coded })),
    decoder: showsSummary(decoderOf(whole.layers.slice(middle + 1), code)),
  };
  return Object.assign(whole, parts) as unknown as Autoencoder<S, K>;
}

/** The layers after the code on an input of their own. */
function decoderOf(layers: readonly tf.layers.Layer[], code: number): tf.LayersModel {
  const input = tf.input({ shape: [code], name: "code" });
  const output = layers.reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, input);
  return tf.model({ inputs: input, outputs: output });
}
