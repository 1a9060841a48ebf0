import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { jit, ready, seed, tf } from "@rosenblatt/engine";
import { dense, lstm, net, perStep } from "@rosenblatt/models";
import { mixtureDensity } from "../src/index.js";
import { cases } from "./fixtures/mixture-density.json";

jest.setTimeout(60_000);
beforeAll(() => ready());

const gears = {
  eager: async <T>(step: () => T) => step(),
  traced: <T>(step: () => T) => jit(step)(),
};

/** The values of fixtures/make_mixture_density.py. */
function numbers(shape: number[], { at, scale }: { at: number; scale: number }): Float32Array {
  const count = shape.reduce((product, size) => product * size, 1);
  return Float32Array.from(
    { length: count },
    (_, i) => Math.sin(i * 12.9898 + at * 78.233) * scale,
  );
}

describe.each(Object.entries(gears))("the loss of a mixture density, %s", (_, run) => {
  test.each(cases)("is PyTorch's in value and gradient: $components components", async (known) => {
    const { n, steps, components, scale } = known;
    const { loss, units } = mixtureDensity(components);
    const shape = [n, steps];
    const outputs = tf.variable(
      tf.tensor(numbers([...shape, units], { at: 1, scale }), [...shape, units]),
    );
    const drawn = numbers([...shape, 3], { at: 2, scale: 2 });
    const moves = tf.tensor(
      drawn.map((value, i) => (i % 3 === 2 ? Number(value > 0.8) : value)),
      [...shape, 3],
    );
    const weights = tf.tensor(
      numbers(shape, { at: 3, scale: 1 }).map((value) => Number(value > -0.5)),
      shape,
    );
    const { plain, value, grads } = await run(() => {
      const { value, grads } = tf.variableGrads(() => loss(outputs, moves, weights), [outputs]);
      return { plain: loss(outputs, moves), value, grads };
    });
    const near = (got: number, wanted: number) => Math.abs(got - wanted) / (1 + Math.abs(wanted));
    expect(near(plain.dataSync()[0]!, known.loss)).toBeLessThan(1e-5);
    expect(near(value.dataSync()[0]!, known.weighted)).toBeLessThan(1e-5);
    const found = [...grads[outputs.name]!.dataSync()];
    expect(Math.max(...found.map((got, i) => near(got, known.gradient[i]!)))).toBeLessThan(1e-4);
  });

  test("stays finite, with its gradient, for far moves, narrow spreads and straight lines", async () => {
    const { loss, units } = mixtureDensity(2);
    const extreme = [30, 50, -50, 1000, -1000, 500, 0, -12, 20, -12, 20, 12, -12];
    expect(extreme).toHaveLength(units);
    const outputs = tf.variable(tf.tensor2d([extreme, extreme.map((value) => -value)]));
    const moves = tf.tensor2d([
      [0, 0, 1],
      [200, -3, 0],
    ]);
    const { value, grads } = await run(() =>
      tf.variableGrads(() => loss(outputs, moves), [outputs]),
    );
    expect(Number.isFinite(value.dataSync()[0])).toBe(true);
    expect([...grads[outputs.name]!.dataSync()].every(Number.isFinite)).toBe(true);
  });
});

describe("a network of a mixture density", () => {
  test("learns a figure that is drawn again and again", async () => {
    seed(6);
    const pen = mixtureDensity(2);
    const model = net([8, 3], lstm(12, { sequences: true }), perStep(dense(pen.units)));
    const sides = [
      [1, 0, 0],
      [0, 1, 0],
      [-1, 0, 0],
      [0, -1, 1],
    ];
    const figure = Array.from({ length: 9 }, (_, i) => sides[i % 4]!);
    const x = tf.tensor3d([figure.slice(0, 8)]);
    const y = tf.tensor3d([figure.slice(1)]);
    const optimizer = tf.train.adam(0.02);
    const step = jit(
      (x: tf.Tensor, y: tf.Tensor) =>
        optimizer.minimize(() => pen.loss(model.apply(x) as tf.Tensor, y), true)!,
    );
    const first = (await step(x, y)).dataSync()[0]!;
    for (let i = 0; i < 150; i += 1) (await step(x, y)).dispose();
    const last = (await step(x, y)).dataSync()[0]!;
    expect(last).toBeLessThan(first - 3);
    const outputs = (model.predict(x) as tf.Tensor)
      .reshape([8, pen.units])
      .arraySync() as number[][];
    outputs.forEach((row, i) => {
      const [dx, dy, lifted] = pen.draw(row, { bias: 5 });
      const [wantedX, wantedY, wantedLift] = figure[i + 1]!;
      expect(Math.hypot(dx - wantedX!, dy - wantedY!)).toBeLessThan(0.3);
      expect(lifted).toBe(wantedLift);
    });
  });
});

describe("draw()", () => {
  const pen = mixtureDensity(2);
  /** One in four of the first: at (2, −1), spreads 0.5 and 2, correlation 0.8; else at (−3, 4). */
  const outputs = [
    Math.log(4),
    ...[0, Math.log(3)],
    ...[2, -3],
    ...[-1, 4],
    ...[Math.log(0.5), Math.log(0.1)],
    ...[Math.log(2), Math.log(0.1)],
    ...[Math.atanh(0.8), 0],
  ];
  const count = 20_000;
  const moves = (bias: number) => {
    seed(8);
    return Array.from({ length: count }, () => pen.draw(outputs, { bias }));
  };
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value) / values.length;

  test("draws each component as often as its weight, with its mean, spreads and correlation", () => {
    const all = moves(0);
    const own = all.filter(([dx]) => dx > -1.5);
    expect(own.length / count).toBeCloseTo(0.25, 1.5);
    const [xs, ys] = [own.map(([dx]) => dx), own.map(([, dy]) => dy)];
    const [mx, my] = [mean(xs), mean(ys)];
    expect(mx).toBeCloseTo(2, 1);
    expect(Math.abs(my + 1)).toBeLessThan(0.12);
    const [sx, sy] = [xs, ys].map((values) =>
      Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2))),
    ) as [number, number];
    expect(sx).toBeCloseTo(0.5, 1);
    expect(Math.abs(sy - 2)).toBeLessThan(0.1);
    const together = mean(xs.map((x, i) => (x - mx) * (ys[i]! - my)));
    expect(Math.abs(together / (sx * sy) - 0.8)).toBeLessThan(0.02);
  });

  test("lifts the pen with the probability of equation 18", () => {
    const lifted = mean(moves(0).map(([, , up]) => up));
    expect(Math.abs(lifted - 0.2)).toBeLessThan(4 * Math.sqrt(0.16 / count));
  });

  test("draws, with a bias, the likelier component and closer to its mean", () => {
    const biased = moves(1);
    const own = biased.filter(([dx]) => dx > -1.5);
    expect(own.length / count).toBeCloseTo(0.1, 1.5);
    const xs = own.map(([dx]) => dx);
    const spread = Math.sqrt(mean(xs.map((x) => (x - mean(xs)) ** 2)));
    expect(spread).toBeCloseTo(0.5 / Math.E, 1);
    expect(moves(30).every(([dx, dy]) => Math.hypot(dx + 3, dy - 4) < 1e-6)).toBe(true);
  });

  test("refuses sizes that do not fit", () => {
    expect(() => mixtureDensity(0)).toThrow("Cannot mix 0 components");
    expect(() => pen.draw([1, 2])).toThrow("Cannot draw by 2 numbers: a mixture of 2 needs 13");
    expect(() => pen.loss(tf.zeros([2, 4, 12]), tf.zeros([2, 4, 3]))).toThrow(
      "end the network with perStep(dense(mixture.units))",
    );
    expect(() => pen.loss(tf.zeros([4, 13]), tf.zeros([4, 3]), tf.zeros([3]))).toThrow(
      "and weights of [3]",
    );
  });
});
