import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
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

/** A data set of black pictures, and its files as a server would send them. */
function smallSet(counts: { train: number; t10k: number }) {
  const contents = new Map<string, Buffer>();
  for (const [part, count] of Object.entries(counts)) {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(count);
    const side = [0, 0, 0, 28];
    const images = [
      Buffer.from([0, 0, 8, 3, ...size, ...side, ...side]),
      Buffer.alloc(count * 784),
    ];
    contents.set(`${part}-images-idx3-ubyte`, Buffer.concat(images));
    contents.set(
      `${part}-labels-idx1-ubyte`,
      Buffer.from([0, 0, 8, 1, ...size, ...Buffer.alloc(count, 9)]),
    );
  }
  const files = Object.fromEntries(
    Object.entries(mnistSet.files).map(([part, { name }]) => {
      const content = contents.get(name)!;
      const sha256 = createHash("sha256").update(content).digest("hex");
      return [part, { name, bytes: content.length, sha256 }];
    }),
  ) as typeof mnistSet.files;
  return { set: { ...mnistSet, name: "Small", files }, contents };
}

test("a set is fetched from its home, with progress, once", async () => {
  const { set, contents } = smallSet({ train: 3, t10k: 2 });
  let requests = 0;
  const server = createHttpServer((request, response) => {
    requests += 1;
    const name = request.url?.slice(1).replace(".gz", "") ?? "";
    response.end(gzipSync(contents.get(name) ?? ""));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const places = { ...(await nowhere()), address };
  for (let time = 0; time < 2; time += 1) {
    const data = await loadImageSet(set, {}, { places });
    expect([data.train.length, data.test.length, data.sample]).toEqual([3, 2, false]);
    expect(data.test.at(1).label).toBe("9");
  }
  expect(requests).toBe(4);
  expect(written).toContain("Small: train-images-idx3-ubyte.gz");
  expect(written.trimEnd().split("\n").at(-1)).toMatch(/^Small: fetched 0\.\d MB in /);
  server.closeAllConnections();
  server.close();
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
