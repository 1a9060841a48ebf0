import { beforeAll, describe, expect, test } from "@jest/globals";
import { penSequences } from "@rosenblatt/datasets";
import { jit, ready, seed, tf } from "@rosenblatt/engine";
import { dense, lstm, net, perStep } from "@rosenblatt/models";
import { drawing } from "@rosenblatt/plots";
import { adam, continueDrawing, fit, mixtureDensity } from "../src/index.js";
import { cases } from "./fixtures/mixture-density.json";

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
    const loss = mixtureDensity(components);
    const { units } = loss;
    const shape = [n, steps];
    const outputs = tf.variable(
      tf.tensor(numbers([...shape, units], { at: 1, scale }), [...shape, units]),
    );
    const drawn = numbers([...shape, 3], { at: 2, scale: 2 });
    const weights = numbers(shape, { at: 3, scale: 1 }).map((value) => Number(value > -0.5));
    const lifted = (value: number, i: number) => (i % 3 === 2 ? Number(value > 0.8) : value);
    const ended = (value: number, i: number) =>
      i % 3 === 2 && weights[Math.floor(i / 3)] === 0 ? -1 : lifted(value, i);
    const all = tf.tensor(drawn.map(lifted), [...shape, 3]);
    const counted = tf.tensor(drawn.map(ended), [...shape, 3]);
    const { plain, value, grads } = await run(() => {
      const { value, grads } = tf.variableGrads(() => loss(outputs, counted), [outputs]);
      return { plain: loss(outputs, all), value, grads };
    });
    const near = (got: number, wanted: number) => Math.abs(got - wanted) / (1 + Math.abs(wanted));
    expect(near(plain.dataSync()[0]!, known.loss)).toBeLessThan(1e-5);
    expect(near(value.dataSync()[0]!, known.weighted)).toBeLessThan(1e-5);
    const found = [...grads[outputs.name]!.dataSync()];
    expect(Math.max(...found.map((got, i) => near(got, known.gradient[i]!)))).toBeLessThan(1e-4);
  });

  test("stays finite, with its gradient, for far moves, narrow spreads and straight lines", async () => {
    const loss = mixtureDensity(2);
    const { units } = loss;
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

/** A square that is drawn again and again, a stroke each time. */
const sides = [
  [1, 0, 0],
  [0, 1, 0],
  [-1, 0, 0],
  [0, -1, 1],
] as const;
const squares = drawing(
  "squares",
  Array.from({ length: 12 }, (_, i) => sides[i % 4]!),
);
const data = penSequences({ train: [squares], test: [squares] }, { steps: 14 });

describe("a network of a mixture density", () => {
  const pen = mixtureDensity(2);
  const settings = { loss: pen, optimizer: adam(0.02), show: false, seed: 1 };
  const writer = () => {
    seed(6);
    return net(data.shape, lstm(12, { sequences: true }), perStep(dense(pen.units)));
  };

  test("learns by fit what is drawn again and again, and goes on with it", async () => {
    const model = writer();
    const { loss, valLoss } = await fit(model, data, { ...settings, epochs: 160, gear: "traced" });
    expect(loss.at(-1)).toBeLessThan(loss[0]! - 3);
    expect(valLoss.at(-1)).toBeLessThan(loss[0]! - 3);
    const begun = drawing("begun", sides.slice(0, 3));
    const { name, moves } = continueDrawing(model, begun, {
      length: 30,
      strokes: 3,
      temperature: 0,
    });
    expect(name).toBe("begun");
    // It ends with the third stroke.
    expect(moves).toHaveLength(12);
    moves.forEach(([dx, dy, lifted], i) => {
      const [wantedX, wantedY, wantedLift] = sides[i % 4]!;
      expect(Math.hypot(dx - wantedX, dy - wantedY)).toBeLessThan(0.3);
      expect(lifted).toBe(wantedLift);
    });
  });

  test("learns the same in both gears", async () => {
    const losses = async (gear: "traced" | "eager") =>
      (await fit(writer(), data, { ...settings, epochs: 6, gear })).loss;
    const [traced, eager] = [await losses("traced"), await losses("eager")];
    traced.forEach((loss, i) => {
      expect(loss).toBeCloseTo(eager[i]!, 3);
    });
  });
});

describe("continueDrawing()", () => {
  const model = () => net([5, 3], lstm(4, { sequences: true }), perStep(dense(7)));
  const empty = drawing("new", []);

  test("begins with a point, and ends at a length", () => {
    seed(1);
    const { moves } = continueDrawing(model(), empty, { length: 9 });
    expect(moves).toHaveLength(10);
    expect(moves[0]).toEqual([0, 0, 0]);
    expect(moves.flat().every(Number.isFinite)).toBe(true);
  });

  test("draws the same after the same seed, and otherwise after another", () => {
    seed(1);
    const made = model();
    const drawn = (by: number) => {
      seed(by);
      return continueDrawing(made, squares, { length: 5 }).moves.slice(12);
    };
    expect(drawn(3)).toEqual(drawn(3));
    expect(drawn(3)).not.toEqual(drawn(4));
  });

  test("refuses a model of other outputs", () => {
    expect(() => continueDrawing(net([5, 3], perStep(dense(9))), empty)).toThrow(
      "Cannot draw with a model from [5,3] to [5,9]",
    );
    expect(() => continueDrawing(model(), empty, { temperature: -1 })).toThrow("temperature -1");
  });
});

test("fit says how a network must end for this loss", () => {
  const model = net(data.shape, lstm(4, { sequences: true }), perStep(dense(12)));
  expect(() => fit(model, data, { loss: mixtureDensity(2) })).toThrow(
    "needs [14,13]; end the network with perStep(dense(13)) after a layer with sequences: true",
  );
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
  const moves = (temperature: number) => {
    seed(8);
    return Array.from({ length: count }, () => pen.draw(outputs, { temperature }));
  };
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value) / values.length;

  test("draws each component as often as its weight, with its mean, spreads and correlation", () => {
    const all = moves(1);
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
    const lifted = mean(moves(1).map(([, , up]) => up));
    expect(Math.abs(lifted - 0.2)).toBeLessThan(4 * Math.sqrt(0.16 / count));
  });

  test("draws, below temperature 1, the likelier component, closer to its mean", () => {
    const cold = moves(0.25);
    const own = cold.filter(([dx]) => dx > -1.5);
    // 1 to 3⁴, and a quarter of the variance.
    expect(own.length / count).toBeCloseTo(1 / 82, 2);
    const ys = own.map(([, dy]) => dy);
    const spread = Math.sqrt(mean(ys.map((y) => (y - mean(ys)) ** 2)));
    expect(Math.abs(spread - 1)).toBeLessThan(0.2);
    expect(mean(cold.map(([, , up]) => up))).toBeCloseTo(1 / 257, 2);
  });

  test("gives at temperature 0 what it expects", () => {
    expect(moves(0).every(([dx, dy, up]) => dx === -3 && dy === 4 && up === 0)).toBe(true);
  });

  test("refuses sizes that do not fit", () => {
    expect(() => mixtureDensity(0)).toThrow("Cannot mix 0 components");
    expect(() => pen.draw([1, 2])).toThrow("Cannot draw by 2 numbers: a mixture of 2 needs 13");
    expect(() => pen(tf.zeros([2, 4, 12]), tf.zeros([2, 4, 3]))).toThrow(
      "end the network with perStep(dense(mixture.units))",
    );
  });
});
