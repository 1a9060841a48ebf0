import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ready, seed, tf } from "@rosenblatt/engine";
import {
  batchNorm,
  conv,
  dense,
  dropout,
  flatten,
  loadWeights,
  net,
  saveWeights,
} from "@rosenblatt/models";
import { bundleOf } from "@rosenblatt/plots";
import predictions from "./fixtures/weights/predictions.json";

const fixtures = join(__dirname, "fixtures/weights");
let folder: string;

beforeAll(async () => {
  await ready();
  folder = await mkdtemp(join(tmpdir(), "rosenblatt-weights-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The layers of fixtures/weights/make_weights.py. */
function imageModel() {
  return net(
    [6, 6, 1],
    conv(2, 3),
    batchNorm({ epsilon: 1e-5 }),
    dropout(0.5),
    flatten(),
    dense(3),
  );
}

function seriesModel(): tf.LayersModel {
  const { layers } = tf;
  return tf.sequential({
    layers: [
      layers.lstm({ units: 3, inputShape: [5, 2], name: "lstm1", recurrentActivation: "sigmoid" }),
      layers.dense({ units: 1, name: "dense1" }),
    ],
  });
}

function predicted(model: tf.LayersModel, shape: number[]): Float32Array {
  const size = shape.reduce((product, side) => product * side, 1);
  return tf.tidy(() => {
    const wave = Float32Array.from({ length: size }, (_, i) => Math.sin(0.37 * i + 9));
    return (model.predict(tf.tensor(wave, shape)) as tf.Tensor).dataSync() as Float32Array;
  });
}

function expectClose(found: Float32Array, wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  wanted.forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, 5);
  });
}

const everything = [
  "conv1/kernel",
  "conv1/bias",
  "batchNorm1/gamma",
  "batchNorm1/beta",
  "batchNorm1/moving_mean",
  "batchNorm1/moving_variance",
  "dense1/kernel",
  "dense1/bias",
];

describe("loadWeights()", () => {
  test.each(["image.safetensors", "image.weights.h5", "image.h5", "image.keras"])(
    "reads %s, after which the model predicts what Keras did",
    async (file) => {
      const model = imageModel();
      const before = tf.memory().numTensors;
      const report = await loadWeights(model, join(fixtures, file));
      expect([...report.loaded].sort()).toEqual([...everything].sort());
      expect(report).toMatchObject({ missing: [], unexpected: [], mismatched: [] });
      expectClose(predicted(model, [2, 6, 6, 1]), predictions.image);
      expect(tf.memory().numTensors).toBe(before);
      expect(bundleOf(report)).toEqual({ "text/plain": "8 weights loaded" });
    },
  );

  test("reads the weights of a recurrent layer from its cell", async () => {
    const model = seriesModel();
    await loadWeights(model, join(fixtures, "series.weights.h5"));
    expectClose(predicted(model, [2, 5, 2]), predictions.series);
  });

  test("reads numbers of every kind", async () => {
    const kinds = ["f64", "f16", "bf16", "i64", "i32", "u8", "bool"];
    for (const kind of kinds) {
      const model = net([4], dense(1, { bias: false }));
      const rename = () => kind;
      const { unexpected, mismatched } = await loadWeights(
        model,
        join(fixtures, "kinds.safetensors"),
        { partial: true, rename },
      );
      expect(unexpected).toEqual(expect.arrayContaining(kinds.filter((other) => other !== kind)));
      expect(mismatched).toEqual([{ name: "dense1/kernel", expected: [4, 1], got: [4] }]);
    }
    const norm = net([4], batchNorm());
    await loadWeights(norm, join(fixtures, "kinds.safetensors"), {
      partial: true,
      rename: (name) =>
        ({ gamma: "f64", beta: "f16", moving_mean: "bf16", moving_variance: "i64" })[
          name.split("/")[1]!
        ] ?? name,
    });
    for (const weight of norm.getWeights()) {
      expect([...weight.dataSync()]).toEqual([0, 1, 2, 100]);
    }
  });

  test("tells all that did not match, and changes nothing", async () => {
    const model = net([6, 6, 1], conv(3, 3), flatten(), dense(3), dense(2));
    const before = model.getWeights()[0]!.dataSync().slice();
    const path = join(fixtures, "image.safetensors");
    const failing = loadWeights(model, path);
    await expect(failing).rejects.toThrow(RangeError);
    await expect(failing).rejects.toThrow(
      "2 missing in the file: dense2/kernel, dense2/bias\n" +
        "4 unexpected in the file: batchNorm1/",
    );
    await expect(failing).rejects.toThrow("conv1/kernel is [3, 3, 1, 3], in the file [3, 3, 1, 2]");
    await expect(failing).rejects.toThrow("Pass { partial: true }");
    expect([...model.getWeights()[0]!.dataSync()]).toEqual([...before]);
  });

  test("loads what fits when asked, and reports the rest", async () => {
    const model = net([6, 6, 1], conv(2, 3), flatten(), dense(4));
    const report = await loadWeights(model, join(fixtures, "image.weights.h5"), { partial: true });
    expect(report.loaded).toEqual(["conv1/kernel", "conv1/bias"]);
    expect(report.missing).toEqual([]);
    expect(report.unexpected.map((name) => name.split("/")[0])).toEqual(
      new Array(4).fill("batchNorm1"),
    );
    expect(report.mismatched).toEqual([
      { name: "dense1/kernel", expected: [32, 4], got: [32, 3] },
      { name: "dense1/bias", expected: [4], got: [3] },
    ]);
  });

  test("takes the file's names by rename", async () => {
    const model = net([6, 6, 1], conv(2, 3));
    const path = join(folder, "other-names.safetensors");
    await saveWeights(model, path);
    const text = (await readFile(path, "latin1")).replaceAll("conv1", "first");
    await writeFile(path, text, "latin1");
    await expect(loadWeights(model, path)).rejects.toThrow("unexpected in the file: first/kernel");
    const rename = (name: string) => name.replace("conv1", "first");
    expect((await loadWeights(model, path, { rename })).loaded).toHaveLength(2);
  });
});

describe("saveWeights()", () => {
  test.each(["a.safetensors", "a.weights.h5", "model.json"])(
    "writes %s, which gives another model the same numbers",
    async (name) => {
      seed(1);
      const [from, to] = [imageModel(), imageModel()];
      const before = tf.memory().numTensors;
      await saveWeights(from, join(folder, name));
      const report = await loadWeights(to, join(folder, name));
      expect(report.loaded).toHaveLength(8);
      expect([...predicted(to, [2, 6, 6, 1])]).toEqual([...predicted(from, [2, 6, 6, 1])]);
      expect(tf.memory().numTensors).toBe(before);
      expect((await readdir(folder)).filter((file) => file.endsWith(".part"))).toEqual([]);
    },
  );

  test("writes a model.json that TensorFlow.js makes the model of", async () => {
    const model = imageModel();
    await saveWeights(model, join(folder, "model.json"));
    const { modelTopology, weightsManifest } = JSON.parse(
      await readFile(join(folder, "model.json"), "utf8"),
    );
    const data = await readFile(join(folder, "weights.bin"));
    const weightData = new Uint8Array(data).buffer;
    const weightSpecs = weightsManifest[0].weights;
    const again = await tf.loadLayersModel(
      tf.io.fromMemory({ modelTopology, weightSpecs, weightData }),
    );
    expect([...predicted(again, [2, 6, 6, 1])]).toEqual([...predicted(model, [2, 6, 6, 1])]);
  });

  test("keeps models within a model, recurrent layers and both directions of one", async () => {
    const make = () => {
      const inner = net([5, 2], flatten(), dense(4));
      inner.name = "inner";
      const input = tf.input({ shape: [5, 2] });
      const { bidirectional, gru, concatenate } = tf.layers;
      const both = bidirectional({
        layer: gru({ units: 3 }) as tf.RNN,
        mergeMode: "concat",
        name: "both",
      });
      const paths = [inner.apply(input), both.apply(input)] as tf.SymbolicTensor[];
      const outputs = concatenate().apply(paths) as tf.SymbolicTensor;
      return tf.model({ inputs: input, outputs });
    };
    const [from, to] = [make(), make()];
    await saveWeights(from, join(folder, "both.safetensors"));
    const { loaded } = await loadWeights(to, join(folder, "both.safetensors"));
    expect(loaded).toContain("inner/dense1/kernel");
    expect(new Set(loaded).size).toBe(8);
    expect([...predicted(to, [2, 5, 2])]).toEqual([...predicted(from, [2, 5, 2])]);
    await expect(saveWeights(from, join(folder, "both.h5"))).rejects.toThrow(
      "it wraps other layers",
    );
    const series = [seriesModel(), seriesModel()] as const;
    await saveWeights(series[0], join(folder, "series.weights.h5"));
    await loadWeights(series[1], join(folder, "series.weights.h5"));
    expect([...predicted(series[1], [2, 5, 2])]).toEqual([...predicted(series[0], [2, 5, 2])]);
  });

  test("refuses names whose format it does not know or cannot write", async () => {
    await expect(saveWeights(imageModel(), "weights.pt")).rejects.toThrow(
      'Cannot tell the format of "weights.pt"',
    );
    await expect(saveWeights(imageModel(), "a.keras")).rejects.toThrow("save as .weights.h5");
    await expect(saveWeights(imageModel(), join(folder, "no/a.safetensors"))).rejects.toThrow(
      "it needs a folder",
    );
  });
});

describe("broken and hostile files", () => {
  /** A file of a safetensors header and so many bytes of data. */
  async function headed(header: unknown, bytes: number, length?: bigint): Promise<string> {
    const text = Buffer.from(typeof header === "string" ? header : JSON.stringify(header));
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(length ?? BigInt(text.length));
    const path = join(folder, "hostile.safetensors");
    await writeFile(path, Buffer.concat([size, text, Buffer.alloc(bytes)]));
    return path;
  }

  const weight = (start: number, end: number, shape: unknown = [(end - start) / 4]) => ({
    dtype: "F32",
    shape,
    data_offsets: [start, end],
  });

  test.each([
    ["a header beyond the file", {}, 0, 2n ** 40n, "its header should have"],
    ["a header that is no JSON", "{", 0, undefined, "is not JSON"],
    ["a header that is a list", "[]", 0, undefined, "not an object"],
    ["a weight without a shape", { a: weight(0, 4, null) }, 4, undefined, "no proper shape"],
    ["a negative size", { a: weight(0, 4, [-1]) }, 4, undefined, "no proper shape"],
    ["sizes that lie", { a: weight(0, 8, [2 ** 40]) }, 8, undefined, "needs 4398046511104 bytes"],
    ["overlaps", { a: weight(0, 8), b: weight(4, 12) }, 12, undefined, '"b" does not begin'],
    ["gaps", { a: weight(0, 4), b: weight(8, 12) }, 12, undefined, '"b" does not begin'],
    ["too little data", { a: weight(0, 8) }, 4, undefined, "and has"],
    ["hidden data", { a: weight(0, 8) }, 16, undefined, "and has"],
    ["unknown numbers", { a: { ...weight(0, 4), dtype: "X" } }, 4, undefined, "unknown kind X"],
    [
      "a kind that is a method",
      { a: { ...weight(0, 4), dtype: "toString" } },
      4,
      undefined,
      "kind",
    ],
    ["a weight that is null", { a: null }, 4, undefined, "unknown kind undefined"],
  ])("safetensors with %s are refused", async (_, header, bytes, length, message) => {
    const loading = loadWeights(imageModel(), await headed(header, bytes, length));
    await expect(loading).rejects.toThrow(SyntaxError);
    await expect(loading).rejects.toThrow(message);
  });

  test.each(["image.safetensors", "image.weights.h5", "image.h5", "image.keras"])(
    "%s cut off anywhere, or with bytes changed, loads whole or is an error",
    async (name) => {
      const bytes = await readFile(join(fixtures, name));
      const path = join(folder, `broken-${name}`);
      const model = imageModel();
      for (let k = 0; k < 24; k++) {
        const broken = Uint8Array.from(bytes);
        for (let i = 0; i < 8; i++) broken[(k * 997 + i * 613) % bytes.length]! ^= 0xff;
        await writeFile(path, k % 2 ? broken : bytes.subarray(0, (bytes.length * k) / 24));
        const result = await loadWeights(model, path).catch((error: unknown) => error);
        if (k % 2 === 0) expect(result).toBeInstanceOf(SyntaxError);
        else if (result instanceof Error) expect(result.message).toContain(path);
      }
    },
  );

  test("a model.json that is broken, short or reaches out of its folder is refused", async () => {
    const path = join(folder, "model.json");
    await saveWeights(imageModel(), path);
    const good = await readFile(path, "utf8");
    await writeFile(path, good.replace("weights.bin", "../weights.bin"));
    await expect(loadWeights(imageModel(), path)).rejects.toThrow("outside of its folder");
    await writeFile(path, good.replace("weights.bin", "/etc/passwd"));
    await expect(loadWeights(imageModel(), path)).rejects.toThrow("outside of its folder");
    await writeFile(path, good.slice(0, 90));
    await expect(loadWeights(imageModel(), path)).rejects.toThrow("it is not JSON");
    await writeFile(path, '{"weightsManifest":[{"paths":[1]}]}');
    await expect(loadWeights(imageModel(), path)).rejects.toThrow("no proper weightsManifest");
    await writeFile(path, "null");
    await expect(loadWeights(imageModel(), path)).rejects.toThrow("no proper weightsManifest");
    await writeFile(path, good);
    await writeFile(join(folder, "weights.bin"), "short");
    await expect(loadWeights(imageModel(), path)).rejects.toThrow(/should have \d+ bytes, got 5/);
  });

  test("a file under another format's name is refused", async () => {
    await copyFile(join(fixtures, "image.safetensors"), join(folder, "wrong.h5"));
    await expect(loadWeights(imageModel(), join(folder, "wrong.h5"))).rejects.toThrow(
      "no HDF5 file",
    );
    await copyFile(join(fixtures, "image.h5"), join(folder, "wrong.keras"));
    await expect(loadWeights(imageModel(), join(folder, "wrong.keras"))).rejects.toThrow("ZIP");
  });
});
