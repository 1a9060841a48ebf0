import { beforeAll, describe, expect, test } from "@jest/globals";
import { dataset, utterances } from "@rosenblatt/datasets";
import { plainJit, ready, seed, tf } from "@rosenblatt/engine";
import { conv, dense, melSpectrogram, net, perStep, rows } from "@rosenblatt/models";
import {
  adam,
  characterErrorRate,
  ctc,
  ctcBeamSearch,
  ctcGreedy,
  ctcLoss,
  editDistance,
  fit,
  predict,
  wordErrorRate,
} from "../src/index.js";
import reference from "./fixtures/ctc.json";

beforeAll(() => ready());

type Case = (typeof reference.losses)[number];

/** Sequences of one length, ending in -1, as the loss takes them. */
function padded(labels: readonly (readonly number[])[], room = 0): Int32Array {
  const length = lengthOf(labels) + room;
  return Int32Array.from(labels.flatMap((each) => Array.from({ length }, (_, i) => each[i] ?? -1)));
}

const lengthOf = (labels: readonly (readonly number[])[]) =>
  Math.max(1, ...labels.map(({ length }) => length));

function symbolsOf(labels: readonly (readonly number[])[], room = 0): tf.Tensor2D {
  return tf.tensor2d(padded(labels, room), [labels.length, lengthOf(labels) + room], "int32");
}

function furthest(made: ArrayLike<number>, wanted: ArrayLike<number>): number {
  expect(made.length).toBe(wanted.length);
  return Array.from(wanted).reduce(
    (most, value, i) => Math.max(most, Math.abs(value - made[i]!)),
    0,
  );
}

const cases = reference.losses.map((each) => [each.name, each] as const);
const optionsOf = ({ blank, lengths }: Case) => ({
  blank,
  frames: lengths ?? undefined,
  zeroInfinity: true,
});

describe("ctcLoss() against PyTorch in double precision", () => {
  test.each(cases)("%s", (_, each) => {
    const logits = tf.tensor3d(each.logits, each.shape as [number, number, number]);
    for (const room of [0, 3]) {
      const symbols = symbolsOf(each.labels, room);
      const options = optionsOf(each);
      const losses = ctcLoss(logits, symbols, { ...options, reduction: "none" }).dataSync();
      each.losses.forEach((wanted, i) => {
        expect(Math.abs(losses[i]! - wanted)).toBeLessThan(1e-5 + 2e-6 * wanted);
      });
      const sum = ctcLoss(logits, symbols, { ...options, reduction: "sum" }).dataSync()[0]!;
      expect(Math.abs(sum - each.sum)).toBeLessThan(1e-5 + 2e-6 * each.sum);
      const { value, grad } = tf.valueAndGrad((x) => ctcLoss(x, symbols, options))(logits);
      expect(Math.abs(value.dataSync()[0]! - each.mean)).toBeLessThan(1e-5 + 2e-6 * each.mean);
      expect(furthest(grad.dataSync(), each.gradient)).toBeLessThan(1e-5);
    }
  });

  test.each(cases)("%s, traced, lengths as a tensor", async (_, each) => {
    const { blank, lengths, labels, shape } = each;
    const step = plainJit((x, y, frames) => {
      const options = { blank, zeroInfinity: true, frames: frames as tf.Tensor1D };
      const { value, grad } = tf.valueAndGrad((logits) => ctcLoss(logits, y!, options))(x!);
      return [value, grad];
    });
    const [value, gradient] = await step(
      { values: Float32Array.from(each.logits), shape, dtype: "float32" },
      { values: padded(labels), shape: [labels.length, lengthOf(labels)], dtype: "int32" },
      {
        values: Int32Array.from(lengths ?? labels.map(() => shape[1]!)),
        shape: [labels.length],
        dtype: "int32",
      },
    );
    expect(Math.abs(value!.values[0]! - each.mean)).toBeLessThan(1e-5 + 2e-6 * each.mean);
    expect(furthest(gradient!.values, each.gradient)).toBeLessThan(1e-5);
  });

  test("is infinite where no alignment says it, unless that counts as 0", () => {
    const logits = tf.zeros([1, 2, 3]);
    const symbols = symbolsOf([[1, 1]]);
    expect(ctcLoss(logits, symbols).dataSync()[0]).toBe(Infinity);
    expect(ctcLoss(logits, symbols, { zeroInfinity: true }).dataSync()[0]).toBe(0);
    const gradient = tf
      .grad((x) => ctcLoss(x, symbols))(logits)
      .dataSync();
    expect(gradient.every((value) => value === 0)).toBe(true);
    expect(ctcLoss(logits, symbolsOf([[3]])).dataSync()[0]).toBe(Infinity);
  });

  test("refuses other shapes", () => {
    const symbols = symbolsOf([[1]]);
    expect(() => ctcLoss(tf.zeros([2, 3]), symbols)).toThrow("[n, frames, classes]");
    expect(() => ctcLoss(tf.zeros([2, 3, 4]), symbols)).toThrow("[n, symbols]");
    expect(() => ctcLoss(tf.zeros([1, 3, 4]), symbols, { blank: 4 })).toThrow("from 0 to 3");
    expect(() => ctcLoss(tf.zeros([1, 3, 4]), symbols, { frames: [1, 2] })).toThrow("a count");
    expect(() => ctcLoss(tf.zeros([1, 3, 4]), symbols, { frames: [5] })).toThrow("frames 5");
  });
});

describe("decoding", () => {
  test("with beams enough, is the sum over every alignment there is", () => {
    for (const { logits, exact } of reference.exact) {
      const [found] = ctcBeamSearch([logits], { beams: 1000, best: exact.length });
      expect(found!.map(({ symbols }) => symbols)).toEqual(exact.map(([symbols]) => symbols));
      const scores = found!.map(({ score }) => score);
      expect(
        furthest(
          scores,
          exact.map(([, score]) => score as number),
        ),
      ).toBeLessThan(1e-5);
    }
  });

  test("with few beams, is another program's search", () => {
    for (const { logits, beams, found } of reference.wide) {
      const [made] = ctcBeamSearch([logits], { beams, best: found.length });
      expect(made!.map(({ symbols }) => symbols)).toEqual(found.map(([symbols]) => symbols));
      const scores = found.map(([, score]) => score as number);
      expect(
        furthest(
          made!.map(({ score }) => score),
          scores,
        ),
      ).toBeLessThan(1e-4);
    }
  });

  test("what one beam scores highest is no less likely than what is greedily read", () => {
    for (const { logits, exact } of reference.exact) {
      const [greedy] = ctcGreedy([logits]);
      const score = exact.find(([symbols]) => String(symbols) === String(greedy))?.[1] ?? -Infinity;
      expect(score as number).toBeLessThanOrEqual(exact[0]![1] as number);
    }
  });

  test("heeds lengths, the blank and a language model", () => {
    const say = (classes: number[]) => classes.map((c) => [0, 1, 2].map((k) => (k === c ? 2 : 0)));
    const logits = [say([1, 1, 0, 1, 2]), say([2, 0, 0, 0, 0])];
    expect(ctcGreedy(logits)).toEqual([[1, 1, 2], [2]]);
    expect(ctcGreedy(logits, { frames: [2, 1] })).toEqual([[1], [2]]);
    expect(ctcGreedy(logits, { blank: 2 })).toEqual([[1, 0, 1], [0]]);
    const never = (_: readonly number[], next: number) => (next === 2 ? -Infinity : 0);
    const [found] = ctcBeamSearch(logits, { bonus: never });
    expect(found![0]!.symbols).toEqual([1, 1]);
    expect(() => ctcBeamSearch(logits, { beams: 0 })).toThrow("0 beams");
    expect(() => ctcGreedy(tf.zeros([2, 3]))).toThrow("[n, frames, classes]");
  });
});

describe("error rates", () => {
  /** The definition, without a table. */
  function slow(a: readonly string[], b: readonly string[]): number {
    if (a.length === 0 || b.length === 0) return a.length + b.length;
    const [[x, ...rest], [y, ...others]] = [a, b];
    const kept = slow(rest, others) + (x === y ? 0 : 1);
    return Math.min(kept, slow(rest, b) + 1, slow(a, others) + 1);
  }

  test("the edit distance is what its definition says", () => {
    for (let i = 0; i < 60; i += 1) {
      const word = (k: number) =>
        Array.from({ length: (i * k) % 6 }, (_, j) => "abc"[(i * k + j * j * k) % 3]!);
      const [a, b] = [word(7), word(11)];
      expect(editDistance(a, b)).toBe(slow(a, b));
    }
  });

  test("counts code points, words and all texts together", () => {
    expect(editDistance("😀a", "😀b")).toBe(1);
    expect(wordErrorRate(["one  two", ""], ["one two three", "four"])).toBe(0.5);
    expect(characterErrorRate(["abc", "x"], ["abd", "x"])).toBe(0.25);
    expect(() => wordErrorRate(["a"], [])).toThrow("as many of both");
  });
});

test("a network learns to say three tones in order, in the traced gear", async () => {
  seed(1);
  const orders = [[1, 2, 3], [3, 1], [2, 2, 1], [1, 3, 2], [2], [3, 3]];
  const waves = Float32Array.from(orders.flatMap((order) => [...tones(order)]));
  const ear = melSpectrogram(16, {
    ...{ sampleRate: 4000, size: 128, hop: 64 },
    ...{ scale: "log", normalise: "example" },
  });
  const listens = net(
    [2400],
    ear,
    conv(16, [3, 16], { pad: "valid" }),
    conv(4, [3, 1], { act: "linear" }),
    rows(),
  );
  expect(listens.outputs[0]!.shape).toEqual([null, ear.frames(2400) - 4, 4]);
  const optimizer = adam(1e-2).create();
  const weights = listens.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const step = plainJit((x, y) => {
    const { value, grads } = tf.variableGrads(
      () => ctcLoss(listens.apply(x!) as tf.Tensor, y!) as tf.Scalar,
      weights,
    );
    optimizer.applyGradients(grads);
    return [value];
  });
  const x = { values: waves, shape: [6, 2400], dtype: "float32" } as const;
  const y = { values: padded(orders), shape: [6, 3], dtype: "int32" } as const;
  for (let i = 0; i < 150; i += 1) await step(x, y);
  const said = ctcGreedy(listens.predict(tf.tensor2d(waves, [6, 2400])) as tf.Tensor);
  const words = (sequences: number[][]) => sequences.map((each) => each.join(" "));
  expect(wordErrorRate(words(said), words(orders))).toBeLessThan(0.3);
});

test("fit() trains on utterances, also where symbols and frames differ in number", async () => {
  seed(1);
  const orders = [[1, 2, 3], [3, 1], [2, 2, 1], [1, 3, 2], [2], [3, 3]];
  const items = orders.map((order) => ({ samples: tones(order), text: order.join(" ") }));
  const spoken = utterances(items, { sampleRate: 4000, by: "word" });
  const split = spoken.split();
  expect([split.labelShape, split.ignore, split.at(4).label]).toEqual([
    [3],
    -1,
    Int32Array.of(2, -1, -1),
  ]);
  const facts = { name: "Tones", licence: "none", source: "", citation: "" };
  const data = dataset({ ...facts, ...split }, { train: split, test: split });
  const ear = melSpectrogram(16, {
    ...{ sampleRate: 4000, size: 128, hop: 64 },
    ...{ scale: "log", normalise: "example" },
  });
  const listens = net(
    data.shape,
    ear,
    conv(16, [3, 16]),
    conv(16, [3, 1]),
    rows(),
    perStep(dense(4)),
  );
  const options = { epochs: 250, batchSize: 6, optimizer: adam(1e-2), show: false };
  const { loss, valLoss } = await fit(listens, data, { ...options, loss: ctc() });
  expect(valLoss.at(-1)).toBeLessThan(0.1 * loss[0]!);
  const [batch] = spoken.batches(6);
  const said = ctcGreedy(listens.predict(batch!.x) as tf.Tensor);
  const texts = said.map((symbols) => spoken.textOf(symbols));
  expect(wordErrorRate(texts, spoken.texts)).toBeLessThan(0.3);
  const { outputs, units, classes } = predict(listens, data.test);
  expect([units, classes.length]).toEqual([4, outputs.length / 4]);
  const [, frames] = listens.outputs[0]!.shape;
  expect(ctcGreedy(tf.tensor3d(outputs, [6, frames!, units]))).toEqual(said);
  expect(() => fit(net(data.shape, ear, rows(), perStep(dense(5))), data, { loss: ctc() })).toThrow(
    "5 outputs on 4 classes",
  );
});

/** Tones of 0.15 s with pauses between. */
function tones(order: readonly number[]): Float32Array {
  return Float32Array.from({ length: 2400 }, (_, i) => {
    const symbol = order[Math.floor(i / 800)];
    const loud = symbol !== undefined && i % 800 < 600;
    return loud ? Math.sin((2 * Math.PI * 350 * symbol * i) / 4000) : 0;
  });
}
