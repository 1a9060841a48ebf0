import { expect, test } from "@jest/globals";
import { boxCrops, Split, scenes } from "../src/index.js";

const shape = [4, 6, 1] as const;
const classes = ["background", "left", "right"] as const;
const inputs = Uint8Array.from({ length: 24 }, (_, i) => 10 * i);
const boxes = [
  [
    { x: 0, y: 0, width: 2, height: 2, label: 1 },
    { x: 2, y: 1, width: 4, height: 2, label: "right" },
  ],
];
const one = new Split({ shape, classes, inputs, labels: Int32Array.of(0), boxes, scale: 1 / 255 });

test("what boxes hold, pixel by pixel, with their classes", () => {
  const crops = boxCrops(one, { size: 2 });
  expect(crops.shape).toEqual([2, 2, 1]);
  expect([...crops.inputs.subarray(0, 4)]).toEqual([0, 10, 60, 70]);
  expect([...crops.inputs.subarray(4)]).toEqual([85, 105, 145, 165]);
  expect([...crops.labels]).toEqual([1, 2]);
  expect(crops.at(1).label).toBe("right");
  expect(crops.at(1).input[0]).toBeCloseTo(85 / 255, 5);
});

test("beyond the picture its edge goes on", () => {
  const found = [{ image: 1, category: 1, box: [-4, 0, 4, 4] as const }];
  expect([...boxCrops(one, { size: 2, found }).inputs]).toEqual([30, 30, 150, 150]);
  const crop = boxCrops(one, { size: 4, margin: 0.5 }).inputs.subarray(0, 16);
  expect([...crop]).toEqual([0, 0, 10, 20, 0, 0, 10, 20, 60, 60, 70, 80, 120, 120, 130, 140]);
});

test("each thing of scenes", async () => {
  const { train } = await scenes({ count: 10, size: 32 });
  const crops = boxCrops(train, { size: 16 });
  expect(crops.length).toBe(train.boxes!.flat().length);
  expect([...crops.labels]).toEqual(train.boxes!.flat().map(({ label }) => label));
});

test("refuses what cannot be cropped", () => {
  expect(() => boxCrops(one, { size: 0 })).toThrow("the size 0 is no whole number above 0");
  expect(() => boxCrops(one, { margin: -1 })).toThrow("the margin -1 must be");
  const found = [{ image: 2, category: 1, box: [0, 0, 1, 1] as const }];
  expect(() => boxCrops(one, { found })).toThrow("picture 2 is none of the 1 that there are");
  const flat = new Split({ shape, classes, inputs, labels: Int32Array.of(0) });
  expect(() => boxCrops(flat)).toThrow("Cannot crop boxes: the pictures have none");
});
