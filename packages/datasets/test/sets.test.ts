import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { zipEntries } from "../src/archive/zip.js";
import { decodeImage } from "../src/files/decode-image.js";
import { cifar10 } from "../src/index.js";
import { findArchive } from "../src/sets/find-archive.js";
import { served } from "./served.js";

const content = Buffer.from("the archive");
const set = {
  name: "Some",
  folder: "some",
  address: "",
  archive: {
    name: "some.tar.gz",
    limit: 100,
    checksum: { kind: "sha256", hex: createHash("sha256").update(content).digest("hex") },
  },
  unshipped: "no sample of it ships",
} as const;

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "rosenblatt-"));
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
});

afterEach(async () => {
  jest.restoreAllMocks();
  await rm(root, { recursive: true });
});

const placesAt = (address: string) => ({
  cache: join(root, "cache"),
  system: join(root, "system"),
  mirror: undefined,
  address,
});

describe("findArchive()", () => {
  test("fetches, checks and keeps an archive", async () => {
    await served(content, async (address) => {
      const { bytes, from } = await findArchive(set, { places: placesAt(address) });
      expect([Buffer.from(bytes), from]).toEqual([content, `${address}/some.tar.gz`]);
      expect(await readdir(join(root, "cache"))).toEqual(["some.tar.gz"]);
      const again = await findArchive(set, { places: placesAt("http://127.0.0.1:1") });
      expect(again.from).toBe(join(root, "cache", "some.tar.gz"));
    });
  });

  test.each([
    ["other bytes", Buffer.from("something else"), "its sha256 must be"],
    ["too many bytes", Buffer.alloc(1000), "at most 100 bytes"],
    ["nothing", undefined, "no place has some.tar.gz, and no sample of it ships"],
  ])("refuses %s, and keeps nothing", async (_, answer, message) => {
    await served(answer, async (address) => {
      const found = findArchive(set, { places: placesAt(address) });
      await expect(found).rejects.toThrow(message);
      expect(await readdir(root)).toEqual([]);
    });
  });

  test("refuses a wrong copy in a folder, but replaces one in the cache", async () => {
    await mkdir(join(root, "cache"));
    await writeFile(join(root, "cache", "some.tar.gz"), "wrong");
    await served(content, async (address) => {
      const { from } = await findArchive(set, { places: placesAt(address) });
      expect(from).toContain(address);
    });
    await rm(join(root, "cache"), { recursive: true });
    await mkdir(join(root, "system"));
    await writeFile(join(root, "system", "some.tar.gz"), "wrong");
    const found = findArchive(set, { places: placesAt("http://127.0.0.1:1") });
    await expect(found).rejects.toThrow("its sha256 must be");
  });
});

const whole = process.env.ROSENBLATT_MIRROR ? test : test.skip;

whole("cifar10() reads the binary form, and says that it is a sample", async () => {
  const data = await cifar10({ train: 500, test: 100 });
  expect([data.train.length, data.test.length, data.sample]).toEqual([500, 100, true]);
  expect(data.train.classes[data.train.labels[0]!]).toBe(data.train.at(0).label);
  expect(new Set(data.train.labels).size).toBe(10);
});

whole("Omniglot's archive has 20 drawings of each of 136 characters, 105 × 105", async () => {
  const path = join(process.env.ROSENBLATT_MIRROR ?? "", "omniglot/images_background_small1.zip");
  const entries = zipEntries(await readFile(path), { name: path, limit: 128e6 });
  const drawings = entries.filter((entry) => entry.path.endsWith(".png"));
  expect(drawings).toHaveLength(136 * 20);
  const { width, height } = decodeImage(drawings[0]!.read());
  expect([width, height]).toEqual([105, 105]);
});
