import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { ready, seed, tf } from "@rosenblatt/engine";
import { bundleOf } from "@rosenblatt/plots";
import { beta } from "../src/beta.js";
import { type Change, cutmix, dataset, flip, mixup, Split } from "../src/index.js";
import { generator } from "../src/stream/generator.js";

/** Pictures of 8 × 8, each of one value, which is its number; three classes in turn. */
const pictures = new Split({
  shape: [8, 8, 1] as const,
  classes: ["a", "b", "c"] as const,
  inputs: Float32Array.from({ length: 50 * 64 }, (_, i) => Math.floor(i / 64)),
  labels: Int32Array.from({ length: 50 }, (_, i) => i % 3),
});

// Threads start slowly on a machine that is busy.
beforeAll(async () => {
  await ready();
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
});

async function read(changes: readonly Change[], { workers = 0, n = 7, size = 16 } = {}) {
  seed(n);
  const stream = pictures.augment(...changes).stream(size, { shuffle: true, workers });
  const batches = [];
  for await (const batch of stream) batches.push(batch);
  await stream.close();
  return batches;
}

/** The distinct values of each picture of a batch, with its shares of classes. */
async function examples(changes: readonly Change[], n = 7) {
  return (await read(changes, { n })).flatMap(({ x, y, count }) =>
    Array.from({ length: count }, (_, i) => ({
      pixels: [...x.subarray(64 * i, 64 * (i + 1))],
      shares: [...y.subarray(3 * i, 3 * (i + 1))],
    })),
  );
}

/** Whether a number fills all of the rectangle about it, in 8 × 8 pixels. */
function isRectangle(pixels: readonly number[], number: number): boolean {
  const own = pixels.flatMap((pixel, i) => (pixel === number ? [i] : []));
  const sides = [own.map((i) => Math.floor(i / 8)), own.map((i) => i % 8)].map(
    (places) => Math.max(...places) - Math.min(...places) + 1,
  );
  return sides[0]! * sides[1]! === own.length;
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe("mixup() and cutmix()", () => {
  test.each([mixup(0.4), cutmix()])(
    "%# give shares of classes that sum to 1, the same bits for a seed with any threads",
    async (mixing) => {
      const none = await read([flip(), mixing]);
      expect(none.map(({ labelShape }) => labelShape)).toEqual([
        [16, 3],
        [16, 3],
        [16, 3],
        [2, 3],
      ]);
      for (const { shares } of await examples([mixing])) {
        expect(total(shares)).toBeCloseTo(1, 6);
      }
      expect(await read([flip(), mixing], { workers: 1 })).toEqual(none);
      expect(await read([flip(), mixing], { workers: 2 })).toEqual(none);
      expect(await read([flip(), mixing], { n: 8 })).not.toEqual(none);
    },
  );

  test("mixup blends pictures as it blends their labels", async () => {
    const classes = new Split({ ...pictures, inputs: pictures.inputs.map((value) => value % 3) });
    seed(7);
    for (const { x, y } of classes.augment(mixup(1)).batches(50)) {
      const [values, shares] = [x.dataSync(), y.dataSync()];
      for (let i = 0; i < 50; i += 1) {
        const own = values.subarray(64 * i, 64 * (i + 1));
        expect(new Set(own).size).toBe(1);
        expect(own[0]).toBeCloseTo(shares[3 * i + 1]! + 2 * shares[3 * i + 2]!, 5);
      }
      expect(new Set(values).size).toBeGreaterThan(5);
      tf.dispose([x, y]);
    }
  });

  test("cutmix pastes a rectangle, and weighs the labels by its area", async () => {
    const all = [...(await examples([cutmix()])), ...(await examples([cutmix()], 9))];
    for (const { pixels, shares } of all) {
      const expected = [0, 0, 0];
      for (const pixel of pixels) expected[pixel % 3]! += 1 / 64;
      shares.forEach((share, i) => {
        expect(share).toBeCloseTo(expected[i]!, 5);
      });
      const numbers = [...new Set(pixels)];
      expect(numbers.length).toBeLessThanOrEqual(2);
      expect(numbers.some((number) => isRectangle(pixels, number))).toBe(true);
    }
    expect(all.filter(({ pixels }) => new Set(pixels).size === 2).length).toBeGreaterThan(20);
  });

  test("leave batches unmixed as often as they are told to", async () => {
    const shares = (await examples([mixup(1, { chance: 0 })])).map((example) => example.shares);
    for (const own of shares) expect([...own].sort()).toEqual([0, 0, 1]);
  });

  test("become tensors of rank 2, and keep none", () => {
    const before = tf.memory().numTensors;
    for (const { x, y } of pictures.augment(mixup()).batches(50)) {
      expect([y.shape, y.dtype]).toEqual([[50, 3], "float32"]);
      tf.dispose([x, y]);
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  test("are left out of what is measured, and shown with their shares", () => {
    const mixed = pictures.augment(cutmix());
    expect(mixed.plain.mixings).toEqual([]);
    expect(bundleOf(mixed.show(12))["text/plain"]).toMatch(/[abc]: \d+ %, [abc]: \d+ %/);
    const facts = { name: "made", licence: "", source: "", citation: "", ...pictures };
    const data = dataset(facts, { train: mixed, test: pictures });
    expect(bundleOf(data)["text/plain"]).toMatch(/augmented +cutmix/);
  });

  test("mixup mixes numbers to predict, and features", () => {
    const numbers = new Split({
      shape: [1] as const,
      classes: [] as const,
      inputs: Float32Array.from({ length: 20 }, (_, i) => i),
      labels: Float32Array.from({ length: 20 }, (_, i) => 10 * i),
    });
    for (const { x, y } of numbers.augment(mixup(1)).batches(20)) {
      expect(y.shape).toEqual([20]);
      const [inputs, labels] = [[...x.dataSync()], [...y.dataSync()]];
      labels.forEach((label, i) => {
        expect(label).toBeCloseTo(10 * inputs[i]!, 3);
      });
      expect(inputs.every(Number.isInteger)).toBe(false);
      tf.dispose([x, y]);
    }
    expect(() => numbers.augment(cutmix())).toThrow("Cannot augment examples of shape [1]");
  });

  test("refuse what cannot be", () => {
    expect(() => mixup(0)).toThrow("Cannot mix with alpha = 0: it must be a number above 0");
    expect(() => cutmix(1, { chance: 2 })).toThrow("Cannot mix with chance = 2");
  });
});

describe("beta()", () => {
  test.each([0.2, 1, 4])("has the mean and the variance of Beta(%d, %d)", (alpha) => {
    const random = generator(11);
    const values = Array.from({ length: 40_000 }, () => beta(alpha, random));
    const mean = total(values) / values.length;
    const variance = total(values.map((value) => (value - mean) ** 2)) / values.length;
    const expected = 1 / (4 * (2 * alpha + 1));
    // Within five standard errors of the mean; the variance's is below its own size over 100.
    expect(Math.abs(mean - 0.5)).toBeLessThan(5 * Math.sqrt(expected / values.length));
    expect(Math.abs(variance / expected - 1)).toBeLessThan(0.05);
    expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  test("is all but a coin for a tiny alpha", () => {
    const random = generator(2);
    const values = Array.from({ length: 100 }, () => beta(1e-9, random));
    expect(values.every((value) => value < 1e-6 || value > 1 - 1e-6)).toBe(true);
    expect(new Set(values.map(Math.round)).size).toBe(2);
  });
});
