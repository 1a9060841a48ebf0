import { describe, expect, test } from "@jest/globals";
import { decode } from "fast-png";
import { envelope } from "../src/audio/envelope.js";
import { loudnessMap } from "../src/audio/loudness-map.js";
import { bundleOf, encodeWav, recording, recordings } from "../src/index.js";

const sampleRate = 8000;

function tone(hertz: number, length = 4000): Float32Array {
  return Float32Array.from({ length }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hertz * i) / 8000));
}

describe("encodeWav()", () => {
  test("writes a header and whole numbers of 16 bits", () => {
    const bytes = Buffer.from(encodeWav([0, 0.5, -1, 1], { sampleRate }));
    const text = (from: number, to: number) => bytes.toString("latin1", from, to);
    expect([text(0, 4), text(8, 16), text(36, 40)]).toEqual(["RIFF", "WAVEfmt ", "data"]);
    expect([bytes.readUInt32LE(4), bytes.readUInt32LE(40)]).toEqual([44, 8]);
    expect([bytes.readUInt32LE(24), bytes.readUInt32LE(28)]).toEqual([8000, 16000]);
    const samples = [0, 1, 2, 3].map((i) => bytes.readInt16LE(44 + 2 * i));
    expect(samples).toEqual([0, 16384, -32768, 32767]);
  });

  test("makes all quieter rather than cut off what is too loud", () => {
    const bytes = Buffer.from(encodeWav([2, -1], { sampleRate }));
    expect([bytes.readInt16LE(44), bytes.readInt16LE(46)]).toEqual([32767, -16384]);
  });

  test("refuses what is no sound", () => {
    expect(() => encodeWav([Number.NaN], { sampleRate })).toThrow("got NaN at 0");
    expect(() => encodeWav([0], { sampleRate: 0.5 })).toThrow("a whole number above 0");
  });
});

test("a spectrogram is loudest at the tone, by the definition of the transform", () => {
  const { rows, tone: width } = loudnessMap(tone(1500), sampleRate);
  const middle = rows[Math.floor(rows.length / 2)]!;
  expect(middle.indexOf(Math.max(...middle)) * width).toBe(1500);
  // Two bins away a Hann window leaves nothing, and one bin away 6 decibels less.
  const at = 1500 / width;
  expect(middle[at + 1]! - middle[at]!).toBeCloseTo(-6.02, 1);
  expect(middle[at + 3]!).toBeLessThan(-75);
});

test("an outline has the extremes of every part", () => {
  const samples = Float32Array.from({ length: 10 }, (_, i) => (i % 2 ? i : -i));
  const { starts, lows, highs } = envelope(samples, 3);
  expect(starts).toEqual([0, 3, 6]);
  expect(lows).toEqual([-2, -6, -8]);
  expect(highs).toEqual([3, 5, 9]);
});

describe("recording()", () => {
  test("has numbers first, then a player, a picture and a figure", () => {
    const sound = recording(tone(440), { sampleRate, title: "a <b>" });
    expect([sound.samples.length, sound.seconds, sound.title]).toEqual([4000, 0.5, "a <b>"]);
    const bundle = bundleOf(sound);
    expect(bundle["text/plain"]).toBe("a <b>: 0.5 s at 8000 Hz");
    const html = String(bundle["text/html"]);
    expect(html).toContain("a &lt;b&gt;: 0.5 s");
    const [, audio] = /<audio controls [^>]*src="data:audio\/wav;base64,([^"]*)"/.exec(html)!;
    const written = Buffer.from(encodeWav(tone(440), { sampleRate }));
    expect(Buffer.from(audio!, "base64").equals(written)).toBe(true);
    const [, svg] = /src="data:image\/svg\+xml;base64,([^"]*)"/.exec(html)!;
    const drawn = Buffer.from(svg!, "base64").toString();
    expect(drawn).toMatch(/<polygon points="[-\d., ]+"/);
    const [, png] = /href="data:image\/png;base64,([^"]*)"/.exec(drawn)!;
    expect(decode(Buffer.from(png!, "base64")).channels).toBe(3);
    const still = decode(Buffer.from(String(bundle["image/png"]), "base64"));
    expect(still.width).toBeGreaterThan(600);
    const [wave, map] = sound.figure.data;
    expect([wave!.type, map!.type]).toEqual(["scatter", "heatmap"]);
    expect(Math.max(...(wave!.y as number[]))).toBeCloseTo(0.5, 4);
    const row = map!.z!.map((each) => each[20]!);
    expect((map!.y as number[])[row.indexOf(Math.max(...(row as number[])))]).toBeCloseTo(0.44, 1);
  });

  test("one that is silent, of one sample, or long, is drawn too", () => {
    for (const samples of [new Float32Array(800), [0.1], new Float32Array(6.1e6)]) {
      const html = String(bundleOf(recording(samples, { sampleRate }))["text/html"]);
      expect(html).not.toContain("NaN");
      expect(html.includes("<audio")).toBe(samples.length < 1e6);
    }
    expect(() => recording([], { sampleRate })).toThrow("without samples");
  });
});

test("recordings() sets them beside each other, each with a player", () => {
  const items = [300, 600, 900].map((hertz) =>
    recording(tone(hertz), { sampleRate, title: `${hertz} Hz` }),
  );
  const bundle = bundleOf(recordings(items, { columns: 2, title: "Tones" }));
  const html = String(bundle["text/html"]);
  expect(html.match(/<audio /g)).toHaveLength(3);
  expect(html.match(/<tr /g)).toHaveLength(2);
  expect(String(bundle["text/plain"]).split("\n")).toEqual([
    "Tones",
    "300 Hz: 0.5 s at 8000 Hz",
    "600 Hz: 0.5 s at 8000 Hz",
    "900 Hz: 0.5 s at 8000 Hz",
  ]);
  expect(decode(Buffer.from(String(bundle["image/png"]), "base64")).width).toBeGreaterThan(300);
  expect(() => recordings([])).toThrow("got none");
});
