import type { GradientOptions, Optimizer } from "./optimizer.js";
import { checkShare, optimizerOf } from "./optimizer-of.js";

export interface RmspropOptions extends GradientOptions {
  /** How much of the mean square stays from step to step. */
  readonly decay?: number;
  /** The mass of a momentum on what is subtracted; 0 for none. */
  readonly momentum?: number;
  readonly epsilon?: number;
}

/**
 * RMSProp: R ← d·R + (1 − d)·∇W², W ← W − lr·∇W/(√R + ε). Source: Tieleman and Hinton, Lecture 6.5
 * of Neural networks for machine learning (2012).
 *
 * @example
 * fit(model, data, { optimizer: rmsprop(1e-3) });
 */
export function rmsprop(
  learningRate = 1e-3,
  { decay = 0.9, momentum: mass = 0, epsilon = 1e-7, ...options }: RmspropOptions = {},
): Optimizer {
  const name = "rmsprop";
  checkShare({ name, what: "its decay", value: decay, usual: 0.9 });
  checkShare({ name, what: "its momentum", value: mass, usual: 0.9 });
  return optimizerOf(
    {
      settings: { decay, momentum: mass, epsilon },
      state: mass === 0 ? [0] : [0, 0],
      begin: (rate) => [rate],
      update({ weight, gradient, state: [square, velocity], common: [rate] }) {
        const mean = square!.mul(decay).add(gradient.square().mul(1 - decay));
        const scaled = gradient.div(mean.sqrt().add(epsilon));
        const step = velocity ? velocity.mul(mass).add(scaled) : scaled;
        const state = velocity ? [mean, step] : [mean];
        return { weight: weight.sub(step.mul(rate!)), state };
      },
    },
    { ...options, name, learningRate },
  );
}
