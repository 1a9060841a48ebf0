import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { random, ready, seed } from "@rosenblatt/engine";
import { bundleOf } from "@rosenblatt/plots";
import {
  type Augmentation,
  colour,
  crop,
  dataset,
  erase,
  flip,
  type Image,
  noise,
  pad,
  rotate,
  Split,
  scale,
  shear,
  shift,
} from "../src/index.js";
import { generator, seedOf } from "../src/stream/generator.js";

beforeAll(() => ready());

const image: Image = {
  height: 2,
  width: 3,
  channels: 1,
  values: Float32Array.of(1, 2, 3, 4, 5, 6),
};

/** The changed values where chance gives these numbers, one after the other. */
function changed(change: Augmentation, chance: readonly number[], of: Image = image): number[] {
  const numbers = [...chance];
  const random = () => numbers.shift() ?? fail();
  const before = [...of.values];
  const { height, width, channels, values } = change.transform(of, random, change.options);
  expect([height, width, channels]).toEqual([of.height, of.width, of.channels]);
  expect([...of.values]).toEqual(before);
  expect(numbers).toEqual([]);
  return [...values];
}

function fail(): never {
  throw new Error("too many random numbers were asked for");
}

/** Two channels: the values, and those plus 10. */
const coloured: Image = {
  ...image,
  channels: 2,
  values: Float32Array.from({ length: 12 }, (_, i) => 1 + Math.floor(i / 2) + 10 * (i % 2)),
};

describe("flip()", () => {
  test("mirrors left and right with its chance", () => {
    expect(changed(flip(), [0.49])).toEqual([3, 2, 1, 6, 5, 4]);
    expect(changed(flip(), [0.5])).toEqual([1, 2, 3, 4, 5, 6]);
    expect(changed(flip({ chance: 1 }), [0.99], coloured)).toEqual([
      3, 13, 2, 12, 1, 11, 6, 16, 5, 15, 4, 14,
    ]);
  });

  test("mirrors top and bottom", () => {
    expect(changed(flip({ vertical: true }), [0])).toEqual([4, 5, 6, 1, 2, 3]);
  });
});

describe("crop()", () => {
  test.each([
    ["top left", [0, 0], [9, 9, 9, 9, 1, 2]],
    ["middle", [0.5, 0.5], [1, 2, 3, 4, 5, 6]],
    ["bottom right", [0.99, 0.99], [5, 6, 9, 9, 9, 9]],
    ["bottom", [0.7, 0.5], [4, 5, 6, 9, 9, 9]],
  ])("cuts out of the padded picture at the %s", (_name, chance, expected) => {
    expect(changed(crop(1, { fill: 9 }), chance)).toEqual(expected);
  });

  test("reaches every place of the padding and no other", () => {
    const random = generator(3);
    const dot: Image = { height: 3, width: 3, channels: 1, values: new Float32Array(9) };
    dot.values[4] = 1;
    const { transform, options } = crop(2);
    const places = Array.from({ length: 500 }, () =>
      transform(dot, random, options).values.indexOf(1),
    );
    expect([...new Set(places)].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test("moves all channels, and leaves nothing of what it moved out", () => {
    expect(changed(crop(1), [0.5, 0.99], coloured)).toEqual([
      2, 12, 3, 13, 0, 0, 5, 15, 6, 16, 0, 0,
    ]);
    expect(changed(crop(5), [0, 0])).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe("erase()", () => {
  test("fills a square around a pixel, cut off at the border", () => {
    const plain: Image = { height: 4, width: 4, channels: 1, values: new Float32Array(16).fill(1) };
    const rows = (chance: number[], options = {}) => {
      const values = changed(erase(2, options), chance, plain);
      return [0, 4, 8, 12].map((start) => values.slice(start, start + 4).join(""));
    };
    expect(rows([0, 0.5, 0.5])).toEqual(["1111", "1001", "1001", "1111"]);
    expect(rows([0, 0, 0.99])).toEqual(["1100", "1111", "1111", "1111"]);
    expect(rows([0.1, 0.5, 0], { chance: 0.2, fill: 7 })).toEqual(["1111", "7111", "7111", "1111"]);
    expect(rows([0.2], { chance: 0.2 })).toEqual(["1111", "1111", "1111", "1111"]);
  });

  test("fills every channel", () => {
    expect(changed(erase(1), [0, 0.5, 0.5], coloured)).toEqual([
      1, 11, 2, 12, 3, 13, 4, 14, 0, 0, 6, 16,
    ]);
  });
});

describe("shift(), rotate(), scale() and shear()", () => {
  const file = join(__dirname, "fixtures/resampled.json");
  const frozen = JSON.parse(readFileSync(file, "utf8")) as {
    image: Image;
    mask: number[];
    shift: { x: number; y: number; values: number[] }[];
    rotate: { degrees: number; values: number[]; mask: number[] }[];
    scale: { factor: number; values: number[]; mask: number[] }[];
    shear: { degrees: number; values: number[]; mask: number[] }[];
  };
  const picture = { ...frozen.image, values: Float32Array.from(frozen.image.values) };
  const expectClose = (values: number[], expected: number[]) => {
    expect(values).toHaveLength(expected.length);
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 6);
    });
  };

  test.each(frozen.shift)("shift by ($x, $y) as PyTorch does", ({ x, y, values }) => {
    const chance = [x, y].map((distance) => (distance / 3 + 1) / 2);
    expectClose(changed(shift(3), chance, picture), values);
  });

  test.each(frozen.rotate)("rotate by $degrees degrees as PyTorch does", ({ degrees, values }) => {
    expectClose(changed(rotate(90), [(degrees / 90 + 1) / 2], picture), values);
  });

  test.each(frozen.scale)("scale by $factor as PyTorch does", ({ factor, values }) => {
    expectClose(changed(scale(2), [(Math.log2(factor) + 1) / 2], picture), values);
  });

  test.each(frozen.shear)("lean by $degrees degrees as PyTorch does", ({ degrees, values }) => {
    expectClose(changed(shear(60), [(degrees / 60 + 1) / 2], picture), values);
  });

  test.each([
    ...frozen.rotate.map((of) => ({ ...of, change: rotate(90), chance: of.degrees / 90 })),
    ...frozen.scale.map((of) => ({ ...of, change: scale(2), chance: Math.log2(of.factor) })),
    ...frozen.shear.map((of) => ({ ...of, change: shear(60), chance: of.degrees / 60 })),
  ])("masks take the nearest pixel as PyTorch does: %#", ({ change, chance, mask }) => {
    const marked = { ...picture, mask: Uint8Array.from(frozen.mask) };
    const after = change.transform(marked, () => (chance + 1) / 2, change.options);
    expect([...after.mask!]).toEqual(mask);
  });

  test("fill what comes from outside", () => {
    expect(changed(shift(1, { fill: 9 }), [0, 0.5])).toEqual([9, 1, 2, 9, 4, 5]);
    const row: Image = { ...image, height: 1, values: Float32Array.of(1, 2, 3) };
    expect(changed(rotate(90, { fill: 9 }), [1], row)).toEqual([9, 2, 9]);
  });
});

describe("noise()", () => {
  test("adds normal numbers of the deviation", () => {
    const length = 100_001;
    const grey = {
      height: 1,
      width: length,
      channels: 1,
      values: new Float32Array(length).fill(5),
    };
    const { transform, options } = noise(0.5);
    const values = [...transform(grey, generator(7), options).values].map((value) => value - 5);
    const mean = (of: number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
    // Within five standard errors: of mean, deviation, kurtosis and the share within one deviation.
    expect(Math.abs(mean(values))).toBeLessThan(5 * (0.5 / Math.sqrt(length)));
    const variance = mean(values.map((value) => value ** 2));
    expect(Math.abs(variance / 0.25 - 1)).toBeLessThan(5 * Math.sqrt(2 / length));
    const kurtosis = mean(values.map((value) => (value / 0.5) ** 4));
    expect(Math.abs(kurtosis - 3)).toBeLessThan(5 * Math.sqrt(96 / length));
    const within = values.filter((value) => Math.abs(value) < 0.5).length / length;
    expect(Math.abs(within - 0.682_689)).toBeLessThan(5 * Math.sqrt(0.217 / length));
  });
});

describe("pad() and crop() to a size", () => {
  test("add on every side, and cut out anywhere", () => {
    const rows = { ...image, height: 1, width: 2, values: Float32Array.of(1, 2) };
    const { transform, options } = pad(1, { fill: 9 });
    const padded = transform(rows, fail, options);
    expect([padded.height, padded.width]).toEqual([3, 4]);
    expect([...padded.values]).toEqual([9, 9, 9, 9, 9, 1, 2, 9, 9, 9, 9, 9]);
    const cut = crop(0, { size: [1, 3] });
    const chances = [0.5, 0.99];
    const after = cut.transform(padded, () => chances.shift()!, cut.options);
    expect([after.height, after.width, ...after.values]).toEqual([1, 3, 1, 2, 9]);
  });

  test("refuse a size that the picture does not have", () => {
    const { transform, options } = crop(1, { size: [5, 3] });
    expect(() => transform(image, Math.random, options)).toThrow(
      "5 × 3 is more than the 4 × 5 of the picture with its padding",
    );
  });
});

describe("colour()", () => {
  const file = join(__dirname, "fixtures/colour.json");
  type Case = { factor: number; by: number; values: number[] };
  const frozen = JSON.parse(readFileSync(file, "utf8")) as { image: Image } & Record<
    "brightness" | "contrast" | "saturation" | "hue",
    Case[]
  >;
  const photo = { ...frozen.image, values: Float32Array.from(frozen.image.values) };
  const half = [0.5, 0.5, 0.5, 0.5];

  /** The chances that give this factor, or this share of the circle, to one property alone. */
  const chances = (place: number, amount: number) =>
    half.map((chance, i) => (i === place ? (amount + 1) / 2 : chance));

  test.each([
    ["brightness", 0],
    ["contrast", 1],
    ["saturation", 2],
  ] as const)("changes %s as Pillow does", (name, place) => {
    for (const { factor, values } of frozen[name]) {
      const after = changed(colour({ [name]: 1 }), chances(place, factor - 1), photo);
      // Pillow rounds to whole numbers, of the grey and of the result.
      after.forEach((value, i) => {
        expect(Math.abs(value - values[i]!)).toBeLessThan(1.51 / 255);
      });
    }
  });

  test("turns the hue as colorsys does", () => {
    for (const { by, values } of frozen.hue) {
      const after = changed(colour({ hue: 1 }), chances(3, by), photo);
      after.forEach((value, i) => {
        expect(value).toBeCloseTo(values[i]!, 6);
      });
    }
  });

  test("leaves a picture as it is without amounts, and grey ones grey", () => {
    expect(changed(colour(), half, photo)).toEqual([...photo.values]);
    const grey = { ...image, values: image.values.map((value) => value / 10) };
    const options = { brightness: 0.5, saturation: 1, hue: 0.5 };
    const after = changed(colour(options), [0, 0.5, 0, 0], grey);
    after.forEach((value, i) => {
      expect(value).toBeCloseTo((i + 1) / 20, 6);
    });
    const many = { ...image, channels: 2, values: new Float32Array(12) };
    const { transform } = colour();
    expect(() => transform(many, Math.random, {})).toThrow("must have 1 or 3 channels, got 2");
  });
});

describe("the options", () => {
  test.each([
    [() => flip({ chance: 2 }), "Cannot flip with chance = 2: it must be from 0 to 1"],
    [() => crop(1.5), "Cannot crop with pad = 1.5: it must be a whole number of pixels"],
    [() => shift(-1), "Cannot shift with most = -1: it must be a number from 0 on"],
    [() => rotate(Number.NaN), "Cannot rotate with most = NaN"],
    [() => noise(Infinity), "Cannot add noise with deviation = Infinity"],
    [() => pad(0.5), "Cannot pad with pixels = 0.5"],
    [() => crop(0, { size: [4.5, 4] }), "Cannot crop with height = 4.5"],
    [() => scale(0.5), "Cannot scale with most = 0.5: it must be a number from 1 on"],
    [() => shear(90), "Cannot shear with most = 90"],
    [() => colour({ hue: 2 }), "Cannot change the colour with hue = 2"],
    [() => erase(-2), "Cannot erase with size = -2"],
    [() => erase(2, { chance: -0.1 }), "Cannot erase with chance = -0.1"],
  ])("are checked: %#", (make, message) => {
    expect(make).toThrow(message);
  });
});

describe("the numbers of a seed", () => {
  test("are those of mulberry32", () => {
    const random = generator(12345);
    const numbers = Array.from({ length: 3 }, () => Math.round(random() * 2 ** 32));
    expect(numbers).toEqual([4207900869, 1317490944, 2079646450]);
  });

  test("differ from one example to the next", () => {
    const first = Array.from({ length: 10_000 }, (_, i) => generator(seedOf(1, i))());
    expect(new Set(first).size).toBeGreaterThan(9_990);
    const mean = first.reduce((sum, value) => sum + value, 0) / first.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / first.length));
  });
});

describe("an augmented split", () => {
  const split = new Split({
    shape: [2, 3, 1] as const,
    classes: ["a", "b"] as const,
    inputs: Uint8Array.of(0, 51, 102, 153, 204, 255, 1, 2, 3, 4, 5, 6),
    labels: Int32Array.of(1, 0),
    scale: 1 / 255,
  });
  const facts = { name: "two", licence: "", source: "", citation: "", ...split };

  test("changes in the order given, and take() and pick() keep the changes", () => {
    const dim = (of: Image) => ({ ...of, values: of.values.map((value, i) => value - i / 255) });
    const augmented = split.augment(flip({ chance: 1 })).augment(dim);
    for (const kept of [augmented, augmented.take(1), augmented.pick([0])]) {
      expect(kept.augmentations.map(({ name }) => name)).toEqual(["flip", "dim"]);
      const [batch] = kept.take(1).batches(1);
      const values = [...batch!.x.dataSync()].map((value) => Math.round(value * 255));
      expect(values).toEqual([102, 50, -2, 252, 200, 148]);
    }
    expect(split.augmentations).toEqual([]);
    expect([...augmented.at(0).input]).toEqual([...split.at(0).input]);
  });

  test("may grow pictures in between, and must end with the size of the examples", () => {
    const through = split.augment(pad(2), rotate(20), crop(0, { size: [2, 3] }));
    const [batch] = through.batches(2);
    expect(batch?.x.shape).toEqual([2, 2, 3, 1]);
    expect(() => [...split.augment(flip(), pad(2)).batches(2)]).toThrow(
      "Cannot augment with flip, pad: examples are of 2 × 3 × 1 and come out as 6 × 7 × 1; " +
        "end with crop(0, { size: [2, 3] })",
    );
  });

  test("leaves the test part of a data set as it is", () => {
    const data = dataset(facts, { train: split, test: split }).augment(flip());
    expect(data.train.augmentations).toHaveLength(1);
    expect(data.test.augmentations).toHaveLength(0);
    expect(bundleOf(data)["text/plain"]).toMatch(/augmented\s+flip/);
  });

  test("shows its pictures changed, without touching the numbers of seed()", () => {
    const drawn = (of: typeof split) => bundleOf(of.show())["image/png"];
    seed(7);
    const expected = random();
    seed(7);
    expect(drawn(split.augment(flip({ chance: 1 })))).not.toBe(drawn(split));
    expect(random()).toBe(expected);
  });
});
