import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready, seed, tf } from "@rosenblatt/engine";
import { bundleOf } from "@rosenblatt/plots";
import { Split } from "../src/index.js";

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
