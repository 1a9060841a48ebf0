import { beforeAll, describe, expect, test } from "@jest/globals";
import { characters } from "@rosenblatt/datasets";
import { ready, seed, tf } from "@rosenblatt/engine";
import { characterModel, dense, embedding, net, summary } from "@rosenblatt/models";
import { accuracy, adam, evaluate, fit, generate, perplexity } from "../src/index.js";

beforeAll(() => ready());

/** After each letter there is one that must follow, but after "a" there are two, equally often. */
const text = Array.from({ length: 400 }, (_, i) => ((i * 7919) % 13 < 6 ? "ab " : "ac ")).join("");
const data = characters(text, { steps: 12, stride: 6 });

describe.each(["traced", "eager"] as const)("a character model, %s", (gear) => {
  test("learns what follows, and goes on with it", async () => {
    seed(4);
    const { shape, classes } = data;
    const model = characterModel({
      shape,
      classes: classes.length,
      units: 16,
      cell: "gru",
      size: 8,
    });
    const blank = await evaluate(model, data.test, { metrics: { perplexity }, gear });
    expect(blank.perplexity).toBeGreaterThan(2.5);
    const metrics = { accuracy, perplexity };
    const epochs = gear === "traced" ? 8 : 4;
    const history = await fit(model, data, {
      epochs,
      metrics,
      batchSize: 16,
      optimizer: adam(0.02),
      seed: 1,
      gear,
      show: false,
    });
    // Two of three characters are certain, the third is one of two: 2 ^ (1 / 3) = 1.26.
    expect(history.valPerplexity.at(-1)).toBeLessThan(1.45);
    expect(history.valAccuracy.at(-1)).toBeGreaterThan(0.8);
    const said = generate(model, "ab a", { vocabulary: classes, length: 59, gear });
    expect(said).toHaveLength(63);
    expect(said.startsWith("ab a")).toBe(true);
    expect(said).toMatch(/^(a[bc] ){21}$/);
    expect(said).toMatch(/b.*c|c.*b/);
  });
});

describe("generate()", () => {
  const vocabulary = ["a", "b", "c"];
  /** Says after each character the logits of its row, whatever came before. */
  const model = (rows: number[][]) => {
    const made = net([4], embedding(3, 3));
    made.setWeights([tf.tensor2d(rows)]);
    return made;
  };
  const uneven = model(Array.from({ length: 3 }, () => [0, Math.log(2), Math.log(5)]));

  test("draws characters as often as their probabilities say, at any temperature", () => {
    seed(2);
    const shares = (temperature: number) => {
      const said = generate(uneven, "a", { vocabulary, length: 4000, temperature }).slice(1);
      return vocabulary.map((one) => [...said].filter((other) => other === one).length / 4000);
    };
    const expected = (power: number) => {
      const weights = [1, 2 ** power, 5 ** power];
      const sum = weights.reduce((a, b) => a + b);
      return weights.map((weight) => weight / sum);
    };
    for (const temperature of [0.5, 1, 2]) {
      const drawn = shares(temperature);
      for (const [i, share] of expected(1 / temperature).entries()) {
        // Four standard deviations of a share of 4000.
        expect(Math.abs(drawn[i]! - share)).toBeLessThan(
          4 * Math.sqrt((share * (1 - share)) / 4000),
        );
      }
    }
    expect(shares(0)).toEqual([0, 0, 1]);
  });

  test("goes on from the last character, however long the prompt is", () => {
    const next = [0, 1, 2].map((row) => [0, 1, 2].map((i) => (i === (row + 1) % 3 ? 9 : 0)));
    const round = model(next);
    const go = (prompt: string) =>
      generate(round, prompt, { vocabulary, length: 5, temperature: 0 });
    expect(go("a")).toBe("abcabc");
    expect(go("abc")).toBe("abcabcab");
    expect(go("cabcabcab")).toBe("cabcabcabcabca");
  });

  test("says the same after the same seed, and by the same source of chance", () => {
    const say = (value: number) => {
      seed(value);
      return generate(uneven, "a", { vocabulary, length: 50 });
    };
    expect(say(3)).toBe(say(3));
    expect(say(3)).not.toBe(say(4));
    expect(generate(uneven, "a", { vocabulary, length: 3, random: () => 0 })).toBe("aaaa");
    expect(generate(uneven, "a", { vocabulary, length: 0 })).toBe("a");
  });

  test("does not draw what is certain not to come, nor is misled by large logits", () => {
    const large = model(Array.from({ length: 3 }, () => [1000, -1000, 999]));
    expect(generate(large, "b", { vocabulary, length: 60 }).slice(1)).toMatch(/^[ac]+$/);
  });

  test("refuses what it cannot go on with", () => {
    expect(() => generate(uneven, "", { vocabulary })).toThrow("no text");
    expect(() => generate(uneven, "ad", { vocabulary })).toThrow('the character "d"');
    expect(() => generate(uneven, "a", { vocabulary, temperature: -1 })).toThrow("temperature -1");
    expect(() => generate(uneven, "a", { vocabulary, length: 0.5 })).toThrow(
      "Cannot add 0.5 steps",
    );
    expect(() => generate(net([4], dense(3)), "a", { vocabulary })).toThrow(
      "Cannot generate with a model from [4] to [3]: it must give 3 logits at each step",
    );
  });
});

describe("perplexity", () => {
  test("is the number of classes where nothing is known, and 1 where all is", () => {
    const labels = tf.tensor2d([[0, 1, 2]], [1, 3], "int32");
    const of = (outputs: tf.Tensor) =>
      perplexity.value([...perplexity.counts(outputs, labels as never).dataSync()]);
    expect(of(tf.zeros([1, 3, 5]))).toBeCloseTo(5, 5);
    expect(of(tf.oneHot(labels, 5).mul(100))).toBeCloseTo(1, 5);
    const half = tf.tensor1d([0, 1], "int32");
    const [nats, count] = perplexity
      .counts(
        tf.tensor2d([
          [0, 0],
          [0, 0],
        ]),
        half,
      )
      .dataSync();
    expect(perplexity.value([nats!, count!])).toBeCloseTo(2, 5);
  });

  test("is the exponential of the cross-entropy, whatever the batch size", async () => {
    seed(5);
    const { shape, classes } = data;
    const model = characterModel({ shape, classes: classes.length, units: 4 });
    for (const batchSize of [3, 64]) {
      const found = await evaluate(model, data.test, { metrics: { perplexity }, batchSize });
      expect(found.perplexity).toBeCloseTo(Math.exp(found.loss), 4);
    }
  });
});

describe("characterModel()", () => {
  test("has layers one above the other, with dropout if asked, and the parameters that follow", () => {
    const made = characterModel({
      shape: [9],
      classes: 7,
      cell: "rnn",
      units: 5,
      layers: 2,
      size: 3,
      dropout: 0.1,
    });
    expect(summary(made).layers.map(({ kind }) => kind)).toEqual([
      "InputLayer",
      "Embedding",
      "SimpleRNN",
      "Dropout",
      "SimpleRNN",
      "Dropout",
      "Dense",
    ]);
    expect(made.countParams()).toBe(7 * 3 + 5 * (3 + 5 + 1) + 5 * (5 + 5 + 1) + 7 * (5 + 1));
    expect(() => characterModel({ shape: [9], classes: 7, layers: 0 })).toThrow("layers = 0");
  });

  test("is refused without an output for each step, with the cure", () => {
    const { shape, classes } = data;
    const count = classes.length;
    expect(() => fit(net(shape, dense(count)), data)).toThrow(
      `end the network with perStep(dense(${count})) after a layer with sequences: true`,
    );
  });
});
