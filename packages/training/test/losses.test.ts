import { beforeAll, describe, expect, test } from "@jest/globals";
import { jit, ready, tf } from "@rosenblatt/engine";
import {
  type BoxLossKind,
  boxLoss,
  crossEntropy,
  crossEntropyWith,
  dice,
  focal,
  type Loss,
  lovaszSoftmax,
  sigmoidFocal,
} from "../src/index.js";
import fixture from "./fixtures/losses.json";

beforeAll(ready);

/** The values that fixtures/make_losses.py starts from. */
function wave(shape: number[], { at, scale = 1 }: { at: number; scale?: number }): tf.Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  const values = Array.from(
    { length: count },
    (_, i) => scale * Math.sin(i * 12.9898 + at * 78.233),
  );
  return tf.tensor(values, shape);
}

function labelsOf({ holes }: { holes: boolean }): tf.Tensor {
  const labels = Array.from({ length: 24 }, (_, i) =>
    holes && i % 4 === 1 ? 255 : ((i * 7) % 5) % 3,
  );
  return tf.tensor(labels, [2, 3, 4], "int32");
}

function boxesOf(at: number): tf.Tensor {
  const [x, y, width, height] = tf.split(wave([12, 4], { at }), 4, 1);
  const side = (size: tf.Tensor) => size.abs().mul(5).add(2);
  return tf.concat([x!.mul(6), y!.mul(6), side(width!), side(height!)], 1);
}

/** A loss and its gradient, eagerly and traced, against what is known. */
async function expectLoss(
  loss: (outputs: tf.Tensor) => tf.Scalar,
  { outputs, known }: { outputs: tf.Tensor; known: { loss: number; gradient: number[] } },
): Promise<void> {
  const measured = (x: tf.Tensor) => {
    const { value, grad } = tf.valueAndGrad((y: tf.Tensor) => loss(y))(x);
    return [value, grad];
  };
  for (const made of [measured(outputs), await jit(measured)(outputs)]) {
    const [value, gradient] = made.map((each) => each.dataSync());
    expect(value![0]).toBeCloseTo(known.loss, 5);
    expect(gradient).toHaveLength(known.gradient.length);
    known.gradient.forEach((wanted, i) => void expect(gradient![i]).toBeCloseTo(wanted, 5));
  }
}

const classWeights = [1, 0.5, 2, 0];
/** PyTorch has the first three itself; the others are written in it from the papers' formulas. */
const losses: readonly (readonly [keyof typeof fixture.whole, string, Loss])[] = [
  ["crossEntropy", "PyTorch's", crossEntropy],
  ["weighted", "PyTorch's", crossEntropyWith({ classWeights })],
  ["smoothed", "PyTorch's", crossEntropyWith({ labelSmoothing: 0.1 })],
  ["focal", "Lin et al.'s", focal()],
  ["focal, weighted", "Lin et al.'s", focal({ gamma: 1.5, classWeights })],
  ["dice", "Milletari et al.'s", dice()],
  ["lovasz", "Berman et al.'s", lovaszSoftmax()],
  ["lovasz, all classes", "Berman et al.'s", lovaszSoftmax({ classes: "all" })],
];

describe.each(["whole", "holes"] as const)(
  "losses of pixels, labels with %s, in both gears",
  (kind) => {
    test.each(losses)("%s and its gradient are %s", async (name, _, loss) => {
      const outputs = wave([2, 3, 4, 4], { at: 1, scale: 2 });
      const labels = labelsOf({ holes: kind === "holes" });
      await expectLoss((x) => loss(x, labels), { outputs, known: fixture[kind][name] });
    });
  },
);

describe("losses of detectors, in both gears", () => {
  test.each([
    ["sigmoidFocal", sigmoidFocal()],
    ["sigmoidFocal, plain", sigmoidFocal({ gamma: 1, alpha: 0.5 })],
  ] as const)("%s and its gradient are torchvision's", async (name, loss) => {
    const targets = tf.tensor(
      Array.from({ length: 24 }, (_, i) => ((i * 5) % 3 === 0 ? 1 : 0)),
      [6, 4],
    );
    // Without alpha torchvision counts each answer once, with 0.5 half.
    const factor = name === "sigmoidFocal" ? 1 : 2;
    const outputs = wave([6, 4], { at: 3, scale: 2 });
    await expectLoss((x) => loss(x, targets).mul(factor), { outputs, known: fixture[name] });
  });

  test.each(Object.keys(fixture.boxes) as BoxLossKind[])(
    "boxLoss(%s) and its gradient are torchvision's",
    async (kind) => {
      const loss = boxLoss(kind);
      const truth = boxesOf(5);
      await expectLoss((x) => loss(x, truth), { outputs: boxesOf(4), known: fixture.boxes[kind] });
    },
  );

  test.each(Object.keys(fixture.boxes) as BoxLossKind[])(
    "a true box without area does not count for %s, and one that is said has a gradient",
    (kind) => {
      const some = tf.tensor2d([[0, 0, 2, 2]]);
      const truth = tf.tensor2d([[1, 0, 2, 2]]);
      const filled = (boxes: tf.Tensor2D) => tf.concat([boxes, tf.zeros([3, 4])]);
      const loss = boxLoss(kind);
      expect(loss(filled(some), filled(truth)).dataSync()).toEqual(loss(some, truth).dataSync());
      const gradient = tf.grad((x: tf.Tensor) => loss(x, truth))(tf.zeros([1, 4]));
      expect([...gradient.dataSync()].every(Number.isFinite)).toBe(true);
    },
  );

  test("a label that is no class says that nothing is there", () => {
    const logits = tf.tensor2d([[1, -1]]);
    const none = sigmoidFocal()(logits, tf.tensor1d([-1], "int32")).dataSync()[0];
    expect(none).toEqual(sigmoidFocal()(logits, tf.zeros([1, 2])).dataSync()[0]);
  });
});

test("a batch in which nothing counts has no loss", () => {
  const labels = tf.fill([2, 3, 4], 255, "int32");
  for (const [, , loss] of losses.filter(([name]) => name !== "dice")) {
    const { value, grad } = tf.valueAndGrad((x: tf.Tensor) => loss(x, labels))(
      tf.ones([2, 3, 4, 4]),
    );
    expect(value.dataSync()[0]).toBeCloseTo(0);
    expect(grad.abs().max().dataSync()[0]).toBe(0);
  }
});

test("losses refuse what does not fit, with a cure", () => {
  const [flat, image] = [tf.zeros([2]), tf.zeros([2, 3, 4])];
  expect(() => dice()(tf.zeros([2, 3, 4, 4]), flat)).toThrow("end the network with flatten()");
  expect(() => focal()(tf.zeros([2, 2, 2, 4]), image)).toThrow(
    "labels of [2,3,4]: each label needs",
  );
  expect(() => focal({ gamma: -1 })).toThrow("it must be a number from 0 on");
  expect(() => sigmoidFocal({ alpha: 2 })).toThrow("alpha must be from 0 to 1");
  expect(() => dice({ smooth: 0 })).toThrow("it must be above 0");
  expect(() => boxLoss("area" as "iou")).toThrow("one of iou, giou, diou, ciou");
  expect(() => boxLoss()(tf.zeros([2, 3]), tf.zeros([2, 3]))).toThrow("[..., 4]");
  expect(() => lovaszSoftmax({ classes: "some" as "all" })).toThrow('"present" or "all"');
});
