import type { GradientOptions, Optimizer } from "./optimizer.js";
import { checkShare, optimizerOf } from "./optimizer-of.js";
import type { Rule } from "./rule.js";

export interface AdamOptions extends GradientOptions {
  /** How much of the first moment, the mean gradient, stays from step to step. */
  readonly beta1?: number;
  /** The same of the second moment, the mean square. */
  readonly beta2?: number;
  readonly epsilon?: number;
}

/**
 * Adam. Source: Kingma and Ba (2015), algorithm 1; weight decay is added to the gradient.
 *
 * @example
 * fit(model, data, { optimizer: adam(2e-3) });
 */
export function adam(learningRate = 1e-3, options: AdamOptions = {}): Optimizer {
  return adaptive({ name: "adam", learningRate, ...options });
}

/**
 * Adam whose weight decay, 0.01 unless it is said, does not pass through the moments.
 * Source: Loshchilov and Hutter, Decoupled weight decay regularization (2019), algorithm 2.
 *
 * @example
 * fit(model, data, { optimizer: adamW(2e-3, { weightDecay: 0.05 }) });
 */
export function adamW(learningRate = 1e-3, options: AdamOptions = {}): Optimizer {
  const decay = { weightDecay: 0.01, decoupled: true };
  return adaptive({ name: "adamW", learningRate, ...decay, ...options });
}

function adaptive({
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-7,
  ...settings
}: AdamOptions & { name: string; learningRate: number; decoupled?: boolean }): Optimizer {
  const { name } = settings;
  checkShare({ name, what: "beta1", value: beta1, usual: 0.9 });
  checkShare({ name, what: "beta2", value: beta2, usual: 0.999 });
  return optimizerOf(rule({ beta1, beta2, epsilon }), settings);
}

/**
 * Moments are kept as weighted sums, m ← β₁·m + g and v ← β₂·v + g², and divided by the sums c of
 * their weights, which is what the paper's m̂ and v̂ are. With lr·√c₂/c₁ and ε·√c₂ taken together
 * once, a weight costs ten passes.
 */
function rule({ beta1, beta2, epsilon }: Required<Omit<AdamOptions, keyof GradientOptions>>): Rule {
  return {
    settings: { beta1, beta2, epsilon },
    state: [0, 0],
    counts: [beta1, beta2],
    begin(rate, [c1, c2]) {
      const root = c2!.sqrt();
      return [rate.mul(root).div(c1!), root.mul(epsilon)];
    },
    update({ weight, gradient, state: [first, second], common: [size, offset] }) {
      const m = first!.mul(beta1).add(gradient);
      const v = second!.mul(beta2).add(gradient.square());
      const step = m.div(v.sqrt().add(offset!)).mul(size!);
      return { weight: weight.sub(step), state: [m, v] };
    },
  };
}
