import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import { crc32c } from "../src/files/crc32c.js";
import { decodeImage } from "../src/files/decode-image.js";
import { fitted } from "../src/files/fitted.js";
import { decodeNpy } from "../src/files/npy.js";
import {
  type Batch,
  csv,
  DataFileError,
  idx,
  imageFolder,
  npy,
  npz,
  tfrecord,
} from "../src/index.js";
import * as fixtures from "./fixtures/files.json";
import { furthest } from "./furthest.js";
import { writeInto } from "./write-into.js";

const bytes = (text: string) => Buffer.from(text, "base64");

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "rosenblatt-"));
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

const put = (name: string, content: string | Uint8Array) => writeInto(root, { name, content });

describe("pictures, against Pillow", () => {
  const form = { height: 12, width: 15, channels: 3 } as const;

  test("PNG is exact, JPEG to rounding", () => {
    const png = decodeImage(bytes(fixtures.png));
    expect([...fitted(png, form)]).toEqual(fixtures.pixels);
    const jpeg = decodeImage(bytes(fixtures.jpeg));
    expect(furthest(fitted(jpeg, form), fixtures.photo)).toBeLessThanOrEqual(4);
    const grey = decodeImage(bytes(fixtures.greyPng));
    expect([...fitted(grey, { ...form, channels: 1 })]).toEqual(fixtures.grey);
  });

  test("resizing is Pillow's BILINEAR, to rounding", () => {
    const png = decodeImage(bytes(fixtures.png));
    const small = fitted(png, { height: 5, width: 6, channels: 3 });
    expect(furthest(small, fixtures.small)).toBeLessThanOrEqual(1);
    const large = fitted(png, { height: 16, width: 20, channels: 3 });
    expect(furthest(large, fixtures.large)).toBeLessThanOrEqual(1);
  });
});

describe("imageFolder()", () => {
  test("takes folders as classes, and tells what it skipped", async () => {
    for (let i = 0; i < 5; i += 1) {
      await put(`cat/${i}.png`, bytes(fixtures.png));
      await put(`dog/${i}.jpg`, bytes(fixtures.jpeg));
    }
    await put("dog/notes.txt", "a note");
    await put("readme.md", "a note");
    await put("cat/broken.png", bytes(fixtures.png).subarray(0, 60));
    await symlink(join(root, "cat/0.png"), join(root, "dog/link.png"));
    const data = await imageFolder(root);
    expect([data.train.length, data.test.length]).toEqual([8, 2]);
    expect([data.shape, data.classes]).toEqual([
      [12, 15, 3],
      ["cat", "dog"],
    ]);
    const names = data.skipped.map(({ file }) => file.slice(root.length + 1));
    expect(names.sort()).toEqual(["cat/broken.png", "dog/link.png", "dog/notes.txt", "readme.md"]);
    const all = await imageFolder(root, { size: [6, 8], channels: 1, test: 0 });
    expect(all.train.at(0).input).toHaveLength(48);
    await ready();
    const { numTensors } = tf.memory();
    const [{ x, y }, ...rest] = [...all.train.batches(4)] as [Batch, ...Batch[]];
    expect(x.shape).toEqual([4, 6, 8, 1]);
    tf.dispose([x, y, ...rest.flatMap((batch) => [batch.x, batch.y])]);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  test("asks for a size when pictures differ, and for folders when there are none", async () => {
    await expect(imageFolder(root)).rejects.toThrow("needs a folder for each class");
    await expect(imageFolder(join(root, "none"))).rejects.toThrow(DataFileError);
    await put("a/1.png", bytes(fixtures.png));
    await expect(imageFolder(root, { size: 0 })).rejects.toThrow(RangeError);
  });
});

describe("csv()", () => {
  const text =
    "kind,place,size,weight\nowl,wood,1,2.5\nlark,field,2,NA\nowl,field,3,4\nlark,wood,4,5\n";

  test("types columns, encodes categories and drops rows with gaps", async () => {
    const path = await put("birds.csv", text);
    const data = await csv(path, { target: "kind", categories: ["place"], test: 0 });
    expect(data.classes).toEqual(["lark", "owl"]);
    expect(data.features).toEqual(["place field", "place wood", "size", "weight"]);
    expect([data.train.length, data.dropped]).toEqual([3, 1]);
    expect([...data.train.inputs]).toEqual([0, 1, 1, 2.5, 1, 0, 3, 4, 0, 1, 4, 5]);
    expect([...data.train.labels]).toEqual([1, 1, 0]);
  });

  test("a column of numbers is predicted as numbers", async () => {
    const path = await put("birds.csv", text);
    const data = await csv(path, { target: "weight", features: ["size"], test: 0 });
    expect([data.classes, data.target?.name, [...data.train.labels]]).toEqual([
      [],
      "weight",
      [2.5, 4, 5],
    ]);
  });

  test.each([
    ["text where a number is due", "a,b\n1,2\nx,2\n", 'line 3: a must be a number, got "x"'],
    ["a row with a cell too many", "a,b\n1,2\n1,2,3\n", "line 3"],
    ["an open quote", 'a,b\n1,"2\n', "line"],
    ["two columns of one name", "a,a\n1,2\n", "two columns are named"],
    ["nothing", "", "it is empty"],
    ["names only", "a,b\n", "no line of it"],
  ])("refuses %s, with the line", async (_, content, message) => {
    const path = await put("x.csv", content);
    const read = csv(path, { target: content.startsWith("a,a") ? "a" : "b" });
    await expect(read).rejects.toThrow(DataFileError);
    await expect(read).rejects.toThrow(message);
  });

  test("names the columns there are", async () => {
    const path = await put("birds.csv", text);
    await expect(csv(path, { target: "age" })).rejects.toThrow("it has kind, place, size, weight");
  });
});

describe("npy() and npz(), against NumPy", () => {
  test.each(Object.entries(fixtures.npy))("type %s", (type, { file, values, shape }) => {
    const array = decodeNpy(bytes(file));
    expect([array.type, array.shape]).toEqual([type, shape]);
    expect([...array.values]).toEqual(values.map(Number));
  });

  test("read arrays, divided or with parts of their own", async () => {
    const one = await npz(await put("a.npz", bytes(fixtures.npz)));
    expect([one.train.length, one.test.length, one.shape]).toEqual([8, 2, [3, 4, 1]]);
    const all = await npz(join(root, "a.npz"), { test: 0 });
    expect([...all.train.inputs]).toEqual(fixtures.x);
    const two = await npz(await put("b.npz", bytes(fixtures.compressed)));
    expect([two.train.length, two.test.length, two.classes]).toEqual([10, 4, ["0", "1"]]);
    const { "<f4": x, "<i4": y } = fixtures.npy;
    await put("x.npy", bytes(x.file));
    await put("y.npy", bytes(y.file));
    await expect(npy(join(root, "x.npy"), join(root, "y.npy"))).rejects.toThrow(
      "need labels of [2]",
    );
    await expect(npz(join(root, "a.npz"), { labels: "z" })).rejects.toThrow("it has x, y");
  });

  test("refuse arrays column by column, with the cure", () => {
    expect(() => decodeNpy(bytes(fixtures.fortran))).toThrow("ascontiguousarray");
  });
});

test("idx() reads a folder in MNIST's form, or files", async () => {
  const samples = join(__dirname, "..", "samples", "fashion-mnist");
  const data = await idx(samples);
  expect([data.train.length, data.test.length, data.shape]).toEqual([2000, 500, [28, 28, 1]]);
  expect(data.classes).toHaveLength(10);
  const test = {
    images: join(samples, "t10k-images-idx3-ubyte.gz"),
    labels: join(samples, "t10k-labels-idx1-ubyte.gz"),
  };
  expect((await idx({ train: test, test })).train.length).toBe(500);
  await expect(idx(root)).rejects.toThrow("it needs train-images-idx3-ubyte");
});

describe("tfrecord()", () => {
  // Source: RFC 3720, appendix B.4.
  test("CRC-32C is that of the RFC", () => {
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e);
  });

  test("reads pictures and numbers, gzipped or not", async () => {
    const path = await put("a.tfrecord", bytes(fixtures.tfrecord));
    const zipped = await put("b.tfrecord.gz", gzipSync(bytes(fixtures.tfrecord)));
    const data = await tfrecord([path, zipped], { test: 0 });
    expect([data.train.length, data.shape, data.classes]).toEqual([20, [12, 15, 3], ["0", "1"]]);
    expect([...data.train.inputs.subarray(0, 540)]).toEqual(fixtures.pixels);
    const plain = await tfrecord(path, { inputs: "measures", labels: "price", test: 0 });
    expect([...plain.train.at(3).input]).toEqual([3.5, -3]);
    expect([plain.classes, plain.train.at(3).label]).toEqual([[], 0.75]);
    await expect(tfrecord(path, { inputs: "sound" })).rejects.toThrow(
      "record 0: it has no feature",
    );
  });

  test("tells the record whose checksum is wrong", async () => {
    const path = await put("a.tfrecord", bytes(fixtures.tfrecord));
    const broken = await readFile(path);
    broken[broken.length - 20]! ^= 1;
    await writeFile(path, broken);
    await expect(tfrecord(path)).rejects.toThrow("record 9 has a wrong checksum");
  });
});
