import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "@jest/globals";
import {
  type Augmentation,
  augmented,
  type Box,
  colour,
  crop,
  erase,
  flip,
  type Image,
  noise,
  pad,
  rotate,
  scale,
  shear,
  shift,
} from "../src/index.js";
import { generator } from "../src/stream/generator.js";

/** The rectangle around what a mask shows of an object; none when it shows nothing. */
function around({ mask, width }: Image): Box | undefined {
  const own = [...mask!.keys()].filter((i) => mask![i] === 1);
  if (own.length === 0) {
    return undefined;
  }
  const [columns, rows] = [own.map((i) => i % width), own.map((i) => Math.floor(i / width))];
  const [x, y] = [Math.min(...columns), Math.min(...rows)];
  return { x, y, width: Math.max(...columns) + 1 - x, height: Math.max(...rows) + 1 - y };
}

/** A white rectangle on black, its mask and its box, all at random. */
function scene(random: () => number): Image & { mask: Uint8Array; boxes: readonly [Box] } {
  const [height, width] = [40, 56];
  const whole = (from: number, to: number) => Math.floor(from + random() * (to - from));
  const box = { x: whole(0, 30), y: whole(0, 20), width: whole(8, 26), height: whole(8, 20) };
  const mask = Uint8Array.from({ length: height * width }, (_, i) => {
    const [column, row] = [(i % width) - box.x, Math.floor(i / width) - box.y];
    return column >= 0 && column < box.width && row >= 0 && row < box.height ? 1 : 0;
  });
  return {
    ...{ height, width, channels: 1, values: Float32Array.from(mask), mask },
    boxes: [{ ...box, label: "block" }],
  };
}

/** The largest distance between edges of two boxes, in pixels. */
function apart(a: Box, b: Box): number {
  return Math.max(
    Math.abs(a.x - b.x),
    Math.abs(a.y - b.y),
    Math.abs(a.x + a.width - b.x - b.width),
    Math.abs(a.y + a.height - b.y - b.height),
  );
}

const exact: [string, Augmentation[]][] = [
  ["flip", [flip({ chance: 1 })]],
  ["flip upside down", [flip({ chance: 1, vertical: true })]],
  ["crop", [crop(15)]],
  ["crop to a size", [crop(4, { size: [20, 30] })]],
  ["pad", [pad(7)]],
  ["pad, flip and crop", [pad(7), flip(), crop(0, { size: [40, 56] })]],
];
const resampling: [string, Augmentation[]][] = [
  ["shift", [shift(20)]],
  ["rotate", [rotate(180)]],
  ["scale", [scale(2)]],
  ["shear", [shear(45)]],
  ["flip, then rotate", [flip({ chance: 1 }), rotate(30)]],
];

describe("a picture, its mask and its boxes", () => {
  test.each(exact)("agree to the pixel after %s", (_name, changes) => {
    const random = generator(5);
    let seen = 0;
    for (let seed = 0; seed < 100; seed += 1) {
      const before = scene(random);
      const after = augmented(before, changes, { seed, least: 0 });
      const [box] = after.boxes!;
      const rectangle = around(after);
      expect(box === undefined).toBe(rectangle === undefined);
      expect([...after.values]).toEqual([...after.mask!]);
      if (box && rectangle) {
        seen += 1;
        expect(apart(box, rectangle)).toBeLessThan(1e-9);
        expect(box.label).toBe("block");
        const pixels = (of: Image) => of.mask!.filter((value) => value === 1).length;
        expect(box.visible).toBeCloseTo(pixels(after) / pixels(before), 6);
      }
    }
    expect(seen).toBeGreaterThan(50);
  });

  test.each(resampling)("agree within a pixel or two after %s", (_name, changes) => {
    const random = generator(6);
    let seen = 0;
    for (let seed = 0; seed < 100; seed += 1) {
      const after = augmented(scene(random), changes, { seed, least: 0.1 });
      const [box] = after.boxes!;
      const rectangle = around(after);
      if (box) {
        seen += 1;
        // The corner of a leaning rectangle may be thinner than a pixel.
        expect(apart(box, rectangle!)).toBeLessThan(2);
      }
      const differing = after.values.filter((value, i) => value > 0.5 !== after.mask![i]! > 0.5);
      // Halfway between two pixels the mean and the nearest may differ.
      expect(differing.length).toBeLessThan(0.02 * after.values.length);
    }
    expect(seen).toBeGreaterThan(50);
  });

  test("stay where they are when only colours change", () => {
    const before = scene(generator(7));
    const after = augmented(before, [noise(0.1), erase(9), colour({ contrast: 0.5 })]);
    expect(after.mask).toEqual(before.mask);
    expect(after.boxes).toEqual(before.boxes);
    expect(after.values).not.toEqual(before.values);
  });

  test("move under a function of one's own that moves them", () => {
    const drop = (image: Image): Image => ({ ...image, boxes: [] });
    expect(augmented(scene(generator(1)), [drop]).boxes).toEqual([]);
  });
});

describe("boxes", () => {
  const blank = { height: 10, width: 10, channels: 1, values: new Float32Array(100) };
  const left = crop(0, { size: [10, 5] });
  const cut = (box: Box, options = {}) => {
    const image = { ...blank, boxes: [box] };
    const { transform, options: own } = left;
    const view = (of: Image) => transform(of, () => 0, own);
    return augmented(image, [view], options).boxes;
  };

  test("are clipped, and tell how much of them is in view", () => {
    const box = { x: 3, y: 2, width: 4, height: 6, label: 1 };
    expect(cut(box)).toEqual([{ ...box, width: 2, visible: 0.5 }]);
    expect(cut({ ...box, visible: 0.5 })).toEqual([{ ...box, width: 2, visible: 0.25 }]);
  });

  test("go when too little is left", () => {
    const box = { x: 4.7, y: 0, width: 4, height: 4 };
    expect(cut(box)).toEqual([]);
    expect(cut(box, { least: 0.05 })).toHaveLength(1);
    expect(cut({ ...box, x: 5 }, { least: 0 })).toEqual([]);
  });
});

describe("augmented()", () => {
  const changes = [
    flip(),
    pad(3),
    rotate(20),
    scale(1.2),
    shear(10),
    crop(2),
    colour({ hue: 0.1 }),
  ];
  const before = scene(generator(3));

  test("gives the same bits for the same seed, and others for another", () => {
    expect(augmented(before, changes, { seed: 7 })).toEqual(
      augmented(before, changes, { seed: 7 }),
    );
    expect(augmented(before, changes, { seed: 7 })).not.toEqual(
      augmented(before, changes, { seed: 8 }),
    );
  });

  test("gives the same bits in a worker thread", async () => {
    const made = `
      const { createHash } = require("node:crypto");
      const { augmented, colour, crop, flip, pad, rotate, scale, shear } = require("@rosenblatt/datasets");
      const digest = () => {
        const values = Float32Array.from({ length: 300 }, (_, i) => ((i * 37) % 100) / 100);
        const mask = Uint8Array.from({ length: 300 }, (_, i) => i % 7);
        const boxes = [{ x: 2, y: 3, width: 9, height: 4 }];
        const image = { height: 15, width: 20, channels: 1, values, mask, boxes };
        const changes = [flip(), pad(3), rotate(20), scale(1.2), shear(10), crop(2), colour()];
        const after = augmented(image, changes, { seed: 7 });
        const hash = createHash("sha256").update(after.values).update(after.mask);
        return hash.update(JSON.stringify(after.boxes)).digest("hex");
      };`;
    const there = `${made} require("node:worker_threads").parentPort.postMessage(digest());`;
    const program = `${made}
      const { Worker } = require("node:worker_threads");
      new Worker(${JSON.stringify(there)}, { eval: true })
        .once("message", (other) => console.log(other === digest()));`;
    const options = { cwd: join(__dirname, "../../rosenblatt") };
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", program], options);
    expect(stdout.trim()).toBe("true");
  });

  test("refuses what does not fit together, by name", () => {
    expect(() => augmented({ ...before, mask: new Uint8Array(3) }, [])).toThrow(
      "it needs 2240 values and a mask of 2240 or none, got 2240 and 3",
    );
    const lose = (image: Image) => ({ ...image, mask: new Uint8Array(1) });
    expect(() => augmented(before, [lose])).toThrow(
      "Cannot augment with lose: the mask of a picture of 40 × 56 × 1 must have 2240 values, got 1",
    );
    expect(() => augmented(before, [crop(0, { size: [99, 9] })])).toThrow(
      "Cannot augment with crop: 99 × 9 is more than the 40 × 56",
    );
  });
});
