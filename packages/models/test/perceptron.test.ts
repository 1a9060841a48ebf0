import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready } from "@rosenblatt/engine";
import { perceptron } from "@rosenblatt/models";

beforeAll(() => ready());

const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

describe("perceptron()", () => {
  test("decides 0 before it has learned", () => {
    const neuron = perceptron({ inputs: 2 });
    expect([neuron.weights, neuron.bias, neuron.line]).toEqual([[0, 0], 0, undefined]);
    expect(neuron.predict([3, -4])).toBe(0);
  });

  test("learns from mistakes alone, by Rosenblatt's rule", () => {
    const neuron = perceptron({ inputs: 2, learningRate: 0.5 });
    expect(neuron.learn([1, 2], 0)).toBe(false);
    expect(neuron.learn([1, 2], 1)).toBe(true);
    expect([neuron.weights, neuron.bias]).toEqual([[0.5, 1], 0.5]);
    expect(neuron.learn([1, 2], 1)).toBe(false);
    expect(neuron.learn([3, -1], 0)).toBe(true);
    expect([neuron.weights, neuron.bias]).toEqual([[-1, 1.5], 0]);
  });

  test("learns AND and ends after the first epoch without a mistake", () => {
    const neuron = perceptron({ inputs: 2 });
    expect(neuron.fit(corners, [0, 0, 0, 1])).toBe(true);
    expect(corners.map((corner) => neuron.predict(corner))).toEqual([0, 0, 0, 1]);
    const { slope, intercept } = neuron.line!;
    expect(1).toBeLessThan(slope * 0 + intercept);
    expect(1).toBeGreaterThan(slope * 1 + intercept);
  });

  test("does not learn XOR", () => {
    const neuron = perceptron({ inputs: 2 });
    expect(neuron.fit(corners, [0, 1, 1, 0], { epochs: 50 })).toBe(false);
  });

  test("hands out every step, with weights that later steps leave alone", () => {
    const labels = Int32Array.of(0, 0, 0, 1);
    const steps = [...perceptron({ inputs: 2 }).steps(corners, labels)];
    expect(steps.slice(0, 5)).toEqual([
      { epoch: 0, index: 0, mistake: false, weights: [0, 0], bias: 0 },
      { epoch: 0, index: 1, mistake: false, weights: [0, 0], bias: 0 },
      { epoch: 0, index: 2, mistake: false, weights: [0, 0], bias: 0 },
      { epoch: 0, index: 3, mistake: true, weights: [1, 1], bias: 1 },
      { epoch: 1, index: 0, mistake: true, weights: [1, 1], bias: 0 },
    ]);
    expect(steps.slice(-4).every(({ mistake }) => !mistake)).toBe(true);
    expect(steps.length % 4).toBe(0);
  });

  test("learns the same in every run", () => {
    const learn = () => [...perceptron({ inputs: 2 }).steps(corners, [0, 1, 1, 1])];
    expect(learn()).toEqual(learn());
  });

  test("refuses what does not fit", () => {
    expect(() => perceptron({ inputs: 0 })).toThrow("Cannot make a perceptron of 0 inputs");
    expect(() => perceptron({ inputs: 2, learningRate: 0 })).toThrow("it must be above 0");
    const neuron = perceptron({ inputs: 2 });
    expect(() => neuron.predict([1])).toThrow(
      "Cannot decide on 1 numbers: this perceptron has 2 inputs",
    );
    expect(() => neuron.learn([1, 2], -1)).toThrow("a perceptron tells 0 from 1");
    expect(() => neuron.fit(corners, [1])).toThrow("4 points with 1 labels");
  });
});
