import { beforeAll, describe, expect, test } from "@jest/globals";
import { dataset, flip, Split, shift } from "@rosenblatt/datasets";
import { ready } from "@rosenblatt/engine";
import { conv, dense, flatten, net } from "@rosenblatt/models";
import {
  accuracy,
  adam,
  confusion,
  crossEntropyWith,
  evaluate,
  f1,
  fit,
  meanIou,
  predict,
  predictions,
  segmentation,
} from "../src/index.js";

beforeAll(ready);

const classes = ["dark", "middle", "bright"] as const;
const side = 8;

/** Blurred noise whose pixels' class is how bright they are; a column has none. */
function pixels(count: number) {
  const noise = Float32Array.from(
    { length: count * side * side },
    (_, i) => Math.abs(Math.sin(i * 12.9898) * 43758.5453) % 1,
  );
  const labels = Int32Array.from(noise, (value, i) =>
    i % side === 0 ? 255 : value > 0.66 ? 2 : value > 0.33 ? 1 : 0,
  );
  return new Split({
    ...{ shape: [side, side, 1] as const, classes, inputs: noise, labels, ignore: 255 },
    labelShape: [side, side] as const,
  });
}

const facts = { name: "Pixels", shape: [side, side, 1] as const, classes };
const sources = { licence: "none", source: "", citation: "" };
const data = dataset({ ...facts, ...sources }, { train: pixels(64), test: pixels(20) });
const small = () => net(data.shape, conv(12, 1), conv(12, 1), conv(3, 1));

describe.each(["traced", "eager"] as const)(
  "with a label for each pixel, in the %s gear",
  (gear) => {
    test("fit, evaluate, predict and segmentation agree", async () => {
      const model = small();
      const history = await fit(model, data.augment(flip(), shift(1)), {
        ...{ epochs: 20, batchSize: 16, optimizer: adam(0.02), gear, seed: 3, show: false },
        metrics: { accuracy, iou: meanIou(), f1: f1() },
      });
      const { loss, share } = await evaluate(model, data.test, {
        gear,
        metrics: { share: accuracy },
      });
      expect(share).toBeGreaterThan(0.8);
      expect(history.valAccuracy.at(-1)).toBeCloseTo(share, 5);
      expect(history.valLoss.at(-1)).toBeCloseTo(loss, 5);
      const report = segmentation(model, data.test);
      expect(report.pixelAccuracy).toBeCloseTo(share, 5);
      expect(report.meanIou).toBeCloseTo(history.valIou.at(-1)!, 5);
      expect(confusion(model, data.test).accuracy).toBeCloseTo(share, 5);
      const { units, classes: said } = predict(model, data.test, { gear });
      expect([units, said.length]).toEqual([3, 20 * side * side]);
    });

    test("weights of classes count pixels", async () => {
      const { weights } = data.train.balance();
      expect(weights).toHaveLength(3);
      const loss = crossEntropyWith({ classWeights: weights });
      const run = fit(small(), data, { epochs: 1, gear, loss, show: false });
      expect((await run).loss[0]).toBeGreaterThan(0);
      expect(run.latest?.note).toBeUndefined();
    });
  },
);

test("refuses a network or a view for one label an example, with a cure", () => {
  const flat = net(data.shape, flatten(), dense(3));
  // @ts-expect-error three outputs are not three for each pixel
  expect(() => fit(flat, data)).toThrow(
    "end the network with conv(3, 1) at the size of the labels",
  );
  const one = new Split({ ...facts, inputs: new Float32Array(64), labels: Int32Array.of(1) });
  expect(() => predictions(small(), data.test as never)).toThrow("Cannot show predictions");
  expect(() => segmentation(flat, one)).toThrow("see confusion()");
});
