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
    expect(bundleOf(data.normalise())["text/plain"]).toContain(
      "by the statistics of the training part",
    );
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

describe("folds()", () => {
  const labels = Int32Array.from({ length: 103 }, (_, i) => (i % 10 < 7 ? 0 : i % 10 < 9 ? 1 : 2));
  const split = new Split({
    shape: [1],
    classes: ["often", "rare", "rarest"],
    inputs: Float32Array.from({ length: 103 }, (_, i) => i),
    labels,
  });
  const data = dataset(
    { name: "made", licence: "", source: "", citation: "", shape: [1], classes: split.classes },
    { train: split, test: split.take(1) },
  );
  const count = (of: { labels: Int32Array }, label: number) =>
    of.labels.filter((own) => own === label).length;

  test("have each example once in test, and otherwise in train", () => {
    const pairs = split.folds(5);
    const tested = pairs.flatMap(({ test }) => [...test.inputs]);
    expect(tested.sort((a, b) => a - b)).toEqual([...split.inputs]);
    for (const { train, test } of pairs) {
      const both = [...train.inputs, ...test.inputs].sort((a, b) => a - b);
      expect(both).toEqual([...split.inputs]);
    }
  });

  test.each([2, 5, 10, 103])("%d are even in size and in classes", (k) => {
    const parts = split.folds(k).map(({ test }) => test);
    const spread = (sizes: number[]) => Math.max(...sizes) - Math.min(...sizes);
    expect(spread(parts.map(({ length }) => length))).toBeLessThanOrEqual(1);
    for (const label of [0, 1, 2]) {
      expect(spread(parts.map((part) => count(part, label)))).toBeLessThanOrEqual(1);
    }
  });

  test("are the same for the same seed, and mixed", () => {
    const inputs = (seed: number) => split.folds(3, { seed }).map(({ test }) => [...test.inputs]);
    expect(inputs(1)).toEqual(inputs(1));
    expect(inputs(1)).not.toEqual(inputs(2));
    expect(new Set([...split.folds(3)[0]!.train.labels.subarray(0, 20)]).size).toBeGreaterThan(1);
  });

  test("of a data set leave its test part alone, and are normalised by their own train", () => {
    const sets = data.normalise().folds(4);
    const means = sets.map(({ normalisation }) => normalisation!.mean[0]!);
    expect(new Set(means).size).toBe(4);
    sets.forEach(({ train, test, name }, i) => {
      expect(name).toBe(`made, fold ${i + 1} of 4`);
      expect(train.length + test.length).toBe(103);
      const mean = [...train.inputs].reduce((sum, value) => sum + value) / train.length;
      expect(means[i]).toBeCloseTo(mean, 4);
      expect(test.normalisation?.mean).toEqual([means[i]]);
    });
  });

  test("refuse numbers that cannot be", () => {
    expect(() => split.folds(1)).toThrow("Cannot make 1 folds of 103 examples");
    expect(() => split.folds(104)).toThrow(RangeError);
    expect(() => data.folds(2.5)).toThrow(RangeError);
  });
});

describe("balance()", () => {
  const split = new Split({
    shape: [1],
    classes: ["a", "b", "none", "c"],
    inputs: new Float32Array(8),
    labels: Int32Array.of(0, 0, 0, 0, 1, 1, 1, 3),
  });

  test("counts each class, and weighs the classes alike", () => {
    const { counts, weights } = split.balance();
    expect(counts).toEqual([4, 3, 0, 1]);
    // Source: scikit-learn's compute_class_weight("balanced") for 4, 3 and 1 examples.
    expect(weights.map((weight) => Number(weight.toFixed(8)))).toEqual([
      0.66666667, 0.88888889, 0, 2.66666667,
    ]);
    const sum = [...split.labels].reduce((total, label) => total + weights[label]!, 0);
    expect(sum / split.length).toBeCloseTo(1, 12);
  });

  test("is drawn as bars", () => {
    const balance = split.balance();
    expect(balance.data).toMatchObject([{ type: "bar", x: split.classes, y: [4, 3, 0, 1] }]);
    expect(bundleOf(balance)["text/plain"]).toContain("c    1  (weight 2.667)");
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
