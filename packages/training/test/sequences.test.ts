import { beforeAll, describe, expect, test } from "@jest/globals";
import { characters, mobyDick } from "@rosenblatt/datasets";
import { ready, seed, tf } from "@rosenblatt/engine";
import {
  bidirectional,
  characterModel,
  dense,
  embedding,
  gru,
  lastSteps,
  lstm,
  net,
  perStep,
  rnn,
} from "@rosenblatt/models";
import {
  evaluate,
  generate,
  gradientsThroughTime,
  nGram,
  perplexity,
  surprisal,
} from "../src/index.js";
import { readerOf } from "../src/sequences/reader.js";
import { StepByStep } from "../src/sequences/step-by-step.js";

beforeAll(() => ready());

const all = { sequences: true } as const;
const text = "so it goes, and so it goes on and on, until it stops";
const data = characters(text, { steps: 12, test: 0.4 });
const { shape, classes } = data;
const size = classes.length;

const networks = {
  rnn: () => characterModel({ shape, classes: size, units: 8, cell: "rnn" }),
  lstm: () => characterModel({ shape, classes: size, units: 8, dropout: 0.5 }),
  "gru over gru": () => characterModel({ shape, classes: size, units: 8, cell: "gru", layers: 2 }),
  "gru over lstm over rnn": () =>
    net(shape, embedding(size, 4), rnn(5, all), lstm(6, all), gru(7, all), perStep(dense(size))),
  "a window": () => net(shape, embedding(size, 4), lastSteps(3), perStep(dense(size))),
};

describe.each(Object.entries(networks))("a reader, %s", (_, make) => {
  test.each(["traced", "eager"] as const)(
    "says step by step what the model says of the whole, %s",
    (gear) => {
      seed(2);
      const model = make();
      const { input } = data.train.at(0);
      const whole = (model.predict(tf.tensor2d(input, [1, 12])) as tf.Tensor).dataSync();
      // Twice: what the first has read is no business of the second's.
      for (let again = 0; again < 2; again += 1) {
        const reader = readerOf(model, gear);
        input.forEach((number, step) => {
          const said = reader.read([number]);
          expect(said).toHaveLength(size);
          for (const [i, logit] of said.entries()) {
            expect(logit).toBeCloseTo(whole[step * size + i]!, 4);
          }
        });
      }
    },
  );
});

describe("reading on", () => {
  test("carries states where all layers allow it, and reads anew elsewhere", () => {
    const known = Object.entries(networks).map(([name, make]) => [name, StepByStep.knows(make())]);
    expect(known).toEqual(Object.keys(networks).map((name) => [name, name !== "a window"]));
    expect(StepByStep.knows(net([4, 2], bidirectional(gru(3, all)), perStep(dense(2))))).toBe(
      false,
    );
  });

  test("remembers more than an example has steps", () => {
    seed(3);
    const model = net([2], embedding(2, 2), rnn(6, all), perStep(dense(2)));
    const reader = (first: number) => {
      const { read } = readerOf(model, "traced");
      return [first, 0, 0, 0].map((number) => [...read([number])]).at(-1)!;
    };
    expect(reader(0)).not.toEqual(reader(1));
  });

  test("leaves no tensor, and the model as it was", () => {
    const model = networks.lstm();
    const settings = { vocabulary: classes, length: 3, gear: "eager" } as const;
    generate(model, "so", settings);
    const before = tf.memory().numTensors;
    generate(model, "so", settings);
    expect(tf.memory().numTensors).toBe(before);
    expect((model.predict(tf.zeros([1, 12])) as tf.Tensor).shape).toEqual([1, 12, size]);
  });
});

describe("surprisal()", () => {
  test("has a number for each label, whose mean is the loss", async () => {
    seed(4);
    const model = networks.rnn();
    const nats = surprisal(model, data.test);
    expect(nats).toHaveLength(data.test.labels.length);
    const { loss, perplexity: hard } = await evaluate(model, data.test, {
      metrics: { perplexity },
    });
    const mean = nats.reduce((sum, value) => sum + value) / nats.length;
    expect(mean).toBeCloseTo(loss, 5);
    expect(Math.exp(mean)).toBeCloseTo(hard, 3);
  });

  test("is refused for outputs that are not of the classes", () => {
    expect(() => surprisal(net(shape, embedding(size, 3)), data.test)).toThrow("rows of 3 outputs");
  });
});

describe("nGram()", () => {
  const abc = characters("abab", { steps: 3, stride: 3, test: 0, vocabulary: ["a", "b", "c"] });

  test("mixes counts by the rule of Witten and Bell", () => {
    // a → b, ab → a, aba → b: of one character, "b" twice and "a" once, of two kinds.
    const b = (2 + 2 / 3) / (3 + 2);
    const afterA = (2 + b) / (2 + 1);
    const afterBa = (1 + afterA) / (1 + 1);
    const a = (1 + 2 / 3) / (3 + 2);
    const afterB = (1 + a) / (1 + 1);
    const shares = (order: number) =>
      [...nGram(abc.train, { order }).surprisal(abc.train)].map((nats) => Math.exp(-nats));
    const near = (order: number, wanted: number[]) =>
      expect(shares(order).map((share) => share.toFixed(5))).toEqual(
        wanted.map((share) => share.toFixed(5)),
      );
    near(1, [b, a, b]);
    near(2, [afterA, afterB, afterA]);
    near(3, [afterA, (1 + afterB) / 2, afterBa]);
  });

  test("says shares that sum to 1, whatever came before", () => {
    const counted = nGram(data.train, { order: 4 });
    const [steps] = shape;
    for (const start of [0, 5]) {
      const shares = classes.map((_, next) => {
        const { train } = characters(text.slice(start, start + steps) + classes[next]!, {
          steps,
          test: 0,
          vocabulary: classes,
        });
        return Math.exp(-counted.surprisal(train).at(-1)!);
      });
      expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 5);
    }
  });

  test("knows Moby-Dick's next characters the better, the more come before, up to a point", async () => {
    const whale = characters(await mobyDick({ chapters: 8 }), { steps: 64 });
    const hard = [1, 2, 3, 4].map((order) => {
      const nats = nGram(whale.train, { order }).surprisal(whale.test);
      return Math.exp(nats.reduce((sum, value) => sum + value) / nats.length);
    });
    expect(hard).toEqual([...hard].sort((a, b) => b - a));
    expect(hard[0]).toBeGreaterThan(18);
    expect(hard[3]).toBeLessThan(8);
    expect(() => nGram(whale.train, { order: 0 })).toThrow("Cannot count 0 characters");
  });
});

describe("gradientsThroughTime()", () => {
  /** Reads numbers as they are, so that what enters the recurrent layer can be changed. */
  const model = () => {
    seed(5);
    return net(shape, embedding(size, 3), gru(4, all), perStep(dense(size)));
  };

  test.each(["traced", "eager"] as const)("are lengths of what differences give, %s", (gear) => {
    const made = model();
    const one = data.train.take(1);
    const lengths = gradientsThroughTime(made, one, { gear });
    const [table, ...others] = made.getWeights() as [tf.Tensor2D, ...tf.Tensor[]];
    // The same network on vectors, of which each is moved a little.
    const open = net([12, 3], gru(4, all), perStep(dense(size)));
    open.setWeights(others);
    const { x } = [...one.batches(1)][0]!;
    const vectors = [...tf.gather(table, (x as tf.Tensor2D).cast("int32").flatten()).dataSync()];
    const loss = (values: number[]) => {
      const outputs = open.predict(tf.tensor3d(values, [1, 12, 3])) as tf.Tensor3D;
      const last = outputs.slice([0, 11, 0], [1, 1, size]).flatten();
      return -tf.logSoftmax(last as tf.Tensor1D).dataSync()[one.labels[11]!]!;
    };
    const step = 0.05;
    for (const at of [11, 10, 8]) {
      const squares = [0, 1, 2].map((i) => {
        const moved = (by: number) => vectors.map((v, k) => (k === 3 * at + i ? v + by : v));
        return ((loss(moved(step)) - loss(moved(-step))) / (2 * step)) ** 2;
      });
      const wanted = Math.sqrt(squares.reduce((sum, square) => sum + square));
      expect(Math.abs(lengths[at]! / wanted - 1)).toBeLessThan(0.02);
    }
  });

  test("are means over examples, the same for the outputs of the last step alone", () => {
    const made = model();
    const each = [0, 1].map((i) => gradientsThroughTime(made, data.train.pick([i])));
    gradientsThroughTime(made, data.train.take(2)).forEach((length, step) => {
      expect(length).toBeCloseTo((each[0]![step]! + each[1]![step]!) / 2, 5);
    });
    expect(() => gradientsThroughTime(net([3], dense(2)), data.train)).toThrow(
      "the model has no recurrent layer",
    );
  });
});
