import { describe, expect, test } from "@jest/globals";
import { bundleOf } from "@rosenblatt/plots";
import { decodeMask, flip, maskArea, maskBox, type RunLengthMask, scenes } from "../src/index.js";

const few = { count: 30, size: 48, objects: [1, 5] } as const;

describe("scenes()", () => {
  test("are pictures with a class for each pixel, of the size that was asked for", async () => {
    const data = await scenes({ ...few, test: 0.2 });
    expect([data.train.length, data.test.length]).toEqual([24, 6]);
    expect(data.shape).toEqual([48, 48, 3]);
    expect(data.labelShape).toEqual([48, 48]);
    expect(data.classes).toHaveLength(11);
    expect(data.classes[1]).toBe("T-shirt/top");
    expect(data.train.inputs).toHaveLength(24 * 48 * 48 * 3);
    const values = new Set(data.train.inputs);
    expect(values.size).toBeGreaterThan(200);
  });

  test("have a box and a mask around exactly what is seen of each thing", async () => {
    const data = await scenes(few);
    const { annotations, images, categories } = data.annotations("train");
    expect(images).toHaveLength(data.train.length);
    expect(categories[0]).toEqual({ id: 1, name: "T-shirt/top" });
    const pixels = 48 * 48;
    const covered = new Uint8Array(data.train.length * pixels);
    for (const { image, category, box, area, segmentation } of annotations) {
      const mask = segmentation as RunLengthMask;
      expect(maskBox(mask)).toEqual(box);
      expect(maskArea(mask)).toBe(area);
      decodeMask(mask).forEach((inside, pixel) => {
        const at = (image - 1) * pixels + pixel;
        if (inside) expect(data.train.labels[at]).toBe(category);
        covered[at]! += inside;
      });
    }
    // Each pixel is of one thing, or of none where there is background.
    expect(covered.every((times, i) => times === Math.min(1, data.train.labels[i]!))).toBe(true);
    const boxes = data.train.boxes!.flat().map(({ x, y, width, height }) => [x, y, width, height]);
    expect(boxes).toEqual(annotations.map(({ box }) => box));
  });

  test("keep the order of things: what lies in front hides what is behind", async () => {
    const { train, instances } = await scenes({ ...few, objects: 5 });
    const hidden = train.boxes!.flatMap((boxes, i) => {
      const owners = instances.train.subarray(i * 48 * 48, (i + 1) * 48 * 48);
      const seen = [...new Set(owners)].filter((owner) => owner > 0);
      expect(seen).toHaveLength(boxes.length);
      const front = owners.filter((owner) => owner === 5).length;
      const behind = owners.filter((owner) => owner === 1).length;
      return [{ front, behind }];
    });
    const mean = (of: "front" | "behind") =>
      hidden.reduce((sum, each) => sum + each[of], 0) / hidden.length;
    expect(mean("front")).toBeGreaterThan(1.2 * mean("behind"));
  });

  test("have things as large as they were asked to be", async () => {
    const widest = async (scale: readonly [number, number]) => {
      const { train } = await scenes({ ...few, objects: 1, scale });
      return Math.max(...train.boxes!.flat().map(({ width, height }) => Math.max(width, height)));
    };
    // A turned garment reaches a little further than its picture's side.
    expect(await widest([0.2, 0.3])).toBeLessThan(1.4 * 0.3 * 48);
    expect(await widest([0.8, 0.9])).toBeGreaterThan(0.7 * 48);
    await expect(scenes({ scale: [0.9, 0.8] })).rejects.toThrow("scale = [0.9, 0.8]");
  });

  test("have classes of one's own, of some of the things", async () => {
    const kinds = { shoe: ["Sandal", "Sneaker", "Ankle boot"], bag: ["Bag"] } as const;
    const data = await scenes({ ...few, kinds });
    const names: readonly ["background", ...("shoe" | "bag")[]] = data.classes;
    expect(names).toEqual(["background", "shoe", "bag"]);
    expect(new Set(data.train.labels)).toEqual(new Set([0, 1, 2]));
    expect(data.annotations("test").categories.map(({ name }) => name)).toEqual(["shoe", "bag"]);
    const share = data.train.boxes!.flat().filter(({ label }) => label === 1).length;
    expect(share / data.train.boxes!.flat().length).toBeGreaterThan(0.6);
    const wrong = { hat: ["Hat" as "Bag"] };
    await expect(scenes({ kinds: wrong })).rejects.toThrow('with "Hat": each kind needs some of');
  });

  test("the same seed gives the same scenes, whatever their number", async () => {
    const [a, b] = [
      await scenes({ ...few, seed: 9 }),
      await scenes({ ...few, count: 10, seed: 9 }),
    ];
    const length = b.train.inputs.length;
    expect(Buffer.from(a.train.inputs.subarray(0, length))).toEqual(Buffer.from(b.train.inputs));
    expect(a.train.take(b.train.length).boxes).toEqual(b.train.boxes);
    expect(a.test.take(b.test.length).labels).toEqual(b.test.labels);
    const other = await scenes({ ...few, count: 10, seed: 10 });
    expect(other.train.boxes).not.toEqual(b.train.boxes);
  });

  test("augment with their labels and boxes, and show both", async () => {
    const data = await scenes({ ...few, things: "digits", count: 8 });
    const text = bundleOf(data)["text/plain"];
    expect(text).toContain("Scenes of MNIST");
    expect(text).toContain("48 × 48, one a pixel");
    const [batch] = data.augment(flip({ chance: 1 })).train.batches(6);
    const mirrored = Array.from({ length: 48 }, (_, x) => data.train.labels[47 - x]!);
    expect([...batch!.y.dataSync().subarray(0, 48)]).toEqual(mirrored);
    expect(bundleOf(data.augment(flip()).train.show(3))["text/html"]).toContain("<img");
  });

  test("may be without a thing", async () => {
    const { train } = await scenes({ count: 2, size: 16, objects: 0, test: 0 });
    expect(train.labels.every((label) => label === 0)).toBe(true);
    expect(train.boxes).toEqual([[], []]);
  });

  test.each([
    [{ count: 0 }, "a whole number from 1 on"],
    [{ size: 8 }, "from 16 to 1024"],
    [{ objects: [3, 2] as const }, "the fewest first"],
    [{ things: "cats" as "digits" }, '"garments" or "digits"'],
    [{ test: 1 }, "below 1"],
    [{ noise: -1 }, "noise"],
  ])("refuse %o, with a cure", async (options, cure) => {
    await expect(scenes(options)).rejects.toThrow(cure);
  });
});
