import { beforeAll, describe, expect, test } from "@jest/globals";
import { decodeMask, type RunLengthMask, Split, scenes } from "@rosenblatt/datasets";
import { ready, tf } from "@rosenblatt/engine";
import { conv, net } from "@rosenblatt/models";
import { detectionOverlays, detectionReport, segmentedObjects } from "../src/index.js";

beforeAll(ready);

/** Says of each pixel what it shows: its three channels are the logits. */
function mirror(height: number, width: number) {
  const model = net([height, width, 3], conv(3, 1, { act: "linear" }));
  model.setWeights([tf.eye(3).reshape([1, 1, 3, 3]), tf.zeros([3])]);
  return model;
}

describe("segmentedObjects()", () => {
  const labels = Int32Array.of(1, 1, 0, 2, 0, 0, 0, 2, 1, 0, 2, 2);
  const sure = [2, 4, 9, 3, 9, 9, 9, 3, 1, 9, 3, 3];
  const inputs = Float32Array.from({ length: 36 }, (_, i) =>
    labels[Math.floor(i / 3)] === i % 3 ? sure[Math.floor(i / 3)]! : 0,
  );
  const fields = { shape: [3, 4, 3], labelShape: [3, 4] } as const;
  const classes = ["background", "cat", "dog"];
  const split = new Split({ ...fields, classes, inputs, labels });
  const probability = (logit: number) => Math.exp(logit) / (Math.exp(logit) + 2);

  test("are what hangs together of each class, with box, mask and mean probability", () => {
    const found = segmentedObjects(mirror(3, 4), split);
    const facts = found.map(({ image, category, box }) => [image, category, ...box]);
    expect(facts).toEqual([
      [1, 1, 0, 0, 2, 1],
      [1, 2, 2, 0, 2, 3],
      [1, 1, 0, 2, 1, 1],
    ]);
    const means = [(probability(2) + probability(4)) / 2, probability(3), probability(1)];
    found.forEach(({ score }, i) => void expect(score).toBeCloseTo(means[i]!, 5));
    const mask = decodeMask(found[1]!.segmentation as RunLengthMask);
    expect([...mask]).toEqual([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 1]);
  });

  test("have the ids of the truths, and refuse those of other pictures", () => {
    const truths = {
      images: [{ id: 42, file: "42.png", height: 3, width: 4 }],
      categories: [
        { id: 17, name: "cat" },
        { id: 18, name: "dog" },
      ],
    };
    const found = segmentedObjects(mirror(3, 4), split, { truths });
    expect(found.map(({ image, category }) => [image, category])).toEqual([
      [42, 17],
      [42, 18],
      [42, 17],
    ]);
    const others = { ...truths, images: [] };
    expect(() => segmentedObjects(mirror(3, 4), split, { truths: others })).toThrow(
      "of 0 pictures and 2 categories, and there are 1 and 3 classes",
    );
  });

  test("leave out what is too small, and join corners when asked to", () => {
    expect(segmentedObjects(mirror(3, 4), split, { least: 2 })).toHaveLength(2);
    const diagonal = new Split({
      ...{ shape: [2, 2, 3], labelShape: [2, 2] as const, classes },
      ...{ inputs: Float32Array.of(0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0), labels: new Int32Array(4) },
    });
    expect(segmentedObjects(mirror(2, 2), diagonal)).toHaveLength(2);
    expect(segmentedObjects(mirror(2, 2), diagonal, { corners: true })).toHaveLength(1);
  });

  test("are nearly all of COCO's points where the model is right and things do not touch", async () => {
    const data = await scenes({ count: 60, size: 32, objects: 1, test: 0.5 });
    const { labels } = data.test;
    const shown = new Float32Array(labels.length * 11);
    labels.forEach((label, i) => {
      shown[11 * i + label] = 20;
    });
    const shape = [32, 32, 11] as const;
    const truth = new Split({ ...data.test, shape, inputs: shown, scale: 1 });
    const model = net(shape, conv(11, 1, { act: "linear" }));
    model.setWeights([tf.eye(11).reshape([1, 1, 11, 11]), tf.zeros([11])]);
    const found = segmentedObjects(model, truth, { corners: true });
    const report = detectionReport(found, data.annotations("test"), { kind: "masks" });
    expect(report.ap).toBeGreaterThan(0.9);
  });

  test("need a label for each pixel", () => {
    const plain = new Split({ shape: [3, 4, 3], classes, inputs, labels: new Int32Array(1) });
    expect(() => segmentedObjects(mirror(3, 4), plain as never)).toThrow("one for each pixel");
  });
});

describe("detectionOverlays()", () => {
  test("set the truth beside what is sure enough, with the same colours", async () => {
    const data = await scenes({ count: 10, size: 32, objects: [1, 3], test: 0.5 });
    const truths = data.annotations("test");
    const found = truths.annotations.map((each, i) => ({
      ...each,
      score: i % 2 === 0 ? 0.9 : 0.1,
    }));
    const drawn = (kind?: "boxes" | "masks") =>
      detectionOverlays(found, truths, {
        pictures: data.test,
        which: [3, 1],
        ...(kind && { kind }),
      });
    const own = (i: number) => truths.annotations.filter(({ image }) => image === i + 1);
    const marks = drawn("masks").data.filter(({ fill }) => fill);
    const sure = [...own(3), ...own(1)].filter(({ id }) => id % 2 === 1);
    expect(marks).toHaveLength(own(3).length + own(1).length + sure.length);
    const truth = marks.filter(({ xaxis }) => xaxis === "x");
    const names = own(3).map(({ category }) => data.classes[category]);
    expect(truth.map(({ legendgroup }) => legendgroup).sort()).toEqual(names.sort());
    const boxes = drawn("boxes").data.filter(({ fill }) => fill);
    expect(boxes.every(({ x }) => x!.length === 5)).toBe(true);
  });

  test("refuse pictures that are not the truths'", async () => {
    const data = await scenes({ count: 10, size: 32, test: 0.5 });
    const truths = data.annotations("test");
    expect(() => detectionOverlays([], truths, { pictures: data.test.take(3) })).toThrow(
      "the truths are of 5 pictures, numbered from 0, and there are 3",
    );
    expect(() => detectionOverlays([], truths, { pictures: data.test, which: [5] })).toThrow(
      "picture 5",
    );
  });
});
