import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { ready, seed } from "@rosenblatt/engine";
import { bundleOf, encodeWav } from "@rosenblatt/plots";
import { DataFileError, sentences, speechManifest, utterances } from "../src/index.js";

const sampleRate = 8000;
const wave = (length: number) => Float32Array.from({ length }, (_, i) => Math.sin(i / 5) / 2);
const said = ["one two", "two", "", "one one two"].map((text, i) => ({
  text,
  samples: wave(100 * (i + 1)),
}));

beforeAll(() => ready());

describe("utterances()", () => {
  test("are tensors of one shape, with lengths and symbols", () => {
    const spoken = utterances(said, { sampleRate, by: "word" });
    expect([spoken.length, spoken.shape, spoken.classes]).toEqual([4, [400], ["", "one", "two"]]);
    const [first, rest] = [...spoken.batches(3)];
    expect([first!.x.shape, rest!.x.shape]).toEqual([
      [3, 400],
      [1, 400],
    ]);
    expect(first!.symbols.arraySync()).toEqual([
      [1, 2, -1],
      [2, -1, -1],
      [-1, -1, -1],
    ]);
    expect([...first!.lengths.dataSync(), ...rest!.lengths.dataSync()]).toEqual([
      100, 200, 300, 400,
    ]);
    expect([...first!.x.slice([0, 0], [1, 100]).dataSync()]).toEqual([...said[0]!.samples]);
    expect(first!.x.slice([0, 100], [1, 300]).abs().max().dataSync()[0]).toBe(0);
    expect(spoken.textOf([1, 1, 2])).toBe("one one two");
  });

  test("are characters too, of an alphabet of one's own", () => {
    const spoken = utterances(said, { sampleRate, seconds: 0.1 });
    expect([spoken.shape, spoken.classes.join("")]).toEqual([[800], " enotw"]);
    expect(spoken.textOf([...spoken.batches(1)][0]!.symbols.dataSync())).toBe("one two");
    const alphabet = ["o", "n", "e"];
    expect(() => utterances(said, { sampleRate, alphabet })).toThrow('the alphabet has no " "');
    expect(() => utterances(said, { sampleRate, seconds: 0.01 })).toThrow("room for the longest");
    expect(() => utterances([], { sampleRate })).toThrow("it needs one");
  });

  test("are divided and shuffled by their seeds, and show themselves", () => {
    const spoken = utterances(said, { sampleRate, by: "word" });
    const { train, test: held } = spoken.divide(0.25, { seed: 3 });
    expect([...train.texts, ...held.texts].sort()).toEqual([...spoken.texts].sort());
    expect(spoken.divide(0.25, { seed: 3 }).test.texts).toEqual(held.texts);
    expect(held.shape).toEqual([400]);
    const order = () => {
      seed(5);
      return [...spoken.batches(4, { shuffle: true })][0]!.lengths.dataSync().join();
    };
    expect(order()).toBe(order());
    expect(String(bundleOf(spoken)["text/html"]).match(/<audio /g)).toHaveLength(4);
    expect(bundleOf(spoken.take(0))["text/plain"]).toBe("No utterances");
    expect(() => spoken.at(4)).toThrow("numbered from 0 to 3");
    expect(() => [...spoken.batches(0)]).toThrow("batches of 0");
    expect(() => spoken.divide(1)).toThrow("below 1");
  });
});

describe("speechManifest()", () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "rosenblatt-"));
    await mkdir(join(root, "wav"));
    for (const i of [1, 2, 3, 4]) {
      await put(`wav/${i}.wav`, encodeWav(wave(100 * i), { sampleRate }));
    }
  });

  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  async function put(name: string, content: string | Uint8Array): Promise<string> {
    await writeFile(join(root, name), content);
    return join(root, name);
  }

  test("reads paths and texts, each way they are written", async () => {
    const path = await put(
      "manifest.csv",
      "\ufeffwav/1.wav,one, two\r\n" +
        "wav/2.wav\tthree\n\n" +
        `wav/3.wav|four  |\n` +
        `{"audio_filepath": "wav/4.wav", "duration": 0.05, "text": "five"}\n` +
        "wav/1.wav,txt/1.txt\n" +
        "wav/9.wav,nine\n" +
        "manifest.csv,ten\n",
    );
    await mkdir(join(root, "txt"));
    await put("txt/1.txt", "SIX\n");
    const speech = await speechManifest(path, { sampleRate, test: 0, by: "word" });
    expect(speech.train.texts).toEqual(["one, two", "three", "four |", "five", "SIX"]);
    expect(speech.train.shape).toEqual([400]);
    expect(speech.skipped.map(({ file }) => file)).toEqual(["wav/9.wav", "manifest.csv"]);
    expect(String(bundleOf(speech)["text/plain"])).toContain("five: 0.05 s at 8000 Hz");
    const slow = await speechManifest(path, {
      sampleRate: 4000,
      clean: (text) => text.toLowerCase().replace(/[^a-z]/g, ""),
    });
    expect([slow.train.length, slow.test.length, slow.train.sampleRate]).toEqual([4, 1, 4000]);
    expect(slow.train.classes.join("")).toBe("efhinorstuvwx");
    expect(slow.train.shape).toEqual([200]);
  });

  test.each([
    ["no line", "", "no recording in it can be used"],
    ["no separator", "wav/1.wav\n", "line 1 of"],
    ["broken JSON", 'wav/1.wav,a\n{"audio_filepath": \n', "line 2 of"],
    ["JSON without text", '{"audio_filepath": "wav/1.wav"}', "audio_filepath and text"],
    ["missing files alone", "none.wav,a", "none.wav: Cannot read"],
  ])("refuses %s", async (_, content, message) => {
    const speech = speechManifest(await put("m.csv", content));
    await expect(speech).rejects.toThrow(message);
    await expect(speech).rejects.toThrow(DataFileError);
  });
});

test("sentences() ships, with texts", async () => {
  const read = await sentences({ by: "word" });
  expect([read.length, read.sampleRate, read.licence.slice(0, 13)]).toEqual([
    5,
    16000,
    "public domain",
  ]);
  expect(read.texts[4]).toBe("he might even have been made amiable himself");
  const seconds = read.texts.map((_, i) => read.at(i).samples.length / 16000);
  expect(seconds.reduce((sum, each) => sum + each)).toBeCloseTo(24.7, 1);
  const slow = await sentences({ sampleRate: 8000 });
  expect(slow.shape[0]).toBe(Math.ceil(read.shape[0] / 2));
  expect(slow.classes).toHaveLength(new Set(read.texts.join("")).size + 1);
});
