import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready, seed, tf } from "@rosenblatt/engine";
import { bundleOf } from "@rosenblatt/plots";
import {
  bidirectional,
  dense,
  embedding,
  flatten,
  gru,
  lastSteps,
  lstm,
  net,
  perStep,
  rnn,
  states,
} from "../src/index.js";

beforeAll(() => ready());

const all = { sequences: true } as const;
const sequence = Float32Array.from({ length: 15 }, (_, i) => Math.sin(i * i));

describe("states()", () => {
  test("are what the layer gives at each step, also where it passes on the last alone", () => {
    seed(1);
    const model = net([5, 3], rnn(4, all), lstm(6), dense(2));
    const ofFirst = states(model, sequence, { layer: 1 });
    expect([ofFirst.steps, ofFirst.units]).toEqual([5, 4]);
    // The formula of a simple recurrent layer.
    const [w, u, b] = model.layers[1]!.getWeights() as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D];
    let h = tf.zeros<tf.Rank.R2>([1, 4]);
    for (let step = 0; step < 5; step += 1) {
      const x = tf.tensor2d(sequence.slice(3 * step, 3 * step + 3), [1, 3]);
      h = x.matMul(w).add(h.matMul(u)).add(b).tanh() as tf.Tensor2D;
      h.dataSync().forEach((value, unit) => {
        expect(ofFirst.unit(unit)[step]).toBeCloseTo(value, 5);
      });
    }
    const ofLast = states(model, sequence);
    expect(ofLast.layer).toBe(model.layers[2]!.name);
    const before = tf.model({ inputs: model.inputs, outputs: model.layers[2]!.output });
    const given = (before.predict(tf.tensor3d(sequence, [1, 5, 3])) as tf.Tensor).dataSync();
    expect([...ofLast.values.slice(-6)].map((value) => Math.fround(value))).toEqual([...given]);
    // The model itself is as it was.
    expect((model.predict(tf.zeros([1, 5, 3])) as tf.Tensor).shape).toEqual([1, 2]);
  });

  test("take numbers of characters, in sequences of any length", () => {
    const model = net([4], embedding(7, 3), gru(5, all), perStep(dense(7)));
    const { steps, unit } = states(model, [0, 1, 2, 3, 4, 5, 6, 0, 1]);
    expect([steps, unit(4).length]).toEqual([9, 9]);
    const text = bundleOf(states(model, [1, 2]))["text/plain"];
    expect(text).toBe("gru1: 5 units over 2 steps");
  });

  test("lie side by side for both directions", () => {
    const model = net([5, 3], bidirectional(rnn(4, all)), flatten(), dense(2));
    expect(states(model, sequence).units).toBe(8);
    expect(() => states(net([5, 3], bidirectional(rnn(4)), dense(2)), sequence)).toThrow(
      "make it with sequences: true",
    );
  });

  test("are refused where there are none", () => {
    const model = net([5, 3], gru(4), dense(2));
    expect(() => states(net([3], dense(2)), [1, 2, 3])).toThrow("recurrent layers are none");
    expect(() => states(model, sequence, { layer: 2 })).toThrow("recurrent layers are gru1");
    expect(() => states(model, [1, 2])).toThrow("a step of this model has [3]");
    expect(() => states(model, sequence).unit(4)).toThrow("there are 4, numbered from 0");
  });
});

describe("lastSteps()", () => {
  test("lays the steps before beside each, zeros before the first", () => {
    const model = net([4, 2], lastSteps(3));
    const x = tf.tensor3d([
      [
        [1, 2],
        [3, 4],
        [5, 6],
        [7, 8],
      ],
    ]);
    expect((model.predict(x) as tf.Tensor).arraySync()).toEqual([
      [
        [0, 0, 0, 0, 1, 2],
        [0, 0, 1, 2, 3, 4],
        [1, 2, 3, 4, 5, 6],
        [3, 4, 5, 6, 7, 8],
      ],
    ]);
    expect((net([4, 2], lastSteps(1)).predict(x) as tf.Tensor).arraySync()).toEqual(x.arraySync());
    expect(() => lastSteps(0)).toThrow("count = 0");
  });
});
