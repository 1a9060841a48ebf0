import { describe, expect, test } from "@jest/globals";
import { decode } from "fast-png";
import {
  bundleOf,
  heatOverlay,
  imageGrid,
  markOverlay,
  picture,
  predictionGrid,
  table,
} from "../src/index.js";

describe("imageGrid()", () => {
  const grey = [Uint8Array.of(0, 255), Uint8Array.of(100, 50), Uint8Array.of(7, 8)];

  test("enlarges each pixel by a whole factor and leaves transparent gaps", () => {
    const { png, width, height } = imageGrid(grey, { shape: [1, 2, 1], columns: 2, scale: 3 });
    expect([width, height]).toEqual([2 * 6 + 4, 2 * 3 + 4]);
    const { data, channels } = decode(png);
    const pixel = (x: number, y: number) => [
      ...data.subarray((y * width + x) * channels, (y * width + x + 1) * channels),
    ];
    expect(pixel(0, 0)).toEqual([0, 0, 0, 255]);
    expect(pixel(3, 2)).toEqual([255, 255, 255, 255]);
    expect(pixel(10, 0)).toEqual([100, 100, 100, 255]);
    expect(pixel(6, 0)[3]).toBe(0);
    expect(pixel(0, 7)).toEqual([7, 7, 7, 255]);
    expect(pixel(10, 7)[3]).toBe(0);
  });

  test("draws RGB, and numbers from 0 to 1", () => {
    const { png } = imageGrid([[1, 0.5, 0]], { shape: [1, 1, 3], scale: 1 });
    expect([...decode(png).data]).toEqual([255, 128, 0, 255]);
  });

  test("puts a caption under each picture, made safe for HTML", () => {
    const captions = ["<b>", "Bag", "Coat"];
    const bundle = bundleOf(imageGrid(grey, { shape: [1, 2, 1], captions }));
    expect(bundle["text/html"]).toContain("<small>&lt;b&gt;</small>");
    expect(String(bundle["text/html"]).match(/<img /g)).toHaveLength(3);
    expect(bundle["text/plain"]).toContain("Bag, Coat");
    expect(Buffer.from(String(bundle["image/png"]), "base64").subarray(1, 4).toString()).toBe(
      "PNG",
    );
  });

  test("refuses images that do not fit the shape", () => {
    expect(() => imageGrid([[1, 2, 3]], { shape: [2, 2, 1] })).toThrow("needs 4 values, got 3");
    expect(() => imageGrid([[1, 2]], { shape: [1, 1, 2] })).toThrow("1 (grey) or 3 (RGB)");
  });
});

test("picture() keeps the pixels it was given", () => {
  const data = Uint8Array.of(1, 2, 3, 4, 5, 6);
  const { png } = picture({ width: 2, height: 1, channels: 3, data });
  expect([...decode(png).data]).toEqual([...data]);
});

describe("table()", () => {
  const rows = [
    { layer: "conv", share: 0.25 },
    { layer: "<dense>", share: 12 },
  ];

  test("sets numbers flush right in text", () => {
    const text = String(bundleOf(table(rows, { title: "Layers" }))["text/plain"]);
    expect(text.split("\n")).toEqual([
      "Layers",
      "layer    share",
      "───────  ─────",
      "conv      0.25",
      "<dense>  12.00",
    ]);
  });

  test("makes its text safe for HTML and keeps the rows", () => {
    const drawn = table(rows, { columns: ["layer"] });
    expect(drawn.rows).toBe(rows);
    expect(bundleOf(drawn)["text/html"]).toContain("&lt;dense&gt;");
    expect(bundleOf(drawn)["text/html"]).not.toContain("share");
  });
});

describe("markOverlay()", () => {
  test("tints each class but the first and what has none, and frames boxes", () => {
    const image = new Float32Array(16).fill(0.5);
    const mask = [0, 1, 1, 2, 255, ...new Array(11).fill(0)];
    const boxes = [{ x: 1, y: 1, width: 3, height: 3 }];
    const drawn = markOverlay(image, { mask, boxes }, { shape: [4, 4, 1] });
    const pixel = (i: number) => [...drawn.subarray(3 * i, 3 * i + 3)];
    expect(pixel(0)).toEqual([0.5, 0.5, 0.5]);
    expect(pixel(4)).toEqual([0.5, 0.5, 0.5]);
    expect(pixel(1)).toEqual(pixel(2));
    expect(pixel(3)).not.toEqual(pixel(2));
    expect(pixel(5)).toEqual(pixel(15));
    expect(pixel(10)).toEqual([0.5, 0.5, 0.5]);
  });

  test("refuses a mask of another size", () => {
    const shape = [1, 2, 1];
    expect(() => markOverlay([0, 1], { mask: [1] }, { shape })).toThrow("a mask of 2 or none");
  });
});

describe("heatOverlay()", () => {
  const image = [0.2, 0.8];

  test("leaves an image without heat as it was, in three channels", () => {
    const shown = heatOverlay(image, [0, 0], { shape: [1, 2, 1] });
    expect([...shown].map((value) => Number(value.toFixed(3)))).toEqual([
      0.2, 0.2, 0.2, 0.8, 0.8, 0.8,
    ]);
  });

  test("covers it with the colour of the heat, as much as it is told", () => {
    const [red, green, blue] = heatOverlay([0, 0, 0], [1], { shape: [1, 1, 3], strength: 0.5 });
    expect([red, green, blue].map((value) => Math.round(510 * value!))).toEqual([252, 255, 164]);
  });

  test("refuses sizes that do not fit", () => {
    expect(() => heatOverlay(image, [1], { shape: [1, 2, 1] })).toThrow("2 of heat, got 2 and 1");
  });
});

describe("predictionGrid()", () => {
  const image = new Uint8Array(100).fill(200);
  const shown = predictionGrid(
    [
      { image, actual: 0, predicted: 0, probability: 0.98 },
      { image, actual: 0, predicted: 1, probability: 0.6 },
      { image, actual: 1, predicted: 1 },
    ],
    { shape: [10, 10, 1], classes: ["cat", "dog"], title: "Pets" },
  );

  test("says what the model chose, how sure it was, and what is true", () => {
    expect(bundleOf(shown)["text/plain"]).toContain("✓ cat 98 %, dog 60 %, is cat, ✓ dog");
    expect(bundleOf(shown)["text/html"]).toContain("<small>dog 60 %, is cat</small>");
    expect(shown.predictions[1]!.predicted).toBe(1);
  });

  test("frames what is right in green and what is wrong in red, also in the picture", () => {
    const { data, channels } = decode(shown.png);
    const has = (color: number[]) =>
      Array.from({ length: data.length / channels }, (_, i) => i * channels).filter((at) =>
        color.every((value, k) => Math.abs(data[at + k]! - value) < 3),
      ).length;
    expect(has([0, 158, 115])).toBeGreaterThan(1.8 * has([213, 94, 0]));
    expect(has([213, 94, 0])).toBeGreaterThan(100);
    expect(has([200, 200, 200])).toBeGreaterThan(1000);
  });

  test("refuses a class without a name", () => {
    const nameless = [{ image, actual: 2, predicted: 0 }];
    expect(() => predictionGrid(nameless, { shape: [10, 10, 1], classes: ["a", "b"] })).toThrow(
      "Cannot name class 2: there are names for 0 to 1",
    );
  });
});
