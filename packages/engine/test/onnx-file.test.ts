import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { jit, ready, seed, tf } from "../src/index.js";

const folder = mkdtempSync(join(tmpdir(), "rosenblatt-onnx-"));
const python = process.env.ROSENBLATT_PYTHON ?? "python3";

beforeAll(() => ready());
afterAll(() => rmSync(folder, { recursive: true }));

/** What ONNX's own tools and ONNX Runtime in Python make of a file. */
function elsewhere(
  file: Uint8Array,
  { inputs, steps = 1 }: { inputs: Record<string, readonly number[]>; steps?: number },
): number[][] {
  const path = join(folder, "step.onnx");
  writeFileSync(path, file);
  const { stdout, stderr } = spawnSync(
    python,
    [join(__dirname, "run_onnx_file.py"), path, `${steps}`],
    {
      input: JSON.stringify(inputs),
      encoding: "utf8",
    },
  );
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as number[][];
}

function network(): tf.LayersModel {
  seed(11);
  const { conv2d, maxPooling2d, flatten, dense } = tf.layers;
  return tf.sequential({
    layers: [
      conv2d({
        inputShape: [9, 8, 2],
        filters: 5,
        kernelSize: 3,
        padding: "same",
        activation: "relu",
      }),
      maxPooling2d({ poolSize: 2 }),
      conv2d({ filters: 4, kernelSize: 2, strides: 2 }),
      flatten(),
      dense({ units: 3 }),
    ],
  });
}

describe("the ONNX file of a traced step", () => {
  const images = tf.randomUniform([4, 9, 8, 2]);
  const labels = tf.tensor1d([0, 2, 1, 0], "int32");
  const values = (tensor: tf.Tensor) => Array.from(tensor.dataSync());

  test("gives elsewhere what the step gives here", async () => {
    const model = network();
    const predict = jit((x: tf.Tensor) => model.apply(x) as tf.Tensor);
    const here = values(await predict(images));
    const file = await predict.onnx([images]);
    const [there] = elsewhere(file, { inputs: { input_0: values(images) } });
    there!.forEach((value, i) => {
      expect(value).toBeCloseTo(here[i]!, 5);
    });
  });

  test("trains elsewhere as the step trains here", async () => {
    const model = network();
    const optimizer = tf.train.adam(0.01);
    const step = jit((x: tf.Tensor, y: tf.Tensor) =>
      optimizer.minimize(() => {
        const logits = model.apply(x) as tf.Tensor2D;
        return tf.losses.softmaxCrossEntropy(tf.oneHot(y as tf.Tensor1D, 3), logits) as tf.Scalar;
      }, true),
    );
    const file = await step.onnx([images, labels], { training: true });
    const inputs = { input_0: values(images), input_1: values(labels) };
    const there = elsewhere(file, { inputs, steps: 5 });
    for (const [loss] of there) {
      expect(loss).toBeCloseTo(values((await step(images, labels))!)[0]!, 4);
    }
    expect(there[4]![0]).toBeLessThan(there[0]![0]!);
  });
});
