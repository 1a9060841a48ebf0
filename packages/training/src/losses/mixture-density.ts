import { random, tf } from "@rosenblatt/engine";
import type { PenMove } from "@rosenblatt/plots";
import { checkTemperature, type DrawnBy, drawnPosition } from "../drawn-position.js";
import type { Loss } from "../loss.js";
import { named } from "../named.js";
import { tiny } from "./targets.js";

export interface DrawOptions {
  /** 1 draws as the network says; below, what is likelier and closer to it; 0, what it expects. */
  readonly temperature?: number;
  /** Where chance comes from; by default what `seed()` seeds. */
  readonly random?: () => number;
}

/**
 * What a network says of the next move of a pen: a mixture of normal distributions. It is a loss:
 * minus the logarithm of the density of moves `[..., 3]` by outputs `[..., units]`, in nats, averaged
 * over all steps but those whose pen is neither down, 0, nor lifted, 1, such as behind a drawing's
 * end. It may be below 0.
 */
export interface MixtureDensity extends Loss {
  readonly components: number;
  /** How many outputs a step needs: `1 + 6 · components`. */
  readonly units: number;
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
 * Graves, Generating sequences with recurrent neural networks (2013), equations 18 to 26,
 * https://arxiv.org/abs/1308.0850; for the temperature, Ha and Eck, A neural representation of
 * sketch drawings (2017), equation 8, https://arxiv.org/abs/1704.03477
 *
 * @throws RangeError when `components` is not a whole number above 0.
 * @example
 * const corner = drawing("a corner", [[0, 0, 0], [0, 1, 0], [1, 0, 1]]);
 * const moves = penSequences({ train: [corner], test: [corner] }, { steps: 3 });
 * const pen = mixtureDensity(20);
 * const writer = net(moves.shape, lstm(16, { sequences: true }), perStep(dense(pen.units)));
 * await fit(writer, moves, { loss: pen, epochs: 1 });
 */
export function mixtureDensity(components: number): MixtureDensity {
  if (!(Number.isInteger(components) && components > 0)) {
    throw new RangeError(
      `Cannot mix ${components} components: it must be a whole number above 0, such as 20`,
    );
  }
  const units = 1 + 6 * components;
  const loss = (outputs: tf.Tensor, moves: tf.Tensor) => {
    checkSizes({ outputs, moves, units });
    return tf.tidy(() => {
      const rows = moves.reshape([-1, 3]);
      const lost = logDensity(outputs.reshape([-1, units]), rows, components).neg();
      const counted = rows.slice([0, 2], [-1, 1]).flatten().greaterEqual(0).toFloat();
      return lost.mul(counted).sum().div(counted.sum().maximum(tiny)) as tf.Scalar;
    });
  };
  const draw: MixtureDensity["draw"] = (outputs, options = {}) => {
    if (outputs.length !== units) {
      throw new RangeError(
        `Cannot draw by ${outputs.length} numbers: a mixture of ${components} needs ${units}`,
      );
    }
    const { temperature = 1, random: next = random } = options;
    checkTemperature(temperature);
    return drawn(outputs, { components, temperature, next });
  };
  return Object.assign(named(loss, { name: "mixtureDensity", components }), {
    components,
    units,
    draw,
  });
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
  { components, temperature, next }: { components: number } & DrawnBy,
): PenMove {
  const value = (at: number, component: number) => outputs[1 + at * components + component]!;
  const logits = Array.from({ length: components }, (_, i) => value(0, i));
  const chosen = drawnPosition(logits, { temperature, next });
  const [a, b] = normals(next);
  const spread = (at: number) => Math.exp(value(at, chosen)) * Math.sqrt(temperature);
  const rho = Math.tanh(value(5, chosen));
  const dx = value(1, chosen) + spread(3) * a;
  const dy = value(2, chosen) + spread(4) * (rho * a + Math.sqrt(1 - rho * rho) * b);
  // Two classes, of which the second has the logit 0: equation 18.
  const lifted = drawnPosition([outputs[0]!, 0], { temperature, next });
  return [dx, dy, lifted as 0 | 1];
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
  readonly units: number;
}

function checkSizes({ outputs, moves, units }: Sizes): void {
  const steps = moves.shape.slice(0, -1);
  if (moves.shape.at(-1) === 3 && outputs.shape.join() === [...steps, units].join()) return;
  throw new RangeError(
    `Cannot compare outputs of shape [${outputs.shape}] with moves of [${moves.shape}]: it needs ` +
      `[..., ${units}] and [..., 3]; end the network with perStep(dense(mixture.units))`,
  );
}
