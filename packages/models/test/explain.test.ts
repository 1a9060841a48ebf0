import { beforeAll, describe, expect, test } from "@jest/globals";
import { jit, ready, tf } from "@rosenblatt/engine";
import { bundleOf } from "@rosenblatt/plots";
import { type Explanation, explain, lenet } from "../src/index.js";

const batch = 4;
let explanation: Explanation;

beforeAll(async () => {
  await ready();
  const model = lenet();
  const optimizer = tf.train.adam();
  const step = jit((x: tf.Tensor, y: tf.Tensor) =>
    optimizer.minimize(
      () => tf.losses.softmaxCrossEntropy(y, model.apply(x) as tf.Tensor) as tf.Scalar,
      true,
    ),
  );
  const x = tf.randomUniform([batch, 28, 28, 1]);
  explanation = await explain(step, x, tf.oneHot(tf.tensor1d([0, 1, 2, 3], "int32"), 10));
});

describe("explain()", () => {
  test("counts the mult-adds of each phase", () => {
    const { forward, backward, update } = explanation.phases;
    expect(forward.multAdds).toBe(416_520 * batch);
    // Two gradients for each product, but none for the images, which are given: 28·28·25·6.
    expect(backward.multAdds).toBe((2 * 416_520 - 117_600) * batch);
    expect(update.multAdds).toBe(0);
    expect(explanation.multAdds).toBe(forward.multAdds + backward.multAdds);
  });

  test("gives every call a phase, and each phase a time", () => {
    const { steps, phases, milliseconds } = explanation;
    expect(steps.map(({ phase }) => phase)).toEqual(
      steps.map(() => expect.stringMatching(/^(forward|backward|update)$/)),
    );
    const costs = Object.values(phases);
    for (const cost of costs) expect(cost.milliseconds).toBeGreaterThan(0);
    const sum = costs.reduce((total, cost) => total + cost.milliseconds, 0);
    expect(sum).toBeCloseTo(milliseconds, 6);
    expect(costs.reduce((total, cost) => total + cost.calls, 0)).toBe(steps.length);
  });

  test("names each weight's update and the calls that do it", () => {
    const weights = explanation.updates.filter(({ variable }) => /kernel|bias/.test(variable));
    expect(weights.map(({ shape }) => shape)).toEqual([
      [5, 5, 1, 6],
      [6],
      [5, 5, 6, 16],
      [16],
      [400, 120],
      [120],
      [120, 84],
      [84],
      [84, 10],
      [10],
    ]);
    for (const { calls } of weights) expect(calls.length).toBeGreaterThan(8);
  });

  test("shows a picture with every product, and a table", () => {
    const bundle = bundleOf(explanation);
    const picture = String(bundle["image/svg+xml"]);
    for (const name of ["Conv2D → filter", "Conv2D → image", "MaxPool", "MatMul"]) {
      expect(picture).toContain(name);
    }
    expect(String(bundle["text/html"])).toContain(picture);
    expect(String(bundle["text/plain"])).toMatch(/Conv2DBackpropFilter +backward +2 /);
  });

  test("writes no label over a time", () => {
    const picture = String(bundleOf(explanation)["image/svg+xml"]);
    const boxes = [
      ...picture.matchAll(
        /width="([\d.]+)" height="26"[^>]*><text[^>]*>([^<]*)<\/text><text[^>]*>([^<]*)</g,
      ),
    ];
    expect(boxes.length).toBeGreaterThan(10);
    for (const [, width, label, time] of boxes) {
      expect(6 * (label!.length + time!.length + 1)).toBeLessThan(Number(width) - 16);
    }
  });
});
