import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready, seed } from "@rosenblatt/engine";
import { bundleOf } from "@rosenblatt/plots";
import {
  augmentation,
  type Box,
  colour,
  crop,
  cutmix,
  dataset,
  flip,
  mixup,
  rotate,
  Split,
  shift,
} from "../src/index.js";

beforeAll(ready);

const classes = ["background", "low", "high"] as const;

/** Pictures whose label is 2 where they are above 0.6, 1 where above 0.3; a box around the top. */
function marked(count = 12, { ignore }: { ignore?: number | undefined } = {}) {
  const pixels = 8 * 6;
  const inputs = Float32Array.from({ length: count * pixels }, (_, i) => ((i * 37) % 101) / 101);
  const labels = Int32Array.from(inputs, (value) => (value > 0.6 ? 2 : value > 0.3 ? 1 : 0));
  const boxes = Array.from({ length: count }, (_, i): Box[] => [
    { x: 1, y: 2, width: 3, height: 4, label: "high" },
    ...(i % 2 ? [{ x: 0, y: 0, width: 2, height: 2, label: 1 }] : []),
  ]);
  return new Split({
    ...{ shape: [8, 6, 1] as const, classes, inputs, labels, ignore, boxes },
    labelShape: [8, 6] as const,
  });
}

async function all(split: ReturnType<typeof marked>, workers: number) {
  seed(5);
  const stream = split.stream(5, { shuffle: true, workers });
  const made = [];
  for await (const batch of stream) made.push(batch);
  await stream.close();
  return made;
}

describe("a split with a label for each pixel", () => {
  test("has as many examples as pictures, each with its labels and boxes", () => {
    const split = marked();
    expect(split.length).toBe(12);
    const { label, index, boxes, input } = split.at(3);
    expect(index).toBe(-1);
    expect(label).toHaveLength(48);
    expect([...label].every((each, i) => (each === 2) === input[i]! > 0.6)).toBe(true);
    expect(boxes).toHaveLength(2);
    expect(split.pick([3, 1]).at(0)).toEqual(split.at(3));
    expect(split.take(4).length).toBe(4);
    expect(split.take(4).boxes).toHaveLength(4);
  });

  test("is divided, folded and balanced by pictures and pixels", () => {
    const split = marked();
    const { train, test: rest } = split.divide(0.25);
    expect([train.length, rest.length]).toEqual([9, 3]);
    expect(split.folds(3).map((part) => part.test.length)).toEqual([4, 4, 4]);
    const { counts } = split.balance();
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(12 * 48);
  });

  test("gives batches of labels of that shape", () => {
    const shapes = [...marked().batches(5)].map(({ x, y }) => [x.shape, y.shape, y.dtype]);
    expect(shapes[0]).toEqual([[5, 8, 6, 1], [5, 8, 6], "int32"]);
    expect(shapes[2]).toEqual([[2, 8, 6, 1], [2, 8, 6], "int32"]);
  });

  test.each([0, 2])("moves labels and boxes with the pixels, in %i threads", async (workers) => {
    const split = marked().augment(flip(), crop(0));
    for (const { x, y, labelShape, boxes, count } of await all(split, workers)) {
      expect(labelShape).toEqual([count, 8, 6]);
      expect(boxes).toHaveLength(count);
      x.forEach((value, i) => void expect(y[i]).toBe(value > 0.6 ? 2 : value > 0.3 ? 1 : 0));
    }
  });

  test("gives the same bits for one seed, whatever the number of threads", async () => {
    const split = marked(40).augment(flip(), rotate(20), shift(2), colour({ brightness: 0.2 }));
    expect(await all(split, 2)).toEqual(await all(split, 0));
  });

  test("what comes in from outside has the label to ignore, else the first class", async () => {
    const away = augmentation((image) => image, {}, { name: "same" });
    const outside = async (ignore?: number) => {
      const [batch] = await all(marked(1, { ignore }).augment(away, crop(8)), 0);
      return new Set(batch!.y);
    };
    expect((await outside(255)).has(255)).toBe(true);
    expect((await outside()).has(255)).toBe(false);
  });

  test("refuses what would part labels from pixels", () => {
    const split = marked();
    expect(() => split.augment(mixup())).toThrow("these have one a pixel");
    expect(() => split.augment(cutmix())).toThrow("these have one a pixel");
    const bare = augmentation(({ height, width, channels, values }) => {
      return { height, width, channels, values };
    }, {});
    expect(() => [...split.augment(bare).batches(2)]).toThrow("return { ...image, values }");
    const fields = { shape: [2, 2, 1], classes, inputs: new Float32Array(4) } as const;
    const labels = Int32Array.of(0, 1, 2, 255);
    const labelShape = [2, 2] as const;
    expect(() => new Split({ ...fields, labels, labelShape })).toThrow("from 0 to 2, got 255");
    expect(new Split({ ...fields, labels, labelShape, ignore: 255 }).length).toBe(1);
    expect(() => new Split({ ...fields, labels, labelShape, ignore: 255, boxes: [] })).toThrow(
      "as many lists of boxes, got 0",
    );
    const coarse = new Split({ ...fields, labels: labels.subarray(0, 1), labelShape: [1, 1] });
    expect(() => coarse.augment(flip())).toThrow("it needs a class for each pixel, [2,2]");
  });

  test("shows its labels and boxes over its pictures, and tells of them", () => {
    const split = marked(2);
    const shown = bundleOf(split.show());
    expect(shown["text/plain"]).toContain("low, high");
    const facts = {
      name: "Marks",
      shape: [8, 6, 1],
      classes,
      licence: "",
      source: "",
      citation: "",
    };
    const data = dataset({ ...facts, shape: split.shape }, { train: split, test: split });
    expect(data.labelShape).toEqual([8, 6]);
    expect(bundleOf(data.augment(flip()))["text/plain"]).toContain("8 × 6, one a pixel");
  });
});
