import type { Shape } from "@rosenblatt/engine";
import type { Activation } from "../activation.js";
import { dense } from "../dense.js";
import { dropout } from "../dropout.js";
import { flatten } from "../flatten.js";
import { type Net, net } from "../net.js";

export interface MlpOptions<S extends Shape, C extends number> {
  /** Of one example; what is no list of numbers is flattened. */
  readonly shape: S;
  /** How many numbers come out: one logit for each class, or 1 for a number to predict. */
  readonly classes: C;
  /** The units of each hidden layer. */
  readonly hidden?: readonly number[];
  /** Of the hidden layers. */
  readonly act?: Activation;
  /** The rate of dropout after each hidden layer; 0 for none. */
  readonly dropout?: number;
}

/**
 * A multi-layer perceptron: fully connected layers, one after the other.
 *
 * Rumelhart, Hinton, Williams, Learning representations by back-propagating errors, Nature 323
 * (1986), https://doi.org/10.1038/323533a0
 *
 * @throws RangeError for units or a rate that no layer can have.
 * @example mlp({ shape: [28, 28, 1], hidden: [128, 64], classes: 10 }) // 109,386 parameters
 */
export function mlp<const S extends Shape, const C extends number>({
  shape,
  classes,
  hidden = [128],
  act = "relu",
  dropout: rate = 0,
}: MlpOptions<S, C>): Net<S, readonly [C]> {
  const start = shape.length === 1 ? [] : [flatten()];
  const middle = hidden.flatMap((units) => [
    dense(units, { act }),
    ...(rate === 0 ? [] : [dropout(rate)]),
  ]);
  return net(shape as Shape, ...start, ...middle, dense(classes)) as Net<S, readonly [C]>;
}
