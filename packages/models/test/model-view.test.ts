import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { randomState, ready, seed, tf } from "@rosenblatt/engine";
import {
  addHistograms,
  diagram,
  featureMaps,
  filters,
  lenet,
  modelComm,
  resnet18,
  saveWeights,
  summary,
  unet,
  weightHistograms,
} from "@rosenblatt/models";
import { bundleOf } from "@rosenblatt/plots";
import { standInKernel } from "./stand-in-kernel.js";

const kernel = standInKernel();
const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), "rosenblatt-model-view-"));

beforeAll(async () => {
  await ready();
  process.chdir(folder);
});
afterAll(() => {
  kernel.remove();
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const image = Float32Array.from({ length: 784 }, (_, i) => Math.abs(Math.sin(i)));
const bytesOf = (values: Float32Array) => new Uint8Array(values.buffer);
const floats = (bytes: Uint8Array) => new Float32Array(bytes.slice().buffer);
const examples = {
  length: 3,
  classes: [..."0123456789"],
  at: (i: number) => ({ input: image.map((value) => value / (i + 1)), label: String(i) }),
};

describe("modelComm()", () => {
  let model: ReturnType<typeof lenet>;
  let id: string;

  beforeEach(() => {
    seed(7);
    model = lenet();
    id = modelComm(model, { examples, starts: true })!;
  });

  /** What the model answers. */
  async function ask<T = never>(question: object, buffers: Uint8Array[] = []) {
    const { data, buffers: bytes } = await kernel.ask(id, { id: 1, ...question }, buffers);
    expect(data).toMatchObject({ type: "answer", id: 1 });
    return { result: data.result as T, bytes };
  }

  async function refusal(question: object, buffers: Uint8Array[] = []): Promise<string> {
    const { data } = await kernel.ask(id, { id: 1, ...question }, buffers);
    expect(data).toMatchObject({ type: "refusal", id: 1 });
    return data.reason as string;
  }

  test("opens one comm a model, to the target of its protocol", () => {
    expect(modelComm(model)).toBe(id);
    expect(modelComm(lenet())).not.toBe(id);
    expect(kernel.target(id)).toBe("rosenblatt.model");
  });

  test("tells the numbers of summary() and the graph of diagram()", async () => {
    for (const each of [model, resnet18({ shape: [32, 32, 3], classes: 10, width: 0.25 })]) {
      id = modelComm(each)!;
      const { result } = await ask<Record<string, unknown[]>>({ type: "model" });
      const { layers, parameters, trainable, multAdds } = summary(each);
      expect(result).toMatchObject({ parameters, trainable, multAdds });
      expect(result.layers).toMatchObject(
        layers.map(({ memory: _memory, ...layer }) => ({ ...layer })),
      );
      // Unlike a diagram, the graph has what is repeated every time.
      if (each === model) {
        const { boxes } = diagram(each);
        expect(result.boxes).toMatchObject(boxes.map(({ parameters: _, ...box }) => box));
      }
    }
  });

  test("predicts the classes of an example and of a drawing by softmax", async () => {
    const { result } = await ask<{ top: { index: number; probability: number }[] }>({
      type: "predict",
      input: { example: 0 },
    });
    const expected = tf.tidy(() =>
      tf.softmax(model.apply(tf.tensor(image, [1, 28, 28, 1])) as tf.Tensor).dataSync(),
    );
    expect(result.top).toHaveLength(10);
    for (const { index, probability } of result.top) {
      expect(probability).toBeCloseTo(expected[index]!, 5);
    }
    expect(result.top[0]!.probability).toBe(Math.max(...result.top.map((c) => c.probability)));
    const drawn = await ask({ type: "predict", input: { pixels: true } }, [bytesOf(image)]);
    expect(drawn.result).toEqual(result);
  });

  test("says that a model which diverged has no prediction", async () => {
    tf.tidy(() => model.setWeights(model.getWeights().map(({ shape }) => tf.fill(shape, NaN))));
    expect(await refusal({ type: "predict", input: { example: 0 } })).toMatch(
      /expected finite outputs, got NaN; .* smaller learning rate/,
    );
  });

  test("normalises a drawing as the examples are", async () => {
    const halved = {
      apply: (values: ArrayLike<number>) => Float32Array.from(values, (v) => v / 2),
    };
    modelComm(model, { examples: { ...examples, normalisation: halved } });
    const drawn = await ask({ type: "predict", input: { pixels: true } }, [bytesOf(image)]);
    expect(drawn.result).toEqual((await ask({ type: "predict", input: { example: 1 } })).result);
  });

  test("shows filters and feature maps with the numbers of filters() and featureMaps()", async () => {
    const shown = await ask({ type: "filters", layer: "conv1" });
    expect(shown.result).toMatchObject({ height: 5, width: 5, channels: 1, shown: 6, count: 6 });
    const { values } = filters(model, { layer: "conv1" });
    expect([...floats(shown.bytes[0]!)]).toEqual(values.flatMap((filter) => [...filter]));
    const inner = await ask({ type: "filters", layer: "conv2" });
    expect(inner.result).toMatchObject({ height: 5, channels: 1, shown: 96, together: 6 });

    const question = { type: "features", layer: "conv2", input: { example: 0 } };
    const made = await ask(question);
    const { maps } = featureMaps(model, image, { layer: "conv2" });
    expect(made.result).toMatchObject({ height: 10, width: 10, shown: 16, count: 16 });
    expect([...floats(made.bytes[0]!)]).toEqual(maps.flatMap((map) => [...map]));
    const units = await ask({ ...question, layer: "dense1" });
    expect(units.result).toMatchObject({ height: 1, width: 120, shown: 1 });
  });

  test("keeps answers of large networks small", async () => {
    id = modelComm(unet({ shape: [256, 256, 1], width: 0.25 }), { examples: undefined })!;
    const picture = bytesOf(new Float32Array(65_536));
    const question = { type: "features", layer: "down1.conv1", input: { pixels: true } };
    const { result, bytes } = await ask<{ height: number }>(question, [picture]);
    expect(result).toMatchObject({ height: 86, width: 86, count: 16 });
    expect(bytes[0]!.byteLength).toBeLessThanOrEqual(4 * 262_144);
    const map = await ask({ type: "predict", input: { pixels: true } }, [picture]);
    expect(map.result).toMatchObject({ kind: "map", height: 256, width: 256, classes: 2 });
  });

  test("tells how weights are spread, now and at the ends of epochs", async () => {
    addHistograms(model, weightHistograms(model, { epoch: 0 }));
    expect(kernel.pushed(id).at(-1)).toEqual({ type: "epoch", epoch: 0 });
    const [kernelVariable] = model.getLayer("conv1").weights;
    kernelVariable!.write(tf.fill([5, 5, 1, 6], 2));
    addHistograms(model, weightHistograms(model, { epoch: 1 }));
    const { result } = await ask<{ epochs: object[]; now: object; weights: object[] }>({
      type: "weights",
      layer: "conv1",
    });
    expect(result.epochs).toHaveLength(2);
    expect(result.now).toEqual(result.epochs[1]);
    expect(result.weights[0]).toEqual({
      name: "kernel",
      shape: [5, 5, 1, 6],
      mean: 2,
      deviation: 0,
      broken: 0,
    });
  });

  test("shows examples as small pictures with their labels", async () => {
    const { result, bytes } = await ask({ type: "examples", from: 1, count: 12 });
    expect(result).toEqual({ from: 1, labels: ["1", "2"], size: [28, 28, 1] });
    expect(bytes[0]![5]).toBe(Math.round((255 * image[5]!) / 2));
  });

  test("compares two states by norms and cosines", async () => {
    await saveWeights(model, "before.safetensors");
    const before = model
      .getLayer("dense3")
      .getWeights()
      .flatMap((w) => [...w.dataSync()]);
    const changed = before.map((value, i) => value + Math.cos(i) / 10);
    const [kernelVariable, bias] = model.getLayer("dense3").weights;
    kernelVariable!.write(tf.tensor(changed.slice(0, 840), [84, 10]));
    bias!.write(tf.tensor(changed.slice(840), [10]));
    const [x, y] = [before, changed].map((values) => tf.tensor1d(values));
    const change = tf.norm(tf.sub(x!, y!)).div(tf.norm(x!)).dataSync()[0]!;
    const cosine = tf
      .sum(tf.mul(x!, y!))
      .div(tf.norm(x!).mul(tf.norm(y!)))
      .dataSync()[0]!;
    const files = await ask<{ files: { path: string }[] }>({ type: "checkpoints" });
    expect(files.result.files.map(({ path }) => path)).toEqual(["before.safetensors"]);
    for (const a of ["start", { file: "before.safetensors" }]) {
      const { result } = await ask<{ layers: Record<string, number>[]; unlike: string[] }>({
        type: "compare",
        a,
        b: "now",
      });
      expect(result.unlike).toEqual([]);
      const found = result.layers.find(({ layer }) => String(layer) === "dense3")!;
      expect(found.change).toBeCloseTo(change, 5);
      expect(found.cosine).toBeCloseTo(cosine, 5);
      const first = result.layers[0]!;
      expect([first.change, first.cosine]).toEqual([0, expect.closeTo(1, 6)]);
    }
  });

  test("measures each layer's time", async () => {
    const { result } = await ask<{ milliseconds: Record<string, number> }>({ type: "times" });
    expect(Object.keys(result.milliseconds)).toEqual(model.layers.map(({ name }) => name));
  });

  test("refuses with a reason what it cannot answer, and answers on", async () => {
    writeFileSync("broken.safetensors", "no");
    const compare = (a: unknown) => refusal({ type: "compare", a, b: "now" });
    expect(await refusal({ type: "secrets" })).toMatch(/Cannot answer "secrets"/);
    expect(await refusal({})).toMatch(/Cannot answer "undefined"/);
    expect(await refusal({ type: "weights" })).toMatch(/its layer is wrong, got undefined/);
    expect(await refusal({ type: "weights", layer: "conv9" })).toMatch(/none of this name/);
    expect(await refusal({ type: "weights", layer: "flatten1" })).toMatch(/it has none/);
    expect(await refusal({ type: "filters", layer: "dense1" })).toMatch(/layer of convolutions/);
    expect(await refusal({ type: "predict", input: { example: 9 } })).toMatch(/there are 3/);
    expect(await refusal({ type: "predict", input: { example: -1 } })).toMatch(/input is wrong/);
    const pixels = { type: "predict", input: { pixels: true } };
    expect(await refusal(pixels)).toMatch(/expected 3136 bytes/);
    expect(await refusal(pixels, [bytesOf(image.map(() => Number.NaN))])).toMatch(/not finite/);
    expect(await compare({ file: "../../etc/passwd" })).toMatch(/under the notebook's folder/);
    expect(await compare({ file: "/etc/x.safetensors" })).toMatch(/under the notebook's folder/);
    expect(await compare({ file: "none.safetensors" })).toMatch(/no such file/);
    expect(await compare({ file: "broken.safetensors" })).toMatch(/Cannot read weights/);
    expect(await refusal({ type: "examples", from: 0, count: 1e6 })).toMatch(/count is wrong/);
    await ask({ type: "model" });
  });

  test("leaves random numbers and tensors as they were", async () => {
    const before = { random: randomState(), tensors: tf.memory().numTensors };
    const input = { example: 0 };
    for (const question of [
      { type: "model" },
      { type: "times" },
      { type: "weights", layer: "conv1" },
      { type: "filters", layer: "conv1" },
      { type: "features", layer: "pool2", input },
      { type: "predict", input },
      { type: "examples", from: 0, count: 3 },
      { type: "compare", a: "start", b: "now" },
    ]) {
      await ask(question);
    }
    expect({ random: randomState(), tensors: tf.memory().numTensors }).toEqual(before);
  });
});

test("a summary tells JupyterLab which comm its model answers on", () => {
  const model = lenet();
  const bundle = bundleOf(summary(model));
  expect(bundle["application/vnd.rosenblatt.model+json"]).toEqual({
    name: model.name,
    comm: modelComm(model),
  });
  expect(bundle).toHaveProperty("text/html");
});
