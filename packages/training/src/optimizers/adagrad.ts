import type { GradientOptions, Optimizer } from "./optimizer.js";
import { optimizerOf } from "./optimizer-of.js";

export interface AdagradOptions extends GradientOptions {
  /** Where the sums of squares start. */
  readonly initial?: number;
  readonly epsilon?: number;
}

/**
 * Adagrad: S ← S + ∇W², W ← W − lr·∇W/(√S + ε). Source: Duchi, Hazan, Singer, Adaptive subgradient
 * methods (2011), figure 1.
 *
 * @example
 * fit(model, data, { optimizer: adagrad(0.05) });
 */
export function adagrad(
  learningRate = 0.01,
  { initial = 0, epsilon = 1e-7, ...options }: AdagradOptions = {},
): Optimizer {
  return optimizerOf(
    {
      settings: { initial, epsilon },
      state: [initial],
      begin: (rate) => [rate],
      update({ weight, gradient, state: [squares], common: [rate] }) {
        const sum = squares!.add(gradient.square());
        const step = gradient.div(sum.sqrt().add(epsilon)).mul(rate!);
        return { weight: weight.sub(step), state: [sum] };
      },
    },
    { ...options, name: "adagrad", learningRate },
  );
}
