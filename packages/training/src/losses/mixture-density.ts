import type { PenMove } from "@rosenblatt/datasets";
import { random, tf } from "@rosenblatt/engine";

export interface DrawOptions {
  /** 0 draws as the network says; the larger, the likelier what is drawn: neater writing. */
  readonly bias?: number;
  /** Where chance comes from; by default what `seed()` seeds. */
  readonly random?: () => number;
}

/** What a network says of the next move of a pen: a mixture of normal distributions. */
export interface MixtureDensity {
  readonly components: number;
  /** How many outputs it needs: `1 + 6 · components`. */
  readonly units: number;
  /**
   * Minus the logarithm of the density of moves `[..., 3]` by outputs `[..., units]`, averaged over
   * all steps, or over those whose weight, `[...]`, is not 0. In nats; it may be below 0.
   *
   * @throws RangeError when sizes do not fit.
   */
  loss(outputs: tf.Tensor, moves: tf.Tensor, weights?: tf.Tensor): tf.Scalar;
  /** Draws a move by the outputs of one step. */
  draw(outputs: ArrayLike<number>, options?: DrawOptions): PenMove;
}

/**
 * A mixture density output for handwriting: each component has a weight, a mean and a spread in
 * both directions, and their correlation; one more number says whether the pen is lifted. Outputs
 * are that number, then weights, means of x, of y, spreads of x, of y, and correlations, one after
 * the other. It runs in both gears, in logarithms throughout: far moves and narrow spreads neither
 * overflow nor vanish.
 *
 * Graves, Generating sequences with recurrent neural networks (2013), equations 18 to 26 and, for
 * the bias, 61 and 62, https://arxiv.org/abs/1308.0850
 *
 * @throws RangeError when `components` is not a whole number above 0.
 * @example
 * const pen = mixtureDensity(20);
 * const writer = net([50, 3], lstm(64, { sequences: true }), perStep(dense(pen.units)));
 * const moves = tf.zeros([2, 50, 3]);
 * const step = () => pen.loss(writer.apply(moves) as tf.Tensor, moves);
 * step().shape; // []
 */
export function mixtureDensity(components: number): MixtureDensity {
  if (!(Number.isInteger(components) && components > 0)) {
    throw new RangeError(
      `Cannot mix ${components} components: it must be a whole number above 0, such as 20`,
    );
  }
  const units = 1 + 6 * components;
  return {
    components,
    units,
    loss: (outputs, moves, weights) => {
      checkSizes({ outputs, moves, weights, units });
      return tf.tidy(() => {
        const lost = logDensity(
          outputs.reshape([-1, units]),
          moves.reshape([-1, 3]),
          components,
        ).neg();
        if (!weights) return lost.mean() as tf.Scalar;
        const counted = weights.flatten();
        return lost.mul(counted).sum().div(counted.sum().maximum(1e-7)) as tf.Scalar;
      });
    },
    draw: (outputs, { bias = 0, random: next = random } = {}) => {
      if (outputs.length !== units) {
        throw new RangeError(
          `Cannot draw by ${outputs.length} numbers: a mixture of ${components} needs ${units}`,
        );
      }
      return drawn(outputs, { components, bias, next });
    },
  };
}

/** The logarithm of the density of each row, `[n]`: equations 18 to 25. */
function logDensity(outputs: tf.Tensor, moves: tf.Tensor, components: number): tf.Tensor1D {
  const [n] = outputs.shape as [number, number];
  const part = (at: number) => outputs.slice([0, 1 + at * components], [n, components]);
  const [weight, meanX, meanY, spreadX, spreadY, correlation] = [0, 1, 2, 3, 4, 5].map(part) as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ];
  const [dx, dy, lifted] = [0, 1, 2].map((at) => moves.slice([0, at], [n, 1])) as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ];
  const x = dx.sub(meanX).mul(spreadX.neg().exp());
  const y = dy.sub(meanY).mul(spreadY.neg().exp());
  // The root of 1 − ρ² with ρ = tanh r is 1 / cosh r, whose logarithm is log 2 − r − log(1 + e⁻²ʳ).
  const narrow = tf.scalar(Math.LN2).sub(correlation).sub(correlation.mul(-2).softplus());
  // Z / (1 − ρ²) as a sum of squares.
  const across = y.sub(correlation.tanh().mul(x)).mul(narrow.neg().exp());
  const normal = x
    .square()
    .add(across.square())
    .mul(-0.5)
    .sub(spreadX.add(spreadY).add(narrow))
    .sub(Math.log(2 * Math.PI));
  const place = tf.logSumExp(tf.logSoftmax(weight).add(normal), 1);
  const pen = outputs.slice([0, 0], [n, 1]);
  // By equation 18 the pen is lifted with probability 1 / (1 + eᵖ).
  const lifting = tf.softplus(pen).sub(tf.scalar(1).sub(lifted).mul(pen)).neg();
  return place.add(lifting.flatten()) as tf.Tensor1D;
}

function drawn(
  outputs: ArrayLike<number>,
  { components, bias, next }: { components: number; bias: number; next: () => number },
): PenMove {
  const value = (at: number, component: number) => outputs[1 + at * components + component]!;
  const logits = Array.from({ length: components }, (_, i) => value(0, i) * (1 + bias));
  const largest = Math.max(...logits);
  const shares = logits.map((logit) => Math.exp(logit - largest));
  const chosen = choice(shares, next);
  const [a, b] = normals(next);
  const spread = (at: number) => Math.exp(value(at, chosen) - bias);
  const rho = Math.tanh(value(5, chosen));
  const dx = value(1, chosen) + spread(3) * a;
  const dy = value(2, chosen) + spread(4) * (rho * a + Math.sqrt(1 - rho * rho) * b);
  return [dx, dy, next() < 1 / (1 + Math.exp(outputs[0]!)) ? 1 : 0];
}

/** A position, drawn with probabilities in these proportions. */
function choice(shares: readonly number[], next: () => number): number {
  let left = next() * shares.reduce((sum, share) => sum + share);
  const found = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return found < 0 ? shares.indexOf(Math.max(...shares)) : found;
}

/** Two independent normal numbers (Box and Muller, 1958). */
function normals(next: () => number): [number, number] {
  const radius = Math.sqrt(-2 * Math.log(1 - next()));
  const angle = 2 * Math.PI * next();
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

interface Sizes {
  readonly outputs: tf.Tensor;
  readonly moves: tf.Tensor;
  readonly weights: tf.Tensor | undefined;
  readonly units: number;
}

function checkSizes({ outputs, moves, weights, units }: Sizes): void {
  const steps = moves.shape.slice(0, -1);
  const fits =
    moves.shape.at(-1) === 3 &&
    outputs.shape.join() === [...steps, units].join() &&
    (weights === undefined || weights.shape.join() === steps.join());
  if (fits) return;
  throw new RangeError(
    `Cannot compare outputs of shape [${outputs.shape}] with moves of [${moves.shape}]` +
      `${weights ? ` and weights of [${weights.shape}]` : ""}: it needs [..., ${units}], ` +
      "[..., 3] and [...]; end the network with perStep(dense(mixture.units))",
  );
}
