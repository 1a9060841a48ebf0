import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { ready, seed, tf } from "@rosenblatt/engine";
import { conv, dense, dropout, flatten, net, pool, saveOnnx } from "../src/index.js";

const python = process.env.ROSENBLATT_PYTHON ?? "python3";
const reader = join(__dirname, "../../engine/test/run_onnx_file.py");
const root = mkdtempSync(join(tmpdir(), "rosenblatt-save-onnx-"));
let folder: string;

beforeAll(() => ready());
beforeEach(() => {
  folder = mkdtempSync(join(root, "case-"));
});
afterAll(() => rmSync(root, { recursive: true }));

/** What ONNX's checker and ONNX Runtime in Python make of a file. */
function elsewhere(path: string, ...inputs: readonly tf.Tensor[]): number[] {
  const values = inputs.map((x, i) => [`input_${i}`, Array.from(x.dataSync())]);
  const { stdout, stderr } = spawnSync(python, [reader, path, "1"], {
    input: JSON.stringify(Object.fromEntries(values)),
    encoding: "utf8",
  });
  if (!stdout) throw new Error(stderr);
  return (JSON.parse(stdout) as number[][])[0]!;
}

function network() {
  seed(3);
  return net([9, 8, 2], conv(5, 3), pool(2), flatten(), dropout(0.5), dense(3));
}

function expectSame(there: readonly number[], here: tf.Tensor): void {
  const values = here.dataSync();
  expect(there).toHaveLength(values.length);
  there.forEach((value, i) => {
    expect(value).toBeCloseTo(values[i]!, 5);
  });
}

describe("saveOnnx()", () => {
  test("writes a file that predicts elsewhere what the model predicts here", async () => {
    const model = network();
    const path = join(folder, "net.onnx");
    await saveOnnx(model, path);
    const image = tf.randomUniform([1, 9, 8, 2]);
    expectSame(elsewhere(path, image), model.predict(image) as tf.Tensor);
    expect(readdirSync(folder)).toEqual(["net.onnx"]);
  });

  test("takes as many examples at once as it is told", async () => {
    const model = network();
    const path = join(folder, "net.onnx");
    await saveOnnx(model, path, { batch: 3 });
    const images = tf.randomUniform([3, 9, 8, 2]);
    expectSame(elsewhere(path, images), model.predict(images) as tf.Tensor);
  });

  test("writes models of several inputs", async () => {
    const inputs = [tf.input({ shape: [4] }), tf.input({ shape: [4] })];
    const sum = tf.layers.add().apply(inputs) as tf.SymbolicTensor;
    const outputs = tf.layers.dense({ units: 2 }).apply(sum) as tf.SymbolicTensor;
    const model = tf.model({ inputs, outputs });
    const path = join(folder, "two.onnx");
    await saveOnnx(model, path);
    const examples = [tf.randomUniform([1, 4]), tf.randomUniform([1, 4])];
    expectSame(elsewhere(path, ...examples), model.predict(examples) as tf.Tensor);
  });

  test("keeps no tensor", async () => {
    const model = network();
    const path = join(folder, "net.onnx");
    await saveOnnx(model, path);
    const before = tf.memory().numTensors;
    await saveOnnx(model, path);
    expect(tf.memory().numTensors).toBe(before);
  });

  test("replaces a file", async () => {
    const path = join(folder, "net.onnx");
    writeFileSync(path, "something else");
    const model = network();
    await saveOnnx(model, path);
    const image = tf.randomUniform([1, 9, 8, 2]);
    expectSame(elsewhere(path, image), model.predict(image) as tf.Tensor);
  });

  test("names a folder that is missing, and leaves nothing behind", async () => {
    const saving = saveOnnx(network(), join(folder, "missing", "net.onnx"));
    await expect(saving).rejects.toThrow(
      `it needs a folder, got none at "${join(folder, "missing")}"`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test("refuses the name of a folder, and leaves nothing behind", async () => {
    const path = join(folder, "net.onnx");
    mkdirSync(path);
    await expect(saveOnnx(network(), path)).rejects.toThrow("it needs a file's name");
    expect(readdirSync(folder)).toEqual(["net.onnx"]);
    expect(readdirSync(path)).toEqual([]);
  });

  test("refuses a batch that is none", async () => {
    const path = join(folder, "net.onnx");
    await expect(saveOnnx(network(), path, { batch: 0 })).rejects.toThrow(
      "Cannot make an ONNX file with batch = 0",
    );
  });

  test("refuses a model that leaves sizes open", async () => {
    const input = tf.input({ shape: [null, 3] });
    const outputs = tf.layers.globalAveragePooling1d({}).apply(input) as tf.SymbolicTensor;
    const model = tf.model({ inputs: input, outputs });
    await expect(saveOnnx(model, join(folder, "net.onnx"))).rejects.toThrow(
      "it needs examples of known sizes, got [null, 3]",
    );
  });
});
