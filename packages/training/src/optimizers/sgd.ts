import type { GradientOptions, Optimizer } from "./optimizer.js";
import { checkShare, optimizerOf } from "./optimizer-of.js";

/**
 * Plain gradient descent: W ← W − lr·∇W.
 *
 * @example
 * fit(model, data, { optimizer: sgd(0.1) });
 */
export function sgd(learningRate = 0.01, options: GradientOptions = {}): Optimizer {
  return optimizerOf(
    {
      state: [],
      begin: (rate) => [rate],
      update: ({ weight, gradient, common: [rate] }) => ({
        weight: weight.sub(gradient.mul(rate!)),
        state: [],
      }),
    },
    { ...options, name: "sgd", learningRate },
  );
}

export interface MomentumOptions extends GradientOptions {
  /** Looks ahead: W ← W − lr·(∇W + m·V). Source: Sutskever et al. (2013). */
  readonly nesterov?: boolean;
}

/**
 * Gradient descent with momentum: V ← m·V + ∇W, W ← W − lr·V. Source: Polyak (1964).
 *
 * @example
 * fit(model, data, { optimizer: momentum(0.05, 0.9) });
 */
export function momentum(
  learningRate = 0.01,
  mass = 0.9,
  { nesterov = false, ...options }: MomentumOptions = {},
): Optimizer {
  checkShare({ name: "momentum", what: "its mass", value: mass, usual: 0.9 });
  return optimizerOf(
    {
      settings: nesterov ? { momentum: mass, nesterov } : { momentum: mass },
      state: [0],
      begin: (rate) => [rate],
      update({ weight, gradient, state: [velocity], common: [rate] }) {
        const next = velocity!.mul(mass).add(gradient);
        const direction = nesterov ? next.mul(mass).add(gradient) : next;
        return { weight: weight.sub(direction.mul(rate!)), state: [next] };
      },
    },
    { ...options, name: "momentum", learningRate },
  );
}
