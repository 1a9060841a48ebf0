import { checkChoice } from "./errors.js";
import type { Place } from "./layer.js";

const activations = [
  "linear",
  "relu",
  "sigmoid",
  "tanh",
  "elu",
  "selu",
  "gelu",
  "swish",
  "softplus",
  "softmax",
] as const;

/** What a layer does to each of its sums; `linear` leaves them as they are. */
export type Activation = (typeof activations)[number];

/** Refuses an unknown activation; none at all is left to `activate`. */
export function checkActivation(maker: string, act: Activation | undefined): void {
  if (act !== undefined) checkChoice(maker, { name: "act", value: act, choices: activations });
}

/**
 * The activation and the initialization of a layer's weights: unless told otherwise, ReLU inside
 * a network and nothing at its end (logits). He's normal distribution for ReLU
 * (https://arxiv.org/abs/1502.01852), Glorot's uniform one otherwise
 * (https://proceedings.mlr.press/v9/glorot10a.html).
 */
export function activate(act: Activation | undefined, { last }: Place) {
  const activation = act ?? (last ? "linear" : "relu");
  const kernelInitializer = activation === "relu" ? "heNormal" : "glorotUniform";
  return { activation, kernelInitializer } as const;
}
