import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { fashionMnistSet } from "../src/fashion-mnist.js";
import { fashionMnist } from "../src/index.js";
import { loadImageSet } from "../src/load-image-set.js";
import { mnistSet } from "../src/mnist.js";

let root: string;
let written: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "rosenblatt-"));
  written = "";
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    written += text;
    return true;
  });
});

afterEach(async () => {
  jest.restoreAllMocks();
  await rm(root, { recursive: true });
});

/** Places that have nothing: a port that nothing listens on any more stands for the web. */
async function nowhere() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/none`;
  server.close();
  await once(server, "close");
  return {
    cache: join(root, "cache"),
    system: join(root, "system"),
    mirror: undefined,
    address,
  };
}

function countsOf(labels: Int32Array): number[] {
  return Array.from({ length: 10 }, (_, label) => labels.filter((l) => l === label).length);
}

describe.each([
  { set: mnistSet, train: 1200, held: 400 },
  { set: fashionMnistSet, train: 2000, held: 500 },
])("the sample of $set.name", ({ set, train, held }) => {
  test("is used, balanced, when the set is nowhere, and a note says where it was sought", async () => {
    const places = await nowhere();
    const data = await loadImageSet<readonly string[]>(set, {}, { places });
    expect(data.sample).toBe(true);
    expect([data.train.length, data.test.length]).toEqual([train, held]);
    expect(countsOf(data.train.labels)).toEqual(Array(10).fill(train / 10));
    expect(countsOf(data.test.take(100).labels)).toEqual(Array(10).fill(10));
    expect(data.train.at(0).input).toHaveLength(28 * 28);
    expect(written).toContain(`This is a sample of ${set.name}`);
    expect(written).toContain(join(root, "system", "train-images-idx3-ubyte.gz"));
    expect(written).toContain(`${places.address}/train-images-idx3-ubyte.gz`);
    expect(written).toContain(`put its files into ${join(root, "cache")}`);
    expect(await readdir(root)).toEqual([]);
  });
});

test("train and test limit the sizes", async () => {
  const limits = { train: 30, test: 20 };
  const data = await loadImageSet(mnistSet, limits, { places: await nowhere() });
  expect([data.train.length, data.test.length]).toEqual([30, 20]);
  const shape: readonly [28, 28, 1] = data.shape;
  expect(shape).toEqual([28, 28, 1]);
});

const mirror = process.env.ROSENBLATT_MIRROR;
const whole = mirror ? test : test.skip;

whole("fashionMnist() is whole where a mirror has it, and its labels are typed", async () => {
  const data = await fashionMnist();
  expect([data.train.length, data.test.length, data.sample]).toEqual([60_000, 10_000, false]);
  expect(countsOf(data.train.labels)).toEqual(Array(10).fill(6000));
  expect(countsOf(data.test.labels)).toEqual(Array(10).fill(1000));
  const label: "Ankle boot" | (typeof data.classes)[number] = data.train.at(0).label;
  expect(label).toBe("Ankle boot");
  // Source: the mean pixel of Fashion-MNIST's training images, 0.2860, as published widely.
  let total = 0;
  for (const value of data.train.inputs) {
    total += value;
  }
  expect(total / data.train.inputs.length / 255).toBeCloseTo(0.286, 4);
  expect(written).toBe("");
});
