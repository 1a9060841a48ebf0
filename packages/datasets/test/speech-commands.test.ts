import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { encodeWav } from "@rosenblatt/plots";
import { DataFileError, speechCommands, Unreachable } from "../src/index.js";
import { speechCommandsSet } from "../src/sets/speech-commands.js";
import { served } from "./served.js";

const name = speechCommandsSet.archive.name;
const wave = (length: number) => Float32Array.from({ length }, (_, i) => Math.sin(i / 9) / 2);

let root: string;
let archive: Buffer;

/** An archive in the published layout, packed by tar. */
beforeEach(async () => {
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
  root = await mkdtemp(join(tmpdir(), "rosenblatt-"));
  const folder = join(root, "unpacked");
  for (const word of ["yes", "no", "bed", "_background_noise_"]) {
    await mkdir(join(folder, word), { recursive: true });
    for (const i of [0, 1, 2, 3]) {
      const bytes = encodeWav(wave(word === "no" ? 12000 : 16000), { sampleRate: 16000 });
      await writeFile(join(folder, word, `a${i}_nohash_0.wav`), bytes);
    }
  }
  await writeFile(join(folder, "validation_list.txt"), "yes/a1_nohash_0.wav\nno/a1_nohash_0.wav\n");
  await writeFile(join(folder, "testing_list.txt"), "no/a3_nohash_0.wav\nbed/a0_nohash_0.wav\n");
  execFileSync("tar", ["czf", join(root, "packed.tar.gz"), "--sort=name", "-C", folder, "."]);
  archive = await readFile(join(root, "packed.tar.gz"));
});

afterEach(async () => {
  jest.restoreAllMocks();
  await rm(root, { recursive: true });
});

function setOf(bytes: Buffer): typeof speechCommandsSet {
  const hex = createHash("sha256").update(bytes).digest("hex");
  const checksum = { kind: "sha256", hex } as const;
  return { ...speechCommandsSet, archive: { name, limit: 1e6, checksum } };
}

const placesAt = (address: string) => ({
  cache: join(root, "cache"),
  system: join(root, "system"),
  mirror: join(root, "mirror"),
  address,
});

const nowhere = "http://127.0.0.1:1";

async function inMirror(bytes: Buffer) {
  await mkdir(join(root, "mirror"), { recursive: true });
  await writeFile(join(root, "mirror", name), bytes);
  return placesAt(nowhere);
}

const words = ["yes", "no"] as const;

describe("speechCommands()", () => {
  test("is divided as published, at any rate", async () => {
    const places = await inMirror(archive);
    const options = { words, sampleRate: 8000 };
    const data = await speechCommands(options, { places, set: setOf(archive) });
    expect([data.shape, data.classes]).toEqual([[8000], words]);
    const lengths = [data.train, data.validation, data.test].map(({ length }) => length);
    expect(lengths).toEqual([5, 2, 1]);
    expect(data.test.at(0).label).toBe("no");
    // Shorter recordings end in silence.
    expect(
      data.test
        .at(0)
        .input.subarray(6100)
        .every((value) => value === 0),
    ).toBe(true);
    expect(data.test.sampleRate).toBe(8000);
  });

  test("takes so many of each word, and says which it lacks", async () => {
    const places = await inMirror(archive);
    const set = setOf(archive);
    const few = await speechCommands({ words, each: 2 }, { places, set });
    expect(few.train.length + few.validation.length + few.test.length).toBe(4);
    await expect(speechCommands({}, { places, set })).rejects.toThrow('the word "up"');
  });

  test("is fetched once, and kept", async () => {
    await served(archive, async (address) => {
      const set = setOf(archive);
      await speechCommands({ words }, { places: placesAt(address), set });
      expect(await readdir(join(root, "cache"))).toEqual([name]);
      const again = await speechCommands({ words }, { places: placesAt(nowhere), set });
      expect(again.train.length).toBe(5);
    });
  });

  test.each([
    ["nothing", undefined, Unreachable, "no sample of it ships"],
    ["too many bytes", Buffer.alloc(2e6), DataFileError, "longer than 1000000 bytes"],
    ["other bytes", Buffer.from("<html>"), DataFileError, "its sha256 must be"],
  ])("an address with %s leaves nothing behind", async (_, answer, kind, message) => {
    await served(answer, async (address) => {
      const set = setOf(archive);
      const found = speechCommands({ words }, { places: placesAt(address), set });
      await expect(found).rejects.toThrow(kind);
      await expect(found).rejects.toThrow(message);
      const kept = await readdir(join(root, "cache")).catch(() => []);
      expect(kept).toEqual([]);
    });
  });

  test("passes a broken copy in the cache over, and fetches it anew", async () => {
    const set = setOf(archive);
    await mkdir(join(root, "cache"));
    await writeFile(join(root, "cache", name), archive.subarray(0, 1000));
    const broken = speechCommands({ words }, { places: placesAt(nowhere), set });
    await expect(broken).rejects.toThrow(Unreachable);
    await expect(broken).rejects.toThrow(`Cannot unpack ${join(root, "cache", name)}`);
    await served(archive, async (address) => {
      const again = await speechCommands({ words }, { places: placesAt(address), set });
      expect(again.train.length).toBe(5);
    });
    expect(await readFile(join(root, "cache", name))).toEqual(archive);
  });

  test("refuses what is not as published, cut off, or broken", async () => {
    const loading = async (bytes: Buffer, set = setOf(bytes)) =>
      speechCommands({ words }, { places: await inMirror(bytes), set });
    await expect(loading(archive, setOf(Buffer.from("other")))).rejects.toThrow("sha256 must be");
    for (const share of [0, 0.1, 0.5, 0.99]) {
      const part = archive.subarray(0, Math.floor(share * archive.length));
      await expect(loading(part)).rejects.toThrow(DataFileError);
    }
    const broken = Buffer.from(archive);
    broken.fill(7, 200, 400);
    await expect(loading(broken)).rejects.toThrow(DataFileError);
    await expect(loading(gzipSync(Buffer.alloc(1024)))).rejects.toThrow("lacks the lists");
    await expect(loading(gzipSync(Buffer.alloc(1024, 1)))).rejects.toThrow("no tar archive");
  });
});
