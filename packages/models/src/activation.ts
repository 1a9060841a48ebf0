import { tf } from "@rosenblatt/engine";
import { drawnLater } from "./drawn-later.js";
import { checkChoice } from "./errors.js";
import type { Place } from "./layer.js";

const activations = [
  "linear",
  "relu",
  "relu6",
  "sigmoid",
  "hardSigmoid",
  "tanh",
  "elu",
  "selu",
  "gelu",
  "swish",
  "mish",
  "softplus",
  "softsign",
  "softmax",
] as const;

/** What a layer does to each of its sums; `linear` leaves them as they are. */
export type Activation = (typeof activations)[number];

/** Refuses an unknown activation; none at all is left to `activate`. */
export function checkActivation(maker: string, act: Activation | undefined): void {
  if (act !== undefined) checkChoice(maker, { name: "act", value: act, choices: activations });
}

/** A normal distribution that is cut off at two deviations has this many of them left. */
const cutDeviation = 0.8796256610342398;

/**
 * The activation and the initialization of a layer's weights: unless told otherwise, ReLU inside
 * a network and nothing at its end (logits). For ReLU He's normal distribution, variance 2 over
 * the number of inputs (https://arxiv.org/abs/1502.01852), otherwise Glorot's uniform one
 * (https://proceedings.mlr.press/v9/glorot10a.html).
 */
export function activate(act: Activation | undefined, { last }: Place) {
  const activation = act ?? (last ? "linear" : "relu");
  return {
    activation,
    kernelInitializer: drawnLater(
      /^relu/.test(activation) ? heNormal() : tf.initializers.glorotUniform({}),
    ),
  };
}

/** TensorFlow.js's own cuts the distribution off without making up for the variance it loses. */
function heNormal() {
  return tf.initializers.varianceScaling({
    scale: 2 / cutDeviation ** 2,
    mode: "fanIn",
    distribution: "normal",
  });
}
