import { beforeAll, describe, expect, test } from "@jest/globals";
import { jit, ready, seed, tf } from "@rosenblatt/engine";
import {
  aspp,
  conv,
  deeplabv3,
  fcn,
  net,
  segnet,
  summary,
  unet,
  unpooled,
  upConv,
  upsample,
} from "@rosenblatt/models";
import { counts, upsampled } from "./fixtures/segmentation.json";

beforeAll(() => ready());

describe("networks that tell the class of each pixel", () => {
  test.each([
    ["segnet, the paper's figure", segnet, counts.segnet],
    ["unet, the paper's figure", unet, counts.unet],
    ["fcn-8s, the paper's figure", () => fcn(), counts.fcn8],
    ["fcn-16s, the paper's figure", () => fcn({ stride: 16 }), counts.fcn16],
    ["fcn-32s, the paper's figure", () => fcn({ stride: 32 }), counts.fcn32],
    ["deeplabv3, torchvision", deeplabv3, counts.deeplabv3],
  ])("have as many parameters as PyTorch's: %s", (_, make, trainable) => {
    const model: tf.LayersModel = make();
    expect(summary(model).trainable).toBe(trainable);
    const [, height, width] = model.inputs[0]!.shape;
    expect(model.outputs[0]!.shape.slice(0, 3)).toEqual([null, height, width]);
  });

  test("aspp has as many parameters as torchvision's", () => {
    expect(summary(net([8, 8, 2048], aspp())).trainable).toBe(counts.aspp);
  });

  const shape = [32, 32, 3] as const;
  const small = { shape, classes: 5, width: 1 / 16 };
  test.each([
    ["segnet", () => segnet({ ...small, depth: 3 })],
    ["unet", () => unet({ ...small, depth: 2 })],
    ["unet with norms", () => unet({ ...small, depth: 2, norm: true })],
    ["fcn", () => fcn(small)],
    ["deeplabv3", () => deeplabv3({ ...small, rates: [1, 2] })],
  ])(
    "learn one batch in both gears: %s",
    async (_, make) => {
      seed(4);
      const model = make();
      const x = tf.randomNormal([2, ...shape], 0, 1, "float32", 3);
      const y = tf.oneHot(
        x.slice([0, 0, 0, 0], [2, 32, 32, 1]).greater(0).squeeze([3]).cast("int32"),
        5,
      );
      const optimizer = tf.train.adam(0.01);
      const loss = (images: tf.Tensor, labels: tf.Tensor) => {
        const log = tf.logSoftmax(model.apply(images, { training: true }) as tf.Tensor);
        return log.mul(labels).sum(-1).mean().neg() as tf.Scalar;
      };
      const gradients = (images: tf.Tensor, labels: tf.Tensor) => {
        const { value, grads } = tf.variableGrads(() => loss(images, labels));
        return [
          value,
          ...Object.keys(grads)
            .sort()
            .map((name) => grads[name]!),
        ];
      };
      if (!/fcn|deeplab/.test(_)) {
        const eager = gradients(x, y).map((each) => each.dataSync());
        const traced = (await jit(gradients)(x, y)).map((each) => each.dataSync());
        eager.forEach((values, i) => {
          const most = Math.max(...values.map(Math.abs), 1e-3);
          values.forEach((value, k) => {
            expect(Math.abs(traced[i]![k]! - value) / most).toBeLessThan(2e-3);
          });
        });
      }
      const step = jit((images: tf.Tensor, labels: tf.Tensor) => {
        return optimizer.minimize(() => loss(images, labels), true)!;
      });
      const first = (await step(x, y)).dataSync()[0]!;
      let last = first;
      for (let i = 0; i < 12; i += 1) last = (await step(x, y)).dataSync()[0]!;
      expect(last).toBeLessThan(0.9 * first);
    },
    120_000,
  );

  test("segnet enlarges without indices too, with the same weights and other answers", () => {
    const made = (["indices", "nearest", "bilinear"] as const).map((enlarge) =>
      segnet({ ...small, depth: 3, enlarge }),
    );
    const weights = made[0]!.getWeights();
    const x = tf.randomNormal([1, ...shape], 0, 1, "float32", 3);
    const answers = made.map((model) => {
      expect(model.countParams()).toBe(made[0]!.countParams());
      model.setWeights(weights);
      return (model.predict(x) as tf.Tensor).dataSync();
    });
    const apart = (a: number, b: number) =>
      Math.max(...answers[a]!.map((value, i) => Math.abs(value - answers[b]![i]!)));
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      expect(apart(a, b)).toBeGreaterThan(1e-4);
    }
    expect(() => segnet({ enlarge: "cubic" as "nearest" })).toThrow("one of indices, nearest");
  });

  test("refuse pictures that cannot be halved so often, with a cure", () => {
    const shape = [36, 32, 3] as const;
    expect(() => unet({ shape })).toThrow("both sides must be divisible by 16");
    expect(() => segnet({ shape, depth: 3 })).toThrow("divisible by 8");
    expect(() => segnet({ depth: 6 })).toThrow("from 1 to 5");
    expect(() => fcn({ shape })).toThrow("divisible by 32");
    expect(() => fcn({ stride: 4 as 8 })).toThrow("one of 8, 16, 32");
    expect(() => deeplabv3({ shape })).toThrow("divisible by 8");
  });
});

describe("upsample()", () => {
  test("is PyTorch's interpolate", () => {
    const made = net([3, 4, 2], upsample(3)).predict(tf.tensor(upsampled.images, [1, 3, 4, 2]));
    (made as tf.Tensor).dataSync().forEach((value, i) => {
      expect(value).toBeCloseTo(upsampled.bigger[i]!, 5);
    });
  });

  test("repeats pixels when told", () => {
    const model = net([1, 2, 1], upsample(2, { kind: "nearest" }));
    const made = model.predict(tf.tensor4d([1, 2], [1, 1, 2, 1])) as tf.Tensor;
    expect([...made.dataSync()]).toEqual([1, 1, 2, 2, 1, 1, 2, 2]);
  });
});

describe("unpooled()", () => {
  test("puts each value back to where the largest was", () => {
    const model = net([2, 4, 1], unpooled(2, []));
    const image = tf.tensor4d([1, 5, 2, 2, 3, 4, 1, 2], [1, 2, 4, 1]);
    expect([...(model.predict(image) as tf.Tensor).dataSync()]).toEqual([0, 5, 2, 0, 0, 0, 0, 0]);
  });

  test("refuses a path that changes the pooled sizes", () => {
    expect(() => net([8, 8, 4], unpooled(2, conv(5, 3, { pad: "same" })))).toThrow(
      "with 4 filters",
    );
    expect(() => unpooled(0, [])).toThrow("a whole number above 0");
  });

  test("is kept by a model that is saved and loaded", async () => {
    const model = net([4, 4, 2], unpooled(2, conv(2, 1)), upsample(2));
    const again = await tf.models.modelFromJSON(JSON.parse(model.toJSON() as string));
    expect(again.outputs[0]!.shape).toEqual([null, 8, 8, 2]);
  });
});

describe("upConv()", () => {
  test("starts bilinear when told: flat stays flat within, and channels apart", () => {
    const model = net([4, 4, 2], upConv(2, 4, { stride: 2, start: "bilinear", bias: false }));
    const image = tf.stack([tf.ones([1, 4, 4]), tf.zeros([1, 4, 4])], 3);
    const [ones, zeros] = tf.split(model.predict(image) as tf.Tensor4D, 2, 3);
    const inner = ones!.slice([0, 1, 1, 0], [1, 6, 6, 1]).dataSync();
    expect([...inner].every((value) => Math.abs(value - 1) < 1e-6)).toBe(true);
    expect(zeros!.abs().max().dataSync()[0]).toBe(0);
  });

  test("refuses a window that leaves gaps", () => {
    expect(() => upConv(3, 2, { stride: 4 })).toThrow("it would leave gaps");
  });
});
