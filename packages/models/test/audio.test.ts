import { beforeAll, describe, expect, test } from "@jest/globals";
import { plainJit, ready, seed, tf } from "@rosenblatt/engine";
import type { FrontEnd } from "../src/index.js";
import {
  conv,
  dense,
  flatten,
  globalPool,
  melFilters,
  melSpectrogram,
  mfcc,
  net,
  rows,
  specAugment,
  spectrogram,
  stft,
} from "../src/index.js";
import reference from "./fixtures/audio.json";

beforeAll(() => ready());

interface Packed {
  readonly shape: readonly number[];
  readonly values: string;
}

function unpacked({ values }: Packed): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(values, "base64")).buffer);
}

const wave = unpacked(reference.wave);
const sampleRate = reference.rate;
type Options = Parameters<typeof melSpectrogram>[1];
const framesOf = (i: number) => reference.stft[i]!.options as Omit<Options, "sampleRate">;

/** The largest difference, as a share of the largest value. */
function difference(made: tf.Tensor, wanted: Packed): number {
  expect(made.shape).toEqual(wanted.shape);
  return furthest(made.dataSync(), unpacked(wanted));
}

function furthest(made: ArrayLike<number>, wanted: ArrayLike<number>): number {
  const size = Math.max(...Array.from(wanted, Math.abs));
  return Math.max(...Array.from(wanted, (value, i) => Math.abs(value - made[i]!))) / size;
}

/** The largest difference of two values, as a share of the value. */
function relative(made: tf.Tensor, wanted: Packed): number {
  const values = made.dataSync();
  return Math.max(
    ...Array.from(unpacked(wanted), (value, i) => Math.abs(value - values[i]!) / Math.abs(value)),
  );
}

describe("against librosa in double precision", () => {
  test.each(reference.stft.map(({ options, spectra }) => [JSON.stringify(options), spectra]))(
    "stft(%s) is within 1e-6 of the largest value",
    (options, spectra) => {
      const made = stft(JSON.parse(options as string)).of(wave);
      expect(difference(made, spectra as Packed)).toBeLessThan(1e-6);
    },
  );

  test.each(reference.mel.map((each) => [JSON.stringify(each.options), each] as const))(
    "mel spectrograms of %s",
    (_, { options: { mels, frames, ...options }, filters, linear, decibels, ...more }) => {
      const all = { sampleRate, ...framesOf(frames), ...options } as Options;
      const bank = melFilters(mels, all);
      expect([bank.length, bank[0]!.length]).toEqual(filters.shape);
      const flat = Float32Array.from(bank.flatMap((row) => [...row]));
      expect(furthest(flat, unpacked(filters))).toBeLessThan(1e-6);
      const strengths = melSpectrogram(mels, all).of(wave);
      expect(difference(strengths, linear)).toBeLessThan(1e-6);
      expect(relative(strengths, linear)).toBeLessThan(1e-4);
      const loud = melSpectrogram(mels, { ...all, scale: "decibels" }).of(wave);
      expect(difference(loud, decibels)).toBeLessThan(1e-5);
      if ("mfcc" in more) {
        expect(difference(mfcc(13, { ...all, mels }).of(wave), more.mfcc!)).toBeLessThan(1e-5);
      }
    },
  );
});

test("several recordings at once are each as it is alone", () => {
  const ear = melSpectrogram(20, { sampleRate, size: 256, scale: "decibels" });
  const both = ear.of(tf.tensor2d([...wave, ...wave.map((value) => -value / 3)], [2, 2500]));
  expect(both.shape).toEqual([2, 40, 20]);
  const [, quiet] = tf.unstack(both);
  const alone = ear.of(wave.map((value) => -value / 3)).dataSync();
  expect(furthest(quiet!.dataSync(), alone)).toBeLessThan(1e-5);
});

test("logarithms have a floor, and normalised values mean 0 and deviation 1", () => {
  const silent = spectrogram({ size: 64, scale: "log", floor: 1e-6 }).of(new Float32Array(256));
  expect(silent.min().dataSync()[0]).toBeCloseTo(Math.log(1e-6), 4);
  const options = { sampleRate, size: 256, scale: "log" } as const;
  const moments = (normalise: "example" | "feature", axes: number[]) => {
    const made = melSpectrogram(12, { ...options, normalise }).of(wave);
    const { mean, variance } = tf.moments(made, axes);
    return [...mean.abs().dataSync(), ...variance.sub(1).abs().dataSync()];
  };
  expect(Math.max(...moments("example", [0, 1]))).toBeLessThan(1e-3);
  expect(Math.max(...moments("feature", [0]))).toBeLessThan(1e-3);
});

const ears: Record<string, FrontEnd> = {
  stft: stft({ size: 128 }),
  reflected: spectrogram({ size: 128, hop: 50, pad: "reflect", power: 1, scale: "decibels" }),
  mel: melSpectrogram(16, { sampleRate, size: 128, scale: "log", normalise: "example" }),
  mfcc: mfcc(8, { sampleRate, size: 128, mels: 16, normalise: "feature" }),
};

describe("as the first layer of a network", () => {
  const x = { values: wave.slice(0, 2400), shape: [3, 800], dtype: "float32" } as const;

  test.each(Object.entries(ears))("%s runs in the traced gear", async (_, ear) => {
    const model = net([800], ear, conv(4, 3), globalPool(), dense(2));
    const [traced] = await plainJit((waves) => [model.apply(waves!) as tf.Tensor])(x);
    const eager = model.apply(tf.tensor2d(x.values, [3, 800])) as tf.Tensor;
    expect(furthest(traced!.values, eager.dataSync())).toBeLessThan(1e-4);
  });

  test.each(Object.entries(ears))(
    "%s hands gradients to the waveform, traced too",
    async (_, ear) => {
      const gradient = tf.grad((waves) => {
        const made = ear.of(waves);
        return made.mul(tf.cos(tf.range(0, made.size)).reshape(made.shape)).sum();
      });
      const [traced] = await plainJit((waves) => [gradient(waves!)])(x);
      const eager = gradient(tf.tensor2d(x.values, [3, 800])).dataSync();
      expect(eager.every(Number.isFinite)).toBe(true);
      expect(furthest(traced!.values, eager)).toBeLessThan(1e-3);
    },
  );

  test("a model with one is written and read", async () => {
    const model = net([800], ears.mel!, specAugment(), flatten(), dense(2));
    let saved: tf.io.ModelArtifacts | undefined;
    await model.save(
      tf.io.withSaveHandler(async (artifacts) => {
        saved = artifacts;
        return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) };
      }),
    );
    const copy = await tf.loadLayersModel(tf.io.fromMemory(saved!));
    const waves = tf.tensor2d(x.values, [3, 800]);
    const [made, again] = [model, copy].map((each) => each.predict(waves) as tf.Tensor);
    expect([...again!.dataSync()]).toEqual([...made!.dataSync()]);
  });

  test("what does not fit is refused with its cure", () => {
    const model = (shape: [number], ear: FrontEnd) => () => net(shape, ear, flatten(), dense(1));
    expect(model([100], stft({ size: 256, center: false }))).toThrow("at least 256 samples");
    expect(() => stft({ size: 256 }).of(new Float32Array(0))).toThrow("of 0 samples");
    expect(() => stft({ size: 0 })).toThrow("size = 0");
    expect(() => stft({ size: 64, windowSize: 65 })).toThrow("at most size = 64");
    expect(() => mfcc(41, { sampleRate })).toThrow("from 1 to 40 coefficients");
    expect(() => melSpectrogram(40, { sampleRate, to: 5000 })).toThrow("half the sample rate");
    expect(() => stft().of(tf.zeros([1, 1, 1]))).toThrow("[samples] or [n, samples]");
    expect(() => stft({ size: 64, pad: "reflect" }).of([1, 2, 3])).toThrow("3 samples");
  });
});

describe("specAugment()", () => {
  const model = () => net([20, 10, 1], specAugment({ time: 5, frequency: 3 }), rows());
  const x = Float32Array.from({ length: 4 * 200 }, (_, i) => 1 + (i % 7));

  test("hides bands under the mean in training only", () => {
    seed(3);
    const images = tf.tensor4d(x, [4, 20, 10, 1]);
    const asked = model().apply(images, { training: false }) as tf.Tensor;
    expect([...asked.dataSync()]).toEqual([...x]);
    const trained = (model().apply(images, { training: true }) as tf.Tensor).dataSync();
    const means = images.mean([1, 2, 3]).dataSync();
    const hidden = Array.from(trained, (value, i) => (value === x[i] ? 0 : 1));
    expect(hidden.reduce((sum: number, one) => sum + one, 0)).toBeGreaterThan(50);
    trained.forEach((value, i) => {
      if (value !== x[i]) expect(value).toBeCloseTo(means[Math.floor(i / 200)]!, 4);
    });
    const whole = Array.from({ length: 80 }, (_, row) => hidden.slice(row * 10, row * 10 + 10));
    const most = Math.max(
      ...[0, 1, 2, 3].map(
        (i) => whole.slice(i * 20, i * 20 + 20).filter((row) => row.every(Boolean)).length,
      ),
    );
    expect(most).toBeLessThanOrEqual(5);
  });

  test("draws the same in both gears", async () => {
    const hide = model();
    const step = plainJit((images) => [hide.apply(images!, { training: true }) as tf.Tensor]);
    seed(5);
    const [traced] = await step({ values: x, shape: [4, 20, 10, 1], dtype: "float32" });
    seed(5);
    const eager = hide.apply(tf.tensor4d(x, [4, 20, 10, 1]), { training: true }) as tf.Tensor;
    expect(furthest(traced!.values, eager.dataSync())).toBeLessThan(1e-6);
  });

  test("refuses sizes that are none, and what is no spectrogram", () => {
    expect(() => specAugment({ time: -1 })).toThrow("time = -1");
    expect(() => net([20], specAugment(), dense(1))).toThrow("[frames, features, channels]");
  });
});
