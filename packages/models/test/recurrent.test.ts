import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { jit, ready, seed, tf } from "@rosenblatt/engine";
import {
  bidirectional,
  conv,
  dense,
  diagram,
  dropout,
  embedding,
  flatten,
  globalPool,
  gru,
  loadWeights,
  lstm,
  type Net,
  named,
  net,
  perStep,
  repeat,
  residual,
  rnn,
  rows,
  saveOnnx,
  saveWeights,
  summary,
} from "@rosenblatt/models";
import { cases } from "./fixtures/recurrent.json";

interface Values {
  readonly shape: number[];
  readonly values: number[];
}

interface Case {
  readonly x: Values;
  readonly weights: Values[];
  readonly dy: Values;
  readonly output: Values;
  readonly gradients: Values[];
}

const all = { sequences: true } as const;
const shape = [5, 3] as const;
const networks: Readonly<Record<keyof typeof cases, () => tf.LayersModel>> = {
  rnn: () => net(shape, rnn(4)),
  "rnn, all outputs": () => net(shape, rnn(4, all)),
  lstm: () => net(shape, lstm(4)),
  "lstm, all outputs": () => net(shape, lstm(4, all)),
  gru: () => net(shape, gru(4)),
  "gru, all outputs": () => net(shape, gru(4, all)),
  "bidirectional lstm": () => net(shape, bidirectional(lstm(4))),
  "bidirectional lstm, all outputs": () => net(shape, bidirectional(lstm(4, all))),
  "bidirectional rnn": () => net(shape, bidirectional(rnn(4))),
  "bidirectional rnn, all outputs": () => net(shape, bidirectional(rnn(4, all))),
  "embedding, lstm, dense at each step": () =>
    net([5], embedding(7, 3), lstm(4, all), perStep(dense(6))),
};

beforeAll(() => ready());

describe("outputs and gradients are PyTorch's", () => {
  const gears = {
    eager: async <T>(step: () => T) => step(),
    traced: <T>(step: () => T) => jit(step)(),
  };
  const given = Object.keys(cases).flatMap((name) =>
    Object.entries(gears).map(([gear, run]) => [name as keyof typeof cases, gear, run] as const),
  );

  test.each(given)("%s, %s", async (name, _, run) => {
    const known: Case = cases[name];
    const model = networks[name]();
    model.setWeights(known.weights.map(tensor));
    const x = tf.variable(tensor(known.x));
    const dy = tensor(known.dy);
    const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const learned = known.gradients.length > weights.length ? [x, ...weights] : weights;
    const { output, grads } = await run(() => {
      let output: tf.Tensor | undefined;
      const { grads } = tf.variableGrads(() => {
        output = tf.keep(model.apply(x, { training: true }) as tf.Tensor);
        return output.mul(dy).sum() as tf.Scalar;
      }, learned);
      return { output: output!, grads };
    });
    close(output, known.output);
    expect(known.gradients).toHaveLength(learned.length);
    for (const [i, { name }] of learned.entries()) close(grads[name]!, known.gradients[i]!);
  });
});

describe("a recurrent layer", () => {
  test("begins with an orthogonal matrix for the state, and a forget gate that is open", () => {
    seed(3);
    for (const layer of [rnn(6), gru(6), lstm(6)]) {
      const [kernel, recurrent, bias] = net([7, 5], layer).getWeights();
      expect(kernel!.shape[0]).toBe(5);
      close(tf.matMul(recurrent!, recurrent!, false, true), valuesOf(tf.eye(6)));
      const open = (_: number, i: number) => Number(layer.kind === "lstm" && i >= 6 && i < 12);
      const begun = Array.from(bias!.dataSync());
      expect(begun).toEqual(begun.map(open));
    }
  });

  test("begins with the forget gate as it is told, in both ways through a sequence", () => {
    const biases = (layer: tf.LayersModel) =>
      layer
        .getWeights()
        .filter(({ rank }) => rank === 1)
        .map((bias) => [...bias.dataSync()]);
    const wanted = [0, 0, 4, 4, 0, 0, 0, 0];
    expect(biases(net([7, 5], lstm(2, { forget: 4 })))).toEqual([wanted]);
    expect(biases(net([7, 5], bidirectional(lstm(2, { forget: 4 }))))).toEqual([wanted, wanted]);
    expect(biases(net([7, 5], lstm(2, { forget: 0 })))).toEqual([wanted.map(() => 0)]);
  });

  test("draws both ways' weights apart, and the same after the same seed", () => {
    const draw = () => {
      seed(5);
      return net([4, 3], bidirectional(gru(2))).getWeights();
    };
    const [first, second] = [draw(), draw()];
    for (const [i, weight] of first.entries()) close(weight, valuesOf(second[i]!));
    expect(first[0]!.sub(first[3]!).abs().min().dataSync()[0]).toBeGreaterThan(0);
    close(tf.matMul(first[4]!, first[4]!, false, true), valuesOf(tf.eye(2)));
  });

  test("of some hundred units is made without a warning", () => {
    const warn = jest.spyOn(console, "warn");
    expect(net([4, 8], lstm(128), dense(2)).countParams()).toBe(4 * 128 * (8 + 128 + 1) + 258);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  test.each([
    ["rnn", () => net([9, 5], rnn(4)), 4 * (5 + 4 + 1), 9 * 4 * (5 + 4)],
    ["gru", () => net([9, 5], gru(4)), 12 * (5 + 4 + 1), 9 * 12 * (5 + 4)],
    ["lstm", () => net([9, 5], lstm(4)), 16 * (5 + 4 + 1), 9 * 16 * (5 + 4)],
    ["without bias", () => net([9, 5], lstm(4, { bias: false })), 16 * (5 + 4), 9 * 16 * (5 + 4)],
    ["both ways", () => net([9, 5], bidirectional(lstm(4))), 320, 2 * 9 * 16 * (5 + 4)],
    ["embedding", () => net([9], embedding(11, 5)), 55, 0],
    ["per step", () => net([9, 5], perStep(dense(4))), 24, 9 * 5 * 4],
  ] as const)("has the parameters and mult-adds that follow from its sizes: %s", (...given) => {
    const [, make, parameters, multAdds] = given;
    expect(summary(make())).toMatchObject({ parameters, multAdds });
  });

  test("is named by its kind, and takes other names", () => {
    const model = net([9], embedding(11, 5), repeat(2, gru(4, all)), named("memory", lstm(3)));
    expect(model.layers.map(({ name }) => name)).toEqual([
      "input",
      "embedding1",
      "repeat1.gru1",
      "repeat1.gru2",
      "memory",
    ]);
  });

  test("is drawn in diagrams, written to ONNX files, and stored", async () => {
    const make = () => net([5], embedding(7, 3), bidirectional(lstm(4, all)), rnn(4), dense(2));
    const model = make();
    const labels = diagram(model).boxes.map(({ label }) => label);
    expect(labels).toEqual(["input", "embedding", "bidirectional", "rnn", "dense"]);
    const folder = await mkdtemp(join(tmpdir(), "recurrent-"));
    try {
      await saveOnnx(model, join(folder, "model.onnx"));
      expect((await stat(join(folder, "model.onnx"))).size).toBeGreaterThan(1000);
      await saveWeights(model, join(folder, "model.safetensors"));
      const other = make();
      await loadWeights(other, join(folder, "model.safetensors"));
      for (const [i, weight] of other.getWeights().entries()) {
        close(weight, valuesOf(model.getWeights()[i]!));
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("the compiler", () => {
  test("knows what sequences become", () => {
    const tagger: Net<readonly [9], readonly [number, 6]> = net(
      [9],
      embedding(11, 5),
      dropout(0.1),
      bidirectional(lstm(4, all)),
      rnn(3, all),
      perStep(dense(6)),
    );
    expect(tagger.outputs[0]?.shape).toEqual([null, 9, 6]);
    const reader: Net<readonly [9, 2], readonly [3]> = net([9, 2], gru(8, all), lstm(4), dense(3));
    expect(reader.outputs[0]?.shape).toEqual([null, 3]);
    const image: Net<readonly [8, 4, 1], readonly [6]> = net(
      [8, 4, 1],
      conv(3, 3),
      rows(),
      lstm(6),
    );
    expect(image.outputs[0]?.shape).toEqual([null, 6]);
    const around: Net<readonly [9, 4], readonly [2]> = net([9, 4], residual(lstm(4, all)), gru(2));
    expect(around.outputs[0]?.shape).toEqual([null, 2]);
    // @ts-expect-error seven outputs are not six
    const other: typeof tagger = net([9], embedding(11, 5), perStep(dense(7)));
    expect(other.outputs[0]?.shape).toEqual([null, 9, 7]);
  });

  test("asks for sequences: true, embedding() or rows() before a recurrent layer", () => {
    // @ts-expect-error the first gives its last state only
    expect(() => net([9, 2], lstm(4), lstm(4))).toThrow(
      "Cannot add lstm(4) after lstm(4): it needs [steps, features], got [4]; " +
        "give the layer before it sequences: true, or put embedding() between",
    );
    // @ts-expect-error numbers of words are no sequence of features
    expect(() => net([9], gru(4))).toThrow("embedding()");
    // @ts-expect-error an image is no sequence of features
    expect(() => net([8, 4, 1], conv(3, 3), bidirectional(rnn(4)))).toThrow("put rows() between");
  });

  test("asks for perStep() or flatten() between a sequence and dense()", () => {
    // @ts-expect-error dense needs [n]
    expect(() => net([9, 2], lstm(4, all), dense(3))).toThrow("or take perStep(dense(3))");
    expect(net([9, 2], lstm(4, all), flatten(), dense(3)).outputs[0]?.shape).toEqual([null, 3]);
    // @ts-expect-error perStep needs a sequence
    expect(() => net([9], perStep(dense(3)))).toThrow("it needs [steps, features], got [9]");
    // @ts-expect-error an image's layer needs an image
    expect(() => net([9, 2], lstm(4, all), globalPool())).toThrow("[height, width, channels]");
    // @ts-expect-error embedding needs numbers of words
    expect(() => net([9, 2], embedding(5, 3))).toThrow("it needs [steps], got [9, 2]");
  });

  test("leaves both ranks open where it does not know whether all outputs are given", () => {
    const sequences: boolean = JSON.parse("true");
    expect(net([9, 2], lstm(4, { sequences }), perStep(dense(3))).outputs[0]?.shape).toEqual([
      null,
      9,
      3,
    ]);
  });

  test("refuses sizes that are not whole numbers above 0", () => {
    expect(() => lstm(0)).toThrow("Cannot make lstm(0) with units = 0");
    expect(() => embedding(2.5, 3)).toThrow("vocabulary = 2.5");
  });
});

function tensor({ shape, values }: Values): tf.Tensor {
  return tf.tensor(values, shape);
}

function valuesOf(tensor: tf.Tensor): Values {
  return { shape: tensor.shape, values: Array.from(tensor.dataSync()) };
}

function close(tensor: tf.Tensor, { shape, values }: Values): void {
  expect(tensor.shape).toEqual(shape);
  const numbers = Array.from(tensor.dataSync());
  const farthest = Math.max(...numbers.map((number, i) => Math.abs(number - values[i]!)));
  expect(farthest).toBeLessThan(2e-5);
}
