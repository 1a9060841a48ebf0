import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { tarEntries } from "../src/archive/tar.js";
import { zipEntries } from "../src/archive/zip.js";
import { checksum } from "../src/audio/ogg.js";
import { decodeImage } from "../src/files/decode-image.js";
import { decodeNpy } from "../src/files/npy.js";
import { decodeRecords } from "../src/files/records.js";
import { decodeExample } from "../src/files/tf-example.js";
import { csv, DataFileError, decodeAudio, decodeIdx, npz } from "../src/index.js";
import { generator } from "../src/stream/generator.js";
import { unzipped } from "../src/unzipped.js";
import sounds from "./fixtures/audio.json";
import * as fixtures from "./fixtures/files.json";

const bytes = (text: string) => Buffer.from(text, "base64");
const options = { name: "x", limit: 1e6 };

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "rosenblatt-"));
});

afterEach(async () => {
  jest.restoreAllMocks();
  await rm(root, { recursive: true });
});

/** A header of tar, and the content. */
function tar({ path = "a/b", size = 3, kind = "0", content = "abc" } = {}): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write(`${size.toString(8).padStart(11, "0")} `, 124);
  header.write("        ", 148);
  header.write(kind, 156);
  header.write("ustar\x0000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body, Buffer.alloc(1024)]);
}

describe("an archive is refused", () => {
  test("when a path leaves it, or it holds a link", () => {
    for (const path of ["../a", "/etc/passwd", "a/../../b", "C:/a", "a\\b"]) {
      expect(() => tarEntries(tar({ path }), options)).toThrow("leaves its folder");
      const zip = bytes(fixtures.npz);
      const renamed = path.padEnd(5).slice(0, 5);
      const changed = Buffer.from(zip.toString("latin1").replaceAll("x.npy", renamed), "latin1");
      expect(() => zipEntries(changed, options)).toThrow("leaves its folder");
    }
    for (const kind of ["1", "2", "3", "6"]) {
      expect(() => tarEntries(tar({ kind }), options)).toThrow("is a link or a device");
    }
  });

  test("when it is cut off anywhere", () => {
    const whole = tar();
    for (let length = 0; length < 1024; length += 1) {
      expect(() => tarEntries(whole.subarray(0, length), options)).toThrow(DataFileError);
    }
    expect(tarEntries(whole, options).map(({ path }) => path)).toEqual(["a/b"]);
    expect(() => tarEntries(tar({ size: 2 ** 32 }), options)).toThrow("a/b is cut off");
  });

  test("when it would unpack to more than it may, or tells", async () => {
    await expect(unzipped(gzipSync(Buffer.alloc(1e7)), options)).rejects.toThrow("at most 1000000");
    const zip = bytes(fixtures.compressed);
    expect(() => zipEntries(zip, { name: "x", limit: 100 })).toThrow("at most 100 bytes");
    const bomb = deflateRawSync(Buffer.alloc(1e6));
    const at = zip.indexOf("PK\x01\x02");
    const lying = Buffer.concat([zip.subarray(0, 30), bomb, zip.subarray(at)]);
    lying.writeUInt32LE(bomb.length, 30 + bomb.length + 20);
    lying.writeUInt32LE(30 + bomb.length, lying.length - 6);
    lying.writeUInt16LE(0, 26);
    lying.writeUInt16LE(0, 28);
    expect(() => zipEntries(lying, options)[0]!.read()).toThrow(DataFileError);
  });
});

test("pictures that tell of a huge size, or inflate to more than it, are refused", () => {
  const png = bytes(fixtures.png);
  png.writeUInt32BE(0x7fffffff, 16);
  expect(() => decodeImage(png)).toThrow("at most 50000000 pixels");
  const head = bytes(fixtures.png).subarray(0, 33);
  head[28] = 1;
  const data = deflateSync(Buffer.alloc(5e7));
  const chunk = Buffer.alloc(8);
  chunk.writeUInt32BE(data.length);
  chunk.write("IDAT", 4);
  expect(() => decodeImage(Buffer.concat([head, chunk, data, Buffer.alloc(4)]))).toThrow(
    DataFileError,
  );
});

/** What reads each format, down to its values. */
const formats: Record<string, { seed: Buffer; read: (file: Buffer) => unknown }> = {
  idx: {
    seed: Buffer.from([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]),
    read: (file) => decodeIdx(file),
  },
  npy: { seed: bytes(fixtures.npy["<f4"].file), read: (file) => decodeNpy(file) },
  npz: {
    seed: bytes(fixtures.compressed),
    read: (file) => zipEntries(file, options).map((entry) => decodeNpy(entry.read())),
  },
  tar: {
    seed: tar(),
    read: (file) => tarEntries(file, options).map((entry) => entry.read()),
  },
  gzip: { seed: gzipSync(tar()), read: (file) => unzipped(file, options) },
  png: { seed: bytes(fixtures.png), read: (file) => decodeImage(file) },
  jpeg: { seed: bytes(fixtures.jpeg), read: (file) => decodeImage(file) },
  tfrecord: { seed: bytes(fixtures.tfrecord), read: (file) => decodeRecords(file) },
  wav: { seed: bytes(sounds["wav 24, stereo"].file), read: (file) => decodeAudio(file) },
  flac: { seed: bytes(sounds["flac 16"].file), read: (file) => decodeAudio(file) },
  vorbis: { seed: bytes(sounds.vorbis.file), read: (file) => decodeAudio(file) },
  opus: { seed: bytes(sounds.opus.file), read: (file) => decodeAudio(file) },
  "vorbis, checksums made right": {
    seed: bytes(sounds.vorbis.file),
    read: (file) => decodeAudio(withChecksums(file)),
  },
  "opus, checksums made right": {
    seed: bytes(sounds.opus.file),
    read: (file) => decodeAudio(withChecksums(file)),
  },
  example: {
    seed: Buffer.from(decodeRecords(bytes(fixtures.tfrecord))[0]!),
    read: (file) => decodeExample(file),
  },
};

/** An Ogg file whose pages have their right checksums, as whoever means harm would make them. */
function withChecksums(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  for (let at = copy.indexOf("OggS"); at >= 0; at = copy.indexOf("OggS", at + 1)) {
    const next = copy.indexOf("OggS", at + 1);
    const page = copy.subarray(at, next < 0 ? copy.length : next);
    if (page.length >= 27) page.writeUInt32LE(checksum(page), 22);
  }
  return copy;
}

/** A copy with some bytes changed, taken out, put in, or all cut off from somewhere. */
function mutated(seed: Buffer, next: () => number): Buffer {
  const at = Math.floor(next() * seed.length);
  const kind = Math.floor(next() * 4);
  if (kind === 0) {
    return Buffer.from(seed.subarray(0, at));
  }
  if (kind === 1) {
    return Buffer.concat([seed.subarray(0, at), seed.subarray(at + 1 + Math.floor(next() * 8))]);
  }
  const copy = Buffer.from(seed);
  for (let i = 0; i < 1 + next() * 4; i += 1) {
    // Headers come first, and are where most can go wrong.
    const position = Math.floor(next() ** 2 * copy.length);
    copy[position] = kind === 2 ? Math.floor(next() * 256) : 255 * Math.round(next());
  }
  return copy;
}

describe("300 mutations give data or a clear error, in bounded memory", () => {
  test.each(Object.entries(formats))("%s", async (_, { seed, read }) => {
    // The Opus library says there as well what it throws.
    jest.spyOn(console, "error").mockReturnValue();
    const next = generator(7);
    const before = process.memoryUsage().arrayBuffers;
    let refused = 0;
    for (let i = 0; i < 300; i += 1) {
      try {
        await read(mutated(seed, next));
      } catch (error) {
        refused += 1;
        expect((error as Error).message).toMatch(/^Cannot /);
        expect(["DataFileError", "RangeError"]).toContain((error as Error).name);
      }
    }
    expect(refused).toBeGreaterThan(50);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1.5e9);
  });

  test("files on disk: nothing is left behind", async () => {
    const next = generator(3);
    const text = Buffer.from("a,b\n1,x\n2,y\n3,x\n4,y\n");
    for (let i = 0; i < 100; i += 1) {
      for (const [name, seed] of [
        ["f.csv", text],
        ["f.npz", bytes(fixtures.npz)],
      ] as const) {
        const path = join(root, name);
        await writeFile(path, mutated(seed, next));
        const read = name === "f.csv" ? csv(path, { target: "b" }) : npz(path);
        await read.catch((error: Error) => expect(error.message).toMatch(/^Cannot /));
      }
    }
    expect((await readdir(root)).sort()).toEqual(["f.csv", "f.npz"]);
  });
});

test("archives that other programs made are read", async () => {
  await writeFile(join(root, `${"long".repeat(40)}.txt`), "one");
  execFileSync("tar", ["cf", join(root, "a.tar"), "--exclude=a.tar", "-C", root, "."]);
  const entries = tarEntries(await readFile(join(root, "a.tar")), options);
  expect(entries.map(({ path, read }) => [path, Buffer.from(read()).toString()])).toEqual([
    [`./${"long".repeat(40)}.txt`, "one"],
  ]);
});
