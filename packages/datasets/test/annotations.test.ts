import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { bundleOf } from "@rosenblatt/plots";
import { decodeInstances } from "../src/annotations/coco-instances.js";
import { decodePanoptic } from "../src/annotations/coco-panoptic.js";
import { decodeResults } from "../src/annotations/coco-results.js";
import { decodeSegmentMap } from "../src/annotations/segment-map.js";
import { decodeVoc } from "../src/annotations/voc-picture.js";
import {
  annotationSet,
  cocoInstances,
  cocoPanoptic,
  cocoResults,
  DataFileError,
  maskText,
  pascalVoc,
  polygonMask,
  segmentationMask,
  segmentMap,
  writeCocoInstances,
  writeCocoPanoptic,
  writeCocoResults,
  writePascalVoc,
  writeSegmentMap,
} from "../src/index.js";
import { generator } from "../src/stream/generator.js";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "rosenblatt-"));
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

async function put(name: string, content: unknown): Promise<string> {
  const path = join(root, name);
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const size = { height: 30, width: 40 };
const triangle = [10, 10, 20, 10, 20, 20];
const mark = { image_id: 7, category_id: 3, bbox: [1, 2, 3.5, 4], area: 9.5, iscrowd: 0 };
const instances = {
  info: { year: 2026 },
  images: [
    { id: 7, file_name: "a/7.jpg", ...size, license: 4 },
    { id: 8, file_name: "8.jpg", height: 5, width: 6 },
  ],
  categories: [
    { id: 3, name: "cell", supercategory: "blood" },
    { id: 9, name: "plate", isthing: 1 },
  ],
  annotations: [
    { id: 1, ...mark, segmentation: [triangle, [0, 0, 5, 0, 5, 5, 0, 5]] },
    { id: 2, ...mark, iscrowd: 1, segmentation: { size: [30, 40], counts: [100, 50, 1050] } },
    { id: 900100000007, ...mark, segmentation: { size: [30, 40], counts: "" } },
    { id: 4, image_id: 7, category_id: 9, bbox: [0, 0, 2, 3], segmentation: [] },
  ],
};
instances.annotations[2]!.segmentation = {
  size: [30, 40],
  counts: maskText(polygonMask([triangle], size)),
};
const results = [
  { image_id: 7, category_id: 3, score: 0.5, bbox: [1, 2, 3, 4] },
  {
    image_id: 7,
    category_id: 9,
    score: -2,
    segmentation: { size: [30, 40], counts: maskText(polygonMask([triangle], size)) },
  },
];
const panoptic = {
  images: [{ id: 7, file_name: "7.jpg", height: 2, width: 2 }],
  categories: [
    { id: 3, name: "cell", isthing: 1 },
    { id: 5, name: "glass", isthing: 0 },
  ],
  annotations: [
    {
      image_id: 7,
      file_name: "7.png",
      segments_info: [
        { id: 70000, category_id: 3, area: 3, bbox: [0, 0, 2, 2], iscrowd: 0 },
        { id: 2, category_id: 5, area: 1, bbox: [1, 1, 1, 1], iscrowd: 1 },
      ],
    },
  ],
};
const voc = `<?xml version="1.0"?>
<!-- <object> in a comment -->
<annotation verified="yes">
  <filename>a &amp; b.jpg</filename>
  <size><width>640</width><height>480</height><depth>3</depth></size>
  <object>
    <name>cell</name><truncated>1</truncated><difficult>0</difficult>
    <bndbox><xmin>1</xmin><ymin>11</ymin><xmax>3</xmax><ymax>20.5</ymax></bndbox>
    <part><name>tail</name><bndbox><xmin>9</xmin></bndbox></part>
  </object>
  <object>
    <name><![CDATA[plate]]></name><difficult>1</difficult>
    <bndbox><xmax>40</xmax><xmin>40</xmin><ymin>7</ymin><ymax>7</ymax></bndbox>
  </object>
</annotation>
`;

describe("COCO's instances", () => {
  test("are typed plain values, which show themselves", async () => {
    const set = await cocoInstances(await put("instances.json", instances));
    expect(set.images[1]).toEqual({ id: 8, file: "8.jpg", height: 5, width: 6 });
    expect(set.categories).toEqual([
      { id: 3, name: "cell", group: "blood" },
      { id: 9, name: "plate", thing: true },
    ]);
    const [polygons, crowd, text, plain] = set.annotations;
    expect(polygons).toMatchObject({ id: 1, image: 7, category: 3, area: 9.5, crowd: false });
    expect([polygons!.box, crowd!.crowd]).toEqual([[1, 2, 3.5, 4], true]);
    expect(plain).toEqual({
      id: 4,
      image: 7,
      category: 9,
      box: [0, 0, 2, 3],
      area: 6,
      crowd: false,
    });
    expect(text!.segmentation).toEqual(polygonMask([triangle], size));
    expect(segmentationMask(crowd!.segmentation!, size).counts).toEqual(
      Uint32Array.of(100, 50, 1050),
    );
    expect(bundleOf(set)["text/plain"]).toMatch(/4 annotations on 2 pictures[\s\S]*cell +3 +1/);
  });

  test("are the same when written and read again", async () => {
    const set = await cocoInstances(await put("instances.json", instances));
    const path = join(root, "copy.json");
    await writeCocoInstances(set, path);
    expect({ ...(await cocoInstances(path)) }).toEqual({ ...set });
    const written = JSON.parse(await readFile(path, "utf8"));
    expect(written.annotations[1].segmentation.counts).toEqual([100, 50, 1050]);
    expect((await readdir(root)).sort()).toEqual(["copy.json", "instances.json"]);
  });

  test.each<[string, string, unknown, RegExp]>([
    [
      "a box of NaN",
      "annotations.0.bbox",
      [1, NaN, 3, 4],
      /annotations\[0\]\.bbox must be a list of 4 finite numbers, got \[1,null/,
    ],
    ["a box of three", "annotations.0.bbox", [1, 2, 3], /bbox must be a list of 4/],
    ["a box inside out", "annotations.0.bbox", [1, 2, -3, 4], /sides from 0 on/],
    [
      "an area of text",
      "annotations.0.area",
      "9",
      /area must be a finite number from 0 on, got "9"; correct/,
    ],
    ["an id twice", "annotations.1.id", 1, /annotations must have ids of their own, got 1 twice/],
    ["a picture twice", "images.1", instances.images[0], /images must have ids of their own/],
    ["no such picture", "annotations.3.image_id", 99, /number 3 is of the picture 99/],
    ["no such category", "annotations.3.category_id", 99, /number 3 is of the category 99/],
    ["half an id", "annotations.3.id", 0.5, /id must be a whole number from 0 on, got 0.5/],
    [
      "counts that lie",
      "annotations.1.segmentation.counts",
      [100, 50, 50],
      /annotations\[1\]\.segmentation: counts of 30 × 40 pixels must add up to 1200, got 200/,
    ],
    [
      "a text cut off",
      "annotations.2.segmentation.counts",
      "d:1m",
      /annotations\[2\]\.segmentation: /,
    ],
    [
      "runs of another picture",
      "annotations.1.segmentation.size",
      [40, 30],
      /size must be \[30, 40\], that of its picture, got \[40,30\]/,
    ],
    [
      "a polygon of two corners",
      "annotations.0.segmentation",
      [[1, 1, 2, 2]],
      /three corners or more \(number 0 is none\)/,
    ],
    ["deep nesting", "annotations.0.segmentation", deep(), /segmentation must be polygons/],
    ["no width", "images.0.width", 0, /images\[0\]\.width must be a whole number from 1 on, got 0/],
    ["no list", "annotations", {}, /annotations must be a list, got an object/],
    ["a list of numbers", "annotations", [1], /annotations\[0\] must be an object, got 1/],
  ])("refuses %s", (_, place, value, message) => {
    const read = () => decodeInstances(changed(instances, place, value), { name: "x.json" });
    expect(read).toThrow(DataFileError);
    expect(read).toThrow(message);
  });

  test("refuses what is no JSON, Python's NaN, and a folder", async () => {
    for (const text of ["", "{", '{"images": NaN}', "[".repeat(1e5), "[1]", "null"]) {
      await expect(cocoInstances(await put("x.json", text))).rejects.toThrow(DataFileError);
    }
    await expect(cocoInstances(root)).rejects.toThrow(/it is no file/);
  });

  test("are not written or made when ids do not fit together", async () => {
    const image = { id: 1, file: "1.jpg", height: 2, width: 2 };
    const fields = { images: [image, image], categories: [], annotations: [] };
    expect(() => annotationSet(fields)).toThrow(/images must have ids of their own, got 1 twice/);
    await expect(writeCocoInstances(fields, join(root, "x.json"))).rejects.toThrow(RangeError);
    expect(await readdir(root)).toEqual([]);
  });
});

/** A copy with another value at a place such as `images.0.id`. */
function changed(value: object, place: string, to: unknown): unknown {
  const copy = structuredClone(value);
  const keys = place.split(".");
  const last = keys.pop()!;
  const fields = copy as Record<string, unknown>;
  const inner = keys.reduce((at, key) => at[key] as Record<string, unknown>, fields);
  inner[last] = to;
  return copy;
}

function deep(): unknown {
  let value: unknown = 1;
  for (let i = 0; i < 1e5; i += 1) value = [value];
  return value;
}

describe("COCO's results", () => {
  test("are boxes and masks, and the same when written and read again", async () => {
    const truths = await cocoInstances(await put("instances.json", instances));
    const found = await cocoResults(await put("results.json", results), { truths });
    expect(found[0]).toEqual({ image: 7, category: 3, score: 0.5, box: [1, 2, 3, 4] });
    expect(found[1]!.segmentation).toEqual(polygonMask([triangle], size));
    expect(found[1]!.box).toEqual([11, 10, 9, 9]);
    const path = join(root, "copy.json");
    await writeCocoResults(found, path);
    expect(await cocoResults(path)).toEqual(found);
  });

  test("are refused when they are of other pictures, or have no number as score", async () => {
    const { images, categories } = decodeInstances(instances, { name: "x" });
    const truths = { images: images.slice(1), categories };
    expect(() => decodeResults(results, { name: "x", truths })).toThrow(
      /picture 7.* read it beside/,
    );
    const odd = [{ ...results[0], score: null }];
    expect(() => decodeResults(odd, { name: "x", truths })).toThrow(/results\[0\]\.score must be/);
    const bare = [{ image_id: 7, category_id: 3, score: 1 }];
    expect(() => decodeResults(bare, { name: "x", truths })).toThrow(/results\[0\]\.bbox must be/);
    const found = [{ image: 1, category: 1, score: NaN, box: [0, 0, 1, 1] as const }];
    await expect(writeCocoResults(found, join(root, "x"))).rejects.toThrow(
      /score of number 0 is NaN/,
    );
    const polygons = [{ ...found[0]!, score: 1, segmentation: [triangle] }];
    await expect(writeCocoResults(polygons, join(root, "x"))).rejects.toThrow(/segmentationMask/);
  });
});

describe("COCO's panoptic annotations", () => {
  test("are the same when written and read again, with their map", async () => {
    const set = await cocoPanoptic(await put("panoptic.json", panoptic));
    expect(set.annotations[0]!.segments[0]).toEqual({
      ...{ id: 70000, category: 3, area: 3, box: [0, 0, 2, 2], crowd: false },
    });
    expect(set.categories.map(({ thing }) => thing)).toEqual([true, false]);
    await writeCocoPanoptic(set, join(root, "copy.json"));
    expect(await cocoPanoptic(join(root, "copy.json"))).toEqual(set);
    const map = { height: 2, width: 2, ids: Int32Array.of(70000, 0, 16777215, 2) };
    await writeSegmentMap(map, join(root, "7.png"));
    expect(await segmentMap(join(root, "7.png"))).toEqual(map);
  });

  test("are refused when ids do not fit together, or a map is no PNG", async () => {
    const copy = structuredClone(panoptic);
    copy.annotations[0]!.segments_info[1]!.id = 70000;
    expect(() => decodePanoptic(copy, { name: "x" })).toThrow(
      /segments of picture 7 .* 70000 twice/,
    );
    copy.annotations[0]!.segments_info[1]!.id = 256 ** 3;
    expect(() => decodePanoptic(copy, { name: "x" })).toThrow(/below 16777216/);
    copy.annotations[0]!.segments_info[1]!.id = 1;
    copy.annotations[0]!.segments_info[1]!.category_id = 1;
    expect(() => decodePanoptic(copy, { name: "x" })).toThrow(/category 1, which is none/);
    copy.annotations.push(copy.annotations[0]!);
    expect(() => decodePanoptic(copy, { name: "x" })).toThrow(/pictures of annotations/);
    await expect(segmentMap(await put("x.png", "\u00ff"))).rejects.toThrow(DataFileError);
    const jpeg = Buffer.from([0xff, 0xd8, 0xff]);
    expect(() => decodeSegmentMap(jpeg, { name: "x" })).toThrow(/got a JPEG/);
    const small = { height: 2, width: 2, ids: [1] };
    await expect(writeSegmentMap(small, join(root, "x"))).rejects.toThrow(/as many ids, got 1/);
    const high = { height: 1, width: 1, ids: [256 ** 3] };
    await expect(writeSegmentMap(high, join(root, "x"))).rejects.toThrow(/got 16777216 at 0/);
  });
});

describe("Pascal VOC", () => {
  test("is read with its classes by alphabet, and the same when written and read again", async () => {
    await put("a.xml", voc);
    await put("notes.txt", "");
    const set = await pascalVoc(root);
    expect(set.images).toEqual([{ id: 1, file: "a & b.jpg", height: 480, width: 640 }]);
    expect(set.categories.map(({ name }) => name)).toEqual(["cell", "plate"]);
    expect(set.annotations.map(({ box }) => box)).toEqual([
      [0, 10, 3, 10.5],
      [39, 6, 1, 1],
    ]);
    expect(set.annotations.map(({ truncated }) => truncated)).toEqual([true, false]);
    expect(set.annotations.map(({ difficult }) => difficult)).toEqual([false, true]);
    await writePascalVoc(set, join(root, "copy"));
    expect(await readdir(join(root, "copy"))).toEqual(["a & b.xml"]);
    expect({ ...(await pascalVoc(join(root, "copy"))) }).toEqual({ ...set });
    await expect(pascalVoc(root, { classes: ["cell"] })).rejects.toThrow(/"plate", which is not/);
    const ordered = await pascalVoc(root, { classes: ["plate", "cell", "none"] });
    expect(ordered.annotations.map(({ category }) => category)).toEqual([2, 1]);
  });

  test("names of pictures do not lead out of the folder", async () => {
    const image = { id: 1, file: "../../x/../evil.jpg", height: 1, width: 1 };
    await writePascalVoc({ images: [image], categories: [], annotations: [] }, join(root, "copy"));
    expect(await readdir(join(root, "copy"))).toEqual(["evil.xml"]);
    const images = [image, { ...image, id: 2, file: "evil.png" }];
    const twice = writePascalVoc({ images, categories: [], annotations: [] }, root);
    await expect(twice).rejects.toThrow(/two pictures would be written as evil.xml/);
  });

  test.each([
    ["an open element", voc.replace("</annotation>", ""), /unclosed tag: annotation/],
    ["a wrong end", voc.replace("</object>", "</size>"), /line 10: unexpected close tag/],
    ["a document type", `<!DOCTYPE a [<!ENTITY b "c">]>${voc}`, /line 1: it has a document type/],
    ["an unknown entity", voc.replace("&amp;", "&bomb;"), /line 4: undefined entity/],
    ["deep nesting", "<a>".repeat(1e5), /nests more than 32 deep/],
    ["two roots", "<annotation/><annotation/>", /only one root/],
    ["another format", "<svg></svg>", /must be an <annotation> of Pascal VOC, got a <svg>/],
    ["no size", voc.replaceAll("size>", "sizes>"), /<annotation> needs a <size>/],
    ["a number of text", voc.replace(">640<", ">NaN<"), /<width> must be a number, got "NaN"/],
    [
      "a width of 0",
      voc.replace(">640<", ">0<"),
      /<width> must be a whole number from 1 on, got 0/,
    ],
    ["a box inside out", voc.replace("<xmax>3<", "<xmax>0<"), /got x 1 to 0/],
    ["bytes that are no text", "\ud800", /annotation|encoded|outside of root/],
  ])("refuses %s", (_, text, message) => {
    const read = () => decodeVoc(Buffer.from(text), { name: "x.xml" });
    expect(read).toThrow(DataFileError);
    expect(read).toThrow(message);
  });
});

/** What reads each format from its text. */
const formats: Record<string, { text: string; read: (bytes: Buffer) => unknown }> = {
  instances: {
    text: JSON.stringify(instances),
    read: (bytes) => decodeInstances(json(bytes), { name: "x" }),
  },
  results: {
    text: JSON.stringify(results),
    read: (bytes) =>
      decodeResults(json(bytes), { name: "x", truths: decodeInstances(instances, { name: "y" }) }),
  },
  panoptic: {
    text: JSON.stringify(panoptic),
    read: (bytes) => decodePanoptic(json(bytes), { name: "x" }),
  },
  voc: { text: voc, read: (bytes) => decodeVoc(bytes, { name: "x" }) },
};

function json(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new DataFileError("Cannot read x: it is no JSON");
  }
}

describe("2,000 mutations give annotations or a clear error", () => {
  test.each(Object.entries(formats))("%s", (_, { text, read }) => {
    const next = generator(5);
    let [taken, refused] = [0, 0];
    for (let i = 0; i < 2000; i += 1) {
      try {
        read(mutated(text, next));
        taken += 1;
      } catch (error) {
        refused += 1;
        expect((error as Error).message).toMatch(/^Cannot read x: /);
        expect((error as Error).name).toBe("DataFileError");
        expect((error as Error).message.length).toBeLessThan(500);
      }
    }
    expect(refused).toBeGreaterThan(500);
    expect(taken).toBeGreaterThan(20);
  });
});

const values = [
  "null",
  "-1",
  "1e999",
  "[]",
  "{}",
  '""',
  "0.5",
  "true",
  "[[[]]]",
  "9007199254740993",
];

/** A copy with a number replaced by something else, or bytes changed, taken out or cut off. */
function mutated(text: string, next: () => number): Buffer {
  const pick = (count: number) => Math.floor(next() * count);
  if (next() < 0.6) {
    const numbers = [...text.matchAll(/\d+(\.\d+)?|"[^"]*"|\[[\d.,]*\]/g)];
    const { index, 0: found } = numbers[pick(numbers.length)]!;
    const value = values[pick(values.length)]!;
    return Buffer.from(text.slice(0, index) + value + text.slice(index + found.length));
  }
  const bytes = Buffer.from(text);
  const at = pick(bytes.length);
  if (next() < 0.3) return bytes.subarray(0, at);
  if (next() < 0.4) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + pick(8))]);
  for (let i = 0; i < 1 + next() * 4; i += 1) bytes[pick(bytes.length)] = pick(256);
  return bytes;
}
