import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { bundleOf, encodeWav } from "@rosenblatt/plots";
import {
  audioFile,
  audioFolder,
  DataFileError,
  decodeAudio,
  gain,
  noise,
  resample,
  Split,
  spokenDigits,
  spokenStrings,
  timeShift,
} from "../src/index.js";
import fixtures from "./fixtures/audio.json";
import { furthest } from "./furthest.js";
import { writeInto } from "./write-into.js";

const formats = Object.entries(fixtures);
const bytes = (text: string) => Buffer.from(text, "base64");
const floats = (text: string) => new Float32Array(Uint8Array.from(bytes(text)).buffer);

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "rosenblatt-"));
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

const put = (name: string, content: string | Uint8Array) => writeInto(root, { name, content });

function tone(hertz: number, { sampleRate, seconds }: { sampleRate: number; seconds: number }) {
  const length = Math.round(sampleRate * seconds);
  return Float32Array.from({ length }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / sampleRate));
}

describe("decodeAudio() against libsndfile", () => {
  const exact = /^(wav|flac)/;

  test.each(formats)("%s", async (name, { file, sampleRate, channels }) => {
    const sound = await decodeAudio(bytes(file), { name });
    const wanted = channels.map(floats);
    expect(sound.channels).toHaveLength(wanted.length);
    expect(sound.sampleRate).toBe(sampleRate);
    sound.channels.forEach((channel, i) => {
      expect(furthest(channel, wanted[i]!)).toBeLessThan(exact.test(name) ? 1e-9 : 2e-4);
    });
  });

  test("what is written is read", async () => {
    const samples = tone(440, { sampleRate: 8000, seconds: 0.1 }).map((value) => value / 2);
    const { channels } = await decodeAudio(encodeWav(samples, { sampleRate: 8000 }));
    expect(furthest(channels[0]!, samples)).toBeLessThan(2 ** -15);
  });
});

describe("what is broken is refused", () => {
  const named = (name: string) => Buffer.from(bytes(fixtures[name as "wav 8"].file));

  test.each(formats)("%s, cut off", async (_, { file }) => {
    const whole = bytes(file);
    for (const share of [0, 0.001, 0.05, 0.5, 0.9, 0.99]) {
      const part = whole.subarray(0, Math.floor(share * whole.length));
      await expect(decodeAudio(part)).rejects.toThrow(DataFileError);
    }
  });

  test("other kinds of files, and headers that lie", async () => {
    await expect(decodeAudio(Buffer.from("ID3 mp3"))).rejects.toThrow("must be WAV, FLAC or Ogg");
    const telling = (name: string, change: (file: Buffer) => void) => {
      const file = named(name);
      change(file);
      return decodeAudio(file);
    };
    const refused: [string, (file: Buffer) => void, string][] = [
      ["wav 16, stereo", (file) => file.writeUInt16LE(7, 20), "of kind 7"],
      ["wav 16, stereo", (file) => file.writeUInt16LE(0, 22), "0 channels"],
      ["wav 16, stereo", (file) => file.writeUInt16LE(12, 34), "with 12 bits"],
      ["wav 16, stereo", (file) => file.writeUInt32LE(0xfffffff0, 40), "cut off"],
      ["wav 16, stereo", (file) => file.write("fake", 12), "before their format"],
      ["flac 16", (file) => file.writeUInt32BE(0, 22), "must tell of 1 to"],
      ["flac 16", (file) => file.writeUInt32BE(0xfffffff0, 22), "must tell of 1 to"],
      ["flac 16", (file) => file.writeUInt32BE(1000, 22), "has 900"],
      ["flac 16", (file) => file.writeUInt8(file[30]! ^ 1, 30), "not those of its checksum"],
      ["vorbis", (file) => file.writeUInt8(file[2000]! ^ 1, 2000), "not that of its checksum"],
    ];
    for (const [name, change, message] of refused) {
      await expect(telling(name, change)).rejects.toThrow(message);
    }
    const silent = encodeWav([], { sampleRate: 8000 });
    await expect(decodeAudio(silent)).rejects.toThrow("it has no samples");
    const float = named("wav float");
    float.writeFloatLE(Number.NaN, float.length - 4);
    await expect(decodeAudio(float)).rejects.toThrow("no numbers");
  });
});

describe("resample()", () => {
  test.each([
    [8000, 16000],
    [44100, 16000],
    [16000, 8000],
    [22050, 44100],
    [11025, 8000],
  ])("from %d to %d keeps tones below both limits", (from, to) => {
    for (const hertz of [100, 0.4 * Math.min(from, to)]) {
      const made = resample(tone(hertz, { sampleRate: from, seconds: 0.5 }), { from, to });
      const wanted = tone(hertz, { sampleRate: to, seconds: 0.5 });
      expect(Math.abs(made.length - wanted.length)).toBeLessThanOrEqual(1);
      // The filter reaches beyond the ends.
      const edge = Math.ceil(to * 0.02);
      const inner = (wave: Float32Array) => wave.subarray(edge, wanted.length - edge);
      expect(furthest(inner(made), inner(wanted))).toBeLessThan(1e-3);
    }
  });

  test("takes out what would fold back, and keeps what does not change", () => {
    const high = tone(6000, { sampleRate: 16000, seconds: 0.5 });
    const made = resample(high, { from: 16000, to: 8000 }).subarray(200, 3800);
    expect(Math.max(...made.map(Math.abs))).toBeLessThan(1e-3);
    const constant = resample(new Float32Array(4000).fill(0.5), { from: 44100, to: 48000 });
    expect(furthest(constant.subarray(200, 4000), new Float32Array(3800).fill(0.5))).toBeLessThan(
      1e-5,
    );
    expect(resample(high, { from: 8000, to: 8000 })).toBe(high);
    expect(() => resample(high, { from: 0.5, to: 1 })).toThrow("whole numbers above 0");
  });
});

describe("audioFolder() and audioFile()", () => {
  const wav = (hertz: number) =>
    encodeWav(tone(hertz, { sampleRate: 8000, seconds: 0.2 }), { sampleRate: 8000 });

  test("take folders as classes, and tell what they skipped", async () => {
    for (let i = 0; i < 5; i += 1) {
      await put(`low/${i}.wav`, wav(200 + i));
      await put(`high/${i}.flac`, bytes(fixtures["flac 24, stereo"].file));
    }
    await put("low/notes.txt", "a note");
    await put("readme.md", "a note");
    await put("high/broken.ogg", bytes(fixtures.vorbis.file).subarray(0, 900));
    await symlink(join(root, "low/0.wav"), join(root, "low/link.wav"));
    const data = await audioFolder(root, { sampleRate: 8000, seconds: 0.1 });
    expect([data.shape, data.classes]).toEqual([[800], ["high", "low"]]);
    expect([data.train.length, data.test.length]).toEqual([8, 2]);
    expect(data.skipped.map(({ file }) => file.slice(root.length + 1)).sort()).toEqual([
      "high/broken.ogg",
      "low/link.wav",
      "low/notes.txt",
      "readme.md",
    ]);
    expect(String(bundleOf(data)["text/plain"])).toContain("0.1 s at 8000 Hz");
    const shown = bundleOf(data.train.show(3));
    expect(String(shown["text/html"]).match(/<audio /g)).toHaveLength(3);
    expect(() => data.train.take(2).augment(noise(0.1)).pick([9])).toThrow("Cannot get example 9");
    await rm(join(root, "low"), { recursive: true });
    await rm(join(root, "high"), { recursive: true });
    await expect(audioFolder(root)).rejects.toThrow("a folder for each class, with its recordings");
  });

  test("a file is one recording, mixed and resampled", async () => {
    const path = await put("a.wav", bytes(fixtures["wav 16, stereo"].file));
    const own = await audioFile(path);
    const [left, right] = fixtures["wav 16, stereo"].channels.map(floats);
    const mean = left!.map((value, i) => (value + right![i]!) / 2);
    expect(furthest(own.samples, mean)).toBeLessThan(1e-6);
    const slow = await audioFile(path, { sampleRate: 8000, title: "slow" });
    expect([slow.samples.length, slow.sampleRate, slow.title]).toEqual([450, 8000, "slow"]);
    await expect(audioFile(join(root, "none.wav"))).rejects.toThrow("check the path");
  });
});

describe("recordings in a split", () => {
  const inputs = Float32Array.from({ length: 300 }, (_, i) => Math.sin(i));
  const labels = Int32Array.of(0, 1, 0);
  const heard = new Split({ shape: [100], classes: ["a", "b"], inputs, labels, sampleRate: 100 });

  test("are moved in time, made louder and noisy by the seed alone", () => {
    const at = (split: typeof heard) => {
      const [batch] = split.batches(3);
      return batch!.x.arraySync() as number[][];
    };
    const moved = at(heard.augment(timeShift(30)));
    moved.forEach((wave, i) => {
      const own = [...inputs.subarray(100 * i, 100 * i + 100)];
      const shifts = Array.from({ length: 61 }, (_, k) => k - 30);
      const same = shifts.some((by) => wave.every((value, j) => value === (own[j - by] ?? 0)));
      expect(same).toBe(true);
    });
    expect(new Set(moved.map((wave) => wave[50]! - 1)).size).toBe(3);
    at(heard.augment(gain(6))).forEach((wave, i) => {
      const factor = wave[7]! / inputs[100 * i + 7]!;
      expect(Math.abs(20 * Math.log10(factor))).toBeLessThanOrEqual(6.001);
      expect(wave[50]! / inputs[100 * i + 50]!).toBeCloseTo(factor, 4);
    });
    expect(at(heard.augment(timeShift(500)))).toHaveLength(3);
    expect(() => timeShift(0.5)).toThrow("whole number");
    expect(() => gain(-1)).toThrow("from 0 on");
  });

  test("are normalised by one mean and one deviation", () => {
    const { normalisation } = heard.normalise();
    expect(normalisation!.mean).toHaveLength(1);
    expect(heard.take(2).sampleRate).toBe(100);
  });
});

const whole = process.env.ROSENBLATT_MIRROR ? describe : describe.skip;

whole("spokenDigits()", () => {
  test("is divided as published, by the numbers of recordings", async () => {
    const data = await spokenDigits();
    expect([data.shape, data.train.length, data.test.length]).toEqual([[8000], 2700, 300]);
    expect(data.train.sampleRate).toBe(8000);
    const counts = data.test.balance().counts;
    expect(new Set(counts)).toEqual(new Set([30]));
    expect(new Set(data.speakers.test).size).toBe(6);
    const loudest = Math.max(...data.train.at(0).input.map(Math.abs));
    expect(loudest).toBeGreaterThan(0.01);
    expect(loudest).toBeLessThanOrEqual(1);
  });

  test("leaves a speaker out, chooses others, and resamples", async () => {
    const data = await spokenDigits({
      speakers: ["george", "lucas"],
      leaveOut: "theo",
      sampleRate: 4000,
      seconds: 0.5,
    });
    expect([data.shape, data.train.length, data.test.length]).toEqual([[2000], 1000, 500]);
    expect([new Set(data.speakers.train), new Set(data.speakers.test)]).toEqual([
      new Set(["george", "lucas"]),
      new Set(["theo"]),
    ]);
    expect(data.train.take(20).balance().counts).toEqual(new Array(10).fill(2));
    await expect(spokenDigits({ leaveOut: "nobody" as "theo" })).rejects.toThrow("of nobody");
    await expect(spokenDigits({ test: 50 })).rejects.toThrow("no recording is left");
  });
});

whole("spokenStrings()", () => {
  test("joins recordings of one speaker, others for testing than for training", async () => {
    const options = { train: 12, test: 6, digits: [2, 3], pause: [0.05, 0.1] } as const;
    const spoken = await spokenStrings({ ...options, leaveOut: "theo", seed: 3 });
    const { train, test } = await spokenDigits({ leaveOut: "theo", seconds: 3 });
    const takesOf = (split: typeof train) =>
      Array.from(split.labels, (digit, i) => ({ digit: String(digit), wave: split.at(i).input }));
    const foreign = takesOf(train);
    const own = takesOf(test);
    expect([spoken.train.length, spoken.test.length]).toEqual([12, 6]);
    for (const [i, text] of spoken.test.texts.entries()) {
      expect(text).toMatch(/^\d{2,3}$/);
      const { samples } = spoken.test.at(i);
      const starts = (takes: typeof own) =>
        takes.filter(({ digit, wave }) => digit === text[0] && begins(samples, wave)).length;
      expect([starts(own), starts(foreign)]).toEqual([1, 0]);
    }
  });

  test("is the same for the same seed, and a data set for ctc()", async () => {
    const options = { train: 6, test: 6, digits: [3, 4], seconds: 3 } as const;
    const [one, again, other] = [
      await spokenStrings(options),
      await spokenStrings(options),
      await spokenStrings({ ...options, seed: 2 }),
    ];
    expect(one.train.at(5).samples).toEqual(again.train.at(5).samples);
    expect(one.train.texts).not.toEqual(other.train.texts);
    const { shape, labelShape, classes, train } = one.dataset();
    expect([shape, labelShape, classes.length, train.ignore]).toEqual([[24000], [4], 11, -1]);
    const text = one.train.texts[0]!;
    const symbols = Array.from(train.at(0).label as Int32Array).slice(0, text.length);
    expect(one.train.textOf(symbols)).toBe(text);
  });

  test("says what cannot be joined", async () => {
    await expect(spokenStrings({ digits: [9, 9], seconds: 1 })).rejects.toThrow(
      "none of 100 strings fits",
    );
    await expect(spokenStrings({ digits: [4, 3] })).rejects.toThrow("the least first");
  });
});

/** Whether the first 50 ms are the same. */
function begins(wave: Float32Array, other: Float32Array): boolean {
  return wave.subarray(0, 400).every((value, i) => value === other[i]);
}
