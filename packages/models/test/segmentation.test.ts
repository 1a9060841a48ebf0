import { beforeAll, describe, expect, test } from "@jest/globals";
import { jit, ready, seed, tf } from "@rosenblatt/engine";
import {
  type Architecture,
  activation,
  alexnet,
  architectures,
  aspp,
  batchNorm,
  conv,
  deeplabv3,
  fcn,
  mlp,
  mobilenetV1,
  mobilenetV2,
  net,
  pool,
  resnet18,
  resnet34,
  resnet50,
  segnet,
  squeezenet,
  summary,
  unet,
  unpooled,
  upConv,
  upsample,
  vgg16,
} from "@rosenblatt/models";
import { counts, small as smallNets, upsampled, windows } from "./fixtures/segmentation.json";

beforeAll(() => ready());

/** What the small networks of the fixture go down by. */
const smallEncoders = {
  segnet: () => net([8, 12, 3], ...normed(4), pool(2), ...normed(6), pool(2)),
  unet: () => net([8, 12, 3], ...plain(4), pool(2), ...plain(8), activation("relu")),
  deeplabv3: () =>
    net(
      [16, 24, 3],
      ...[4, 4, 6].flatMap((n) => [conv(n, 3, { pad: "same" }), pool(2)]),
      activation("relu"),
    ),
};

function plain(filters: number) {
  return [conv(filters, 3, { pad: "same" }), conv(filters, 3, { pad: "same" })];
}

function normed(filters: number) {
  const one = [conv(filters, 3, { pad: "same", act: "linear" }), batchNorm(), activation("relu")];
  return [...one, ...one];
}

function loss(model: tf.LayersModel, images: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  const log = tf.logSoftmax(model.apply(images, { training: true }) as tf.Tensor);
  return log.mul(labels).sum(-1).mean().neg() as tf.Scalar;
}

function dropouts(model: tf.LayersModel): { rate: number }[] {
  const layers = model.layers.filter((layer) => layer.getClassName() === "Dropout");
  return layers as unknown as { rate: number }[];
}

/** The loss of one batch before and after twelve steps. */
async function learned(model: tf.LayersModel, x: tf.Tensor, y: tf.Tensor) {
  const optimizer = tf.train.adam(0.01);
  const step = jit((images: tf.Tensor, labels: tf.Tensor) => {
    return optimizer.minimize(() => loss(model, images, labels), true)!;
  });
  const first = (await step(x, y)).dataSync()[0]!;
  let last = first;
  for (let i = 0; i < 12; i += 1) last = (await step(x, y)).dataSync()[0]!;
  return { first, last };
}

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
  const networks: [string, () => tf.LayersModel][] = [
    ["segnet", () => segnet({ ...small, depth: 3 })],
    ["unet", () => unet({ ...small, depth: 2 })],
    ["unet with norms", () => unet({ ...small, depth: 2, norm: true })],
    ["fcn", () => fcn(small)],
    ["deeplabv3", () => deeplabv3({ ...small, rates: [1, 2] })],
  ];
  const batch = () => {
    const x = tf.randomNormal([2, ...shape], 0, 1, "float32", 3);
    const bright = x.slice([0, 0, 0, 0], [2, 32, 32, 1]).greater(0).squeeze([3]).cast("int32");
    return { x, y: tf.oneHot(bright as tf.Tensor3D, 5) };
  };

  test.each(networks)("learn one batch: %s", async (_, make) => {
    seed(4);
    const model = make();
    const { x, y } = batch();
    const { first, last } = await learned(model, x, y);
    expect(last).toBeLessThan(0.9 * first);
  });

  // deeplabv3's differ by up to 6 % of a tensor's largest; it normalizes the means of two pictures.
  const steady = networks.filter(([name]) => name !== "deeplabv3");
  test.each(steady)("have the same gradients in both gears: %s", async (_, make) => {
    seed(4);
    const model = make();
    // Each gear drops others.
    for (const each of dropouts(model)) each.rate = 0;
    const { x, y } = batch();
    const gradients = (images: tf.Tensor, labels: tf.Tensor) => {
      const { value, grads } = tf.variableGrads(() => loss(model, images, labels));
      const names = Object.keys(grads).sort();
      return [value, ...names.map((name) => grads[name]!)];
    };
    const eager = gradients(x, y).map((each) => each.dataSync());
    const traced = (await jit(gradients)(x, y)).map((each) => each.dataSync());
    eager.forEach((own, i) => {
      const values = Array.from(own);
      const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-3);
      const apart = values.map((value, k) => Math.abs(traced[i]![k]! - value) / most);
      expect(apart.reduce((largest, value) => Math.max(largest, value))).toBeLessThan(2e-3);
    });
  });

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
    expect(() => segnet({ depth: 6 })).toThrow("from 1 to 5, as often as its encoder halves");
    expect(() => deeplabv3({ stride: 32 as 16 })).toThrow("one of 8, 16");
    expect(() => fcn({ shape })).toThrow("divisible by 32");
    expect(() => fcn({ stride: 4 as 8 })).toThrow("one of 8, 16, 32");
    expect(() => deeplabv3({ shape })).toThrow("divisible by 8");
  });
});

describe("small networks answer as PyTorch's with the same weights", () => {
  test.each([
    ["segnet", () => segnet({ classes: 3, encoder: smallEncoders.segnet() })],
    ["unet", () => unet({ classes: 3, width: 1 / 16, encoder: smallEncoders.unet() })],
    ["fcn", () => fcn({ shape: [64, 32, 3], classes: 2, width: 1 / 128 })],
    [
      "deeplabv3",
      () =>
        deeplabv3({
          ...{ classes: 3, width: 1 / 32, rates: [1, 2] },
          encoder: smallEncoders.deeplabv3(),
        }),
    ],
  ] as const)("%s", (name, make) => {
    const { images, weights, answer } = smallNets[name];
    const model: tf.LayersModel = make();
    const shape = model.inputs[0]!.shape.slice(1) as number[];
    const weighted = model.layers.filter((layer) => layer.weights.length > 0);
    expect(weighted.length).toBe(weights.length);
    weighted.forEach((layer, i) => {
      const values = weights[i]!.map((each, k) =>
        tf.tensor(each, layer.weights[k]!.shape as number[]),
      );
      layer.setWeights(values);
    });
    const made = (
      model.predict(
        tf.tensor(images, [images.length / tf.util.sizeFromShape(shape), ...shape]),
      ) as tf.Tensor
    ).dataSync();
    expect(made.length).toBe(answer.length);
    made.forEach((value, i) => {
      expect(Math.abs(value - answer[i]!)).toBeLessThan(1e-4 * Math.max(1, Math.abs(answer[i]!)));
    });
  });
});

describe("encoders in place of the way down", () => {
  const shape = [64, 64, 3] as const;
  const zoo: [string, Architecture["make"]][] = [
    ...Object.entries({ alexnet, vgg16, resnet18, resnet34, resnet50 }),
    ...Object.entries({ mobilenetV1, mobilenetV2, squeezenet }),
    ...architectures.map(({ name, make }): [string, Architecture["make"]] => [name, make]),
  ];

  test.each(zoo)("every network takes %s", (_, make) => {
    const encoder = make({ shape: [128, 128, 3], classes: 5, width: 1 / 8 });
    const made = [
      unet({ encoder, classes: 7, width: 1 / 16 }),
      fcn({ encoder, classes: 7 }),
      deeplabv3({ encoder, classes: 7, width: 1 / 16 }),
      segnet({ encoder, classes: 7, enlarge: "nearest" }),
    ];
    for (const { outputShape, layers } of made) {
      expect(outputShape).toEqual([null, 128, 128, 7]);
      expect(layers[1]).toBe(encoder.layers[1]);
    }
  });

  test("on ResNet-18 they have as many parameters as PyTorch's", () => {
    const encoder = resnet18({ shape });
    expect(summary(unet({ encoder, classes: 21 })).trainable).toBe(counts.unetOnResnet18);
    expect(summary(fcn({ encoder, classes: 21 })).trainable).toBe(counts.fcnOnResnet18);
  });

  test("segnet carries the indices of every pool(2), as on its own way down", () => {
    const options = { classes: 5, depth: 4 };
    const width = 1 / 16;
    const made = segnet({ ...options, encoder: vgg16({ shape, width }) });
    const wayBack = (model: tf.LayersModel) =>
      model.layers
        .filter(({ name }) => /^up|logits/.test(name))
        .map((layer) => [layer.name, layer.getClassName(), layer.outputShape]);
    expect(wayBack(made)).toEqual(wayBack(segnet({ ...options, shape, width })));
    expect(wayBack(made).filter(([, kind]) => kind === "MaxUnpool").length).toBe(4);
  });

  test("deeplabv3 takes the whole of a ResNet that keeps its pictures fine", () => {
    const encoder = resnet18({ shape, width: 1 / 8, outputStride: 8 });
    const model = deeplabv3({ encoder, classes: 5, width: 1 / 16, rates: [1, 2] });
    expect(model.layers).toContain(encoder.getLayer("stage4.residual2.relu"));
  });

  test("weights of the encoder are shared: training the network trains it", async () => {
    seed(4);
    const encoder = resnet18({ shape: [32, 32, 3], classes: 5, width: 1 / 16 });
    const model = unet({ encoder, classes: 2, width: 1 / 16, norm: true });
    const x = tf.randomNormal([2, 32, 32, 3], 0, 1, "float32", 3);
    const bright = x.slice([0, 0, 0, 0], [2, 32, 32, 1]).greater(0).squeeze([3]).cast("int32");
    const y = tf.oneHot(bright as tf.Tensor3D, 2);
    const first = (encoder.getLayer("stem.conv1").getWeights()[0]!.clone() as tf.Tensor).dataSync();
    const { first: before, last } = await learned(model, x, y);
    expect(last).toBeLessThan(0.9 * before);
    expect(encoder.getLayer("stem.conv1").getWeights()[0]!.dataSync()).not.toEqual(first);
  });

  test("that do not fit are refused, with a cure", () => {
    const encoder = resnet18({ shape, width: 1 / 8 });
    expect(() => unet({ encoder, shape: [32, 32, 3] as never })).toThrow(
      "Cannot make unet() for pictures of [32, 32, 3] on an encoder for pictures of [64, 64, 3]; " +
        "leave the shape out",
    );
    expect(() => segnet({ encoder })).toThrow('take vgg16(), or enlarge: "nearest", or unet()');
    expect(() => fcn({ encoder, width: 0.5 })).toThrow("leave the width out");
    expect(() => segnet({ encoder, width: 0.5 })).toThrow("leave the width out");
    expect(() => unet({ encoder, depth: 6 })).toThrow(
      "Cannot make a level of stride 64: the encoder's outputs on pictures of 64 × 64 have " +
        "strides of 2, 4, 8, 16, 32; take some of these, or another encoder",
    );
    expect(() => unet({ encoder: resnet18({ shape: [48, 48, 3] }) })).toThrow("divisible by 32");
    const halved = net([32, 32, 3], conv(4, 3, { pad: "same" }), pool(2));
    expect(() => deeplabv3({ encoder: halved })).toThrow("Cannot make a level of stride 8");
    expect(() => segnet({ encoder: halved, depth: 2 })).toThrow("from 1 to 1");
    expect(() => fcn({ encoder: mlp({ shape: [64], classes: 5 }) as never })).toThrow(
      "Cannot take a network on examples of shape [64] as an encoder",
    );
  });
});

describe("resnet()s whose last stages keep their size", () => {
  test.each(["8", "16", "32"] as const)("have PyTorch's strides and dilations: %s", (stride) => {
    const model = resnet50({
      shape: [64, 64, 3],
      width: 1 / 16,
      outputStride: Number(stride) as 8,
    });
    const squares = model.layers.filter((layer) => `${layer.getConfig().kernelSize}` === "3,3");
    const found = squares.map((layer) => {
      const { strides, dilationRate } = layer.getConfig() as Record<string, number[]>;
      return [strides![0], dilationRate![0]];
    });
    expect(found).toEqual(windows[stride]);
  });

  test("have the same weights, and finer features", () => {
    const options = { shape: [64, 64, 3], classes: 5, width: 1 / 8 } as const;
    const fine = resnet18({ ...options, outputStride: 8 });
    expect(fine.getLayer("stage4.residual2.relu").outputShape).toEqual([null, 8, 8, 64]);
    fine.setWeights(resnet18(options).getWeights());
    expect(() => resnet34({ outputStride: 4 as 8 })).toThrow("one of 8, 16, 32");
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
