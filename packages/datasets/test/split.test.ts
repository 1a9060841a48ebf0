import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready, seed, tf } from "@rosenblatt/engine";
import { bundleOf } from "@rosenblatt/plots";
import { dataset, Split, type Transform } from "../src/index.js";

const images = new Split({
  shape: [1, 2, 1] as const,
  classes: ["cat", "dog", "cow"] as const,
  inputs: Uint8Array.of(0, 255, 51, 102, 10, 20, 30, 40, 50, 60),
  labels: Int32Array.of(0, 2, 1, 1, 0),
  scale: 1 / 255,
});

beforeAll(() => ready());

function read(split: { batches: typeof images.batches }, size: number, shuffle = false) {
  return Array.from(split.batches(size, { shuffle }), ({ x, y }) => {
    const read = { shape: x.shape, dtype: y.dtype, x: [...x.dataSync()], y: [...y.dataSync()] };
    tf.dispose([x, y]);
    return read;
  });
}

describe("Split", () => {
  test("at() gives the scaled input and the name of its class", () => {
    const example = images.at(1);
    expect(Array.from(example.input, (v) => Number(v.toFixed(4)))).toEqual([0.2, 0.4]);
    const label: "cat" | "dog" | "cow" = example.label;
    expect([label, example.index]).toEqual(["cow", 2]);
  });

  test.each([-1, 5, 0.5, Number.NaN])("at(%p) is refused", (position) => {
    expect(() => images.at(position)).toThrow("there are 5, numbered from 0 to 4");
    expect(() => images.pick([position])).toThrow(RangeError);
  });

  test("take() keeps the first ones, and all when there are fewer", () => {
    expect([...images.take(2).labels]).toEqual([0, 2]);
    expect(images.take(2).inputs).toHaveLength(4);
    expect(images.take(99)).toHaveLength(5);
    expect(images.take(0)).toHaveLength(0);
  });

  test("pick() keeps the order of the positions and the kind of the numbers", () => {
    const picked = images.pick([4, 0, 4]);
    expect(picked.inputs).toEqual(Uint8Array.of(50, 60, 0, 255, 50, 60));
    expect([...picked.labels]).toEqual([0, 0, 0]);
    expect(picked.scale).toBe(images.scale);
  });

  test("refuses labels without a class and inputs that do not fit", () => {
    const parts = { shape: [2], classes: ["a"], inputs: new Float32Array(4) };
    expect(() => new Split({ ...parts, labels: Int32Array.of(0, 1) })).toThrow(
      "labels must be from 0 to 0, got 1 at 1",
    );
    expect(() => new Split({ ...parts, labels: Int32Array.of(0) })).toThrow("need 2 values, got 4");
  });
});

describe("batches()", () => {
  test("are scaled tensors in order, the last one shorter", () => {
    const [first, second, third, ...more] = read(images, 2);
    expect(more).toHaveLength(0);
    expect(first).toMatchObject({ shape: [2, 1, 2, 1], dtype: "int32", y: [0, 2] });
    expect(first?.x.map((v) => Math.round(v * 255))).toEqual([0, 255, 51, 102]);
    expect(second?.y).toEqual([1, 1]);
    expect(third).toMatchObject({ shape: [1, 1, 2, 1], y: [0] });
  });

  test("hold each example once when shuffled, with its own label, the same for the same seed", () => {
    const many = new Split({
      shape: [1],
      classes: Array.from({ length: 200 }, (_, i) => String(i)),
      inputs: Float32Array.from({ length: 200 }, (_, i) => i),
      labels: Int32Array.from({ length: 200 }, (_, i) => i),
    });
    const order = (n: number) => {
      seed(n);
      return read(many, 32, true).flatMap(({ x, y }) => {
        expect(x).toEqual(y);
        return y;
      });
    };
    const [a, b, c] = [order(7), order(7), order(8)];
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
    expect([...a].sort((p, q) => p - q)).toEqual([...many.labels]);
    expect(a).not.toEqual([...many.labels]);
  });

  test("leave no tensor behind once disposed", () => {
    const before = tf.memory().numTensors;
    read(images, 2, true);
    expect(tf.memory().numTensors).toBe(before);
  });

  test("need a size that is a whole number above 0", () => {
    expect(() => [...images.batches(0)]).toThrow("Cannot make batches of 0");
  });
});

describe("labels that are numbers", () => {
  const fields = {
    shape: [1] as const,
    classes: [] as const,
    inputs: Float32Array.of(1, 2, 3, 4),
    labels: Float32Array.of(0.5, -1, 2, 7),
  };
  const numbers = new Split(fields);

  test("are typed, picked, batched and streamed as they are", async () => {
    const label: number = numbers.at(1).label;
    const labels: Float32Array = numbers.pick([3, 0]).labels;
    expect([label, [...labels], numbers.at(1).index]).toEqual([-1, [7, 0.5], -1]);
    const [batch] = read(numbers, 3);
    expect([batch?.dtype, batch?.y]).toEqual(["float32", [0.5, -1, 2]]);
    for (const workers of [0, 1]) {
      const stream = numbers.stream(4, { workers });
      for await (const { y } of stream) {
        expect(y).toEqual(fields.labels);
      }
      await stream.close();
    }
  });

  test("are finite, and of a kind of their own", () => {
    expect(() => new Split({ ...fields, labels: Float32Array.of(1, 2, 3, Number.NaN) })).toThrow(
      "labels must be finite numbers, got NaN at 3",
    );
    expect(() => new Split({ ...fields, labels: new Int32Array(4) })).toThrow(
      "without classes, labels must be a Float32Array",
    );
    const classes = ["a"];
    expect(() => new Split({ ...fields, classes, labels: new Float32Array(4) })).toThrow(
      "labels of classes must be an Int32Array",
    );
  });
});

describe("normalise()", () => {
  const facts = { name: "made", licence: "", source: "", citation: "" };
  const pictures = new Split({
    shape: [1, 2, 2] as const,
    classes: ["a", "b"] as const,
    inputs: Uint8Array.of(0, 10, 20, 30, 40, 50, 60, 70),
    labels: Int32Array.of(0, 1),
    scale: 0.1,
  });
  const data = dataset(
    { ...facts, shape: pictures.shape, classes: pictures.classes },
    { train: pictures, test: pictures.take(1) },
  );

  test("takes each channel's statistics from the training part alone", () => {
    const { train, test: held, normalisation } = data.normalise();
    // The channels are 0, 2, 4, 6 and 1, 3, 5, 7.
    expect(normalisation?.mean).toEqual([3, 4]);
    expect(normalisation?.deviation).toEqual([Math.sqrt(5), Math.sqrt(5)]);
    const expected = [-3, -3, -1, -1].map((value) => Math.fround(value / Math.sqrt(5)));
    expect([...held.at(0).input]).toEqual(expected);
    const values = read(train, 2)[0]!.x;
    expect(values.reduce((sum, value) => sum + value)).toBeCloseTo(0, 6);
    expect(values.reduce((sum, value) => sum + value ** 2, 0) / 8).toBeCloseTo(1, 6);
  });

  test("is undone by invert()", () => {
    const { train, normalisation } = data.normalise();
    const back = normalisation!.invert(train.at(1).input);
    expect(Array.from(back, (value) => Number(value.toFixed(5)))).toEqual([4, 5, 6, 7]);
    expect(normalisation!.apply(back)).toEqual(train.at(1).input);
  });

  test("comes after augmentations, the same in threads, and pictures are shown without it", async () => {
    const double: Transform = (image) => ({ ...image, values: image.values.map((v) => 2 * v) });
    const { train } = data.normalise().augment(double);
    const passes = [];
    for (const workers of [0, 1]) {
      const stream = train.stream(2, { workers });
      for await (const { x } of stream) passes.push([...x]);
      await stream.close();
    }
    expect(passes[1]).toEqual(passes[0]);
    expect(passes[0]![7]).toBeCloseTo((2 * 7 - 4) / Math.sqrt(5), 6);
    expect(bundleOf(images.normalise().show())).toEqual(bundleOf(images.show()));
  });

  test("only shifts what is the same everywhere, leaves NaN, and refuses what has no value", () => {
    const features = (inputs: number[]) =>
      new Split({
        shape: [2] as const,
        classes: ["a"],
        inputs: Float32Array.from(inputs),
        labels: new Int32Array(inputs.length / 2),
      });
    const split = features([5, 1, 5, Number.NaN, 5, 3]).normalise();
    expect(split.normalisation).toMatchObject({ mean: [5, 2], deviation: [1, 1] });
    expect([...split.at(1).input]).toEqual([0, Number.NaN]);
    expect(() => features([1, Number.NaN]).normalise()).toThrow("number 1 has none");
  });

  test("shows its numbers by feature", () => {
    const text = String(bundleOf(data.normalise().normalisation)["text/plain"]);
    expect(text).toMatch(/channel 1 +4 +2\.236/);
    expect(bundleOf(data.normalise())["text/plain"]).toContain("by mean and deviation");
  });
});

describe("divide()", () => {
  test("gives both parts the same share of each class, the same for the same seed", () => {
    const labels = Int32Array.from({ length: 100 }, (_, i) => (i % 10 === 0 ? 1 : 0));
    const split = new Split({
      shape: [1],
      classes: ["often", "rare"],
      inputs: Float32Array.from({ length: 100 }, (_, i) => i),
      labels,
    });
    const { train, test: held } = split.divide(0.3);
    const rare = (of: typeof split) => of.labels.filter((label) => label === 1).length;
    expect([train.length, held.length, rare(train), rare(held)]).toEqual([70, 30, 7, 3]);
    const all = [...train.inputs, ...held.inputs].sort((a, b) => a - b);
    expect(all).toEqual([...split.inputs]);
    expect(split.divide(0.3).test.inputs).toEqual(held.inputs);
    expect(split.divide(0.3, { seed: 2 }).test.inputs).not.toEqual(held.inputs);
    expect(() => split.divide(1)).toThrow("Cannot keep 1 of the examples for testing");
  });
});

describe("show()", () => {
  test("draws images with the names of their classes", () => {
    const bundle = bundleOf(images.show(2));
    expect(bundle["text/plain"]).toContain("2 images");
    expect(bundle["text/plain"]).toContain("cat, cow");
    expect(bundleOf(images)["text/plain"]).toContain("5 images");
  });

  test("draws features as points of their class", () => {
    const flat = new Split({
      shape: [2],
      classes: ["a", "b"],
      features: ["height", "width"],
      inputs: Float32Array.of(1, 2, 3, 4),
      labels: Int32Array.of(1, 0),
    });
    const figure = flat.show();
    expect(figure).toMatchObject({
      data: [
        { name: "a", x: [3], y: [4] },
        { name: "b", x: [1], y: [2] },
      ],
      layout: { xaxis: { title: { text: "height" } }, yaxis: { title: { text: "width" } } },
    });
  });
});
