import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { transform } from "@swc/core";
import type { Jitted, tf } from "rosenblatt";

const repository = join(__dirname, "../..");
const page = readFileSync(join(repository, "docs/engine.md"), "utf8");
const reader = join(repository, "packages/engine/test/run_onnx_file.py");
const python = process.env.ROSENBLATT_PYTHON ?? "python3";
const folder = mkdtempSync(join(tmpdir(), "rosenblatt-engine-page-"));

interface Names {
  readonly model: tf.LayersModel;
  readonly step: Jitted<tf.Tensor[], tf.Tensor>;
  readonly images: tf.Tensor;
  readonly labels: tf.Tensor;
}

let names: Names;

/** Runs the page's examples, one after the other, in a folder of their own. */
async function runExamples(): Promise<Names> {
  const examples = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);
  const { code } = await transform(
    `export const all = async () => {\n${examples.join("\n").replace(/^import .*$/gm, "")}
      return { model, step, images, labels };
    };`,
    { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
  );
  const imports = examples.join("\n").matchAll(/^import (\{.*\}) from "(.*)";$/gm);
  const loaded = [...imports].map(([, list, from]) => `const ${list} = require("${from}");`);
  const exports: { all?: () => Promise<Names> } = {};
  new Function("require", "exports", `${loaded.join("\n")}\n${code}`)(require, exports);
  return exports.all!();
}

/** The first result of each step that ONNX Runtime makes of a file in Python. */
function elsewhere(file: string, inputs: Record<string, tf.Tensor>, steps = 1): number[][] {
  const values = Object.entries(inputs).map(([name, x]) => [name, Array.from(x.dataSync())]);
  const { stdout, stderr } = spawnSync(python, [reader, join(folder, file), `${steps}`], {
    input: JSON.stringify(Object.fromEntries(values)),
    encoding: "utf8",
  });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as number[][];
}

beforeAll(async () => {
  process.chdir(folder);
  names = await runExamples();
});

afterAll(() => {
  process.chdir(repository);
  rmSync(folder, { recursive: true });
});

describe("the examples of docs/engine.md", () => {
  test("write a file that predicts elsewhere what the model predicts here", () => {
    const { model, images } = names;
    const [there] = elsewhere("lenet.onnx", { input_0: images });
    const here = (model.predict(images) as tf.Tensor).dataSync();
    expect(there).toHaveLength(here.length);
    there!.forEach((value, i) => {
      expect(value).toBeCloseTo(here[i]!, 4);
    });
  });

  test("write a file that trains elsewhere as the step trains here", async () => {
    const { step, images, labels } = names;
    const there = elsewhere("lenet-step.onnx", { input_0: images, input_1: labels }, 3);
    for (const [loss] of there) {
      expect(loss).toBeCloseTo((await step(images, labels)).dataSync()[0]!, 4);
    }
  });

  test("have a picture of the same step", () => {
    const picture = readFileSync(join(repository, "docs/engine.svg"), "utf8");
    for (const text of ["64×28×28×6", "MaxPool gradient", "conv2/kernel", "dense3/bias"]) {
      expect(picture).toContain(text);
    }
    expect(picture).not.toContain("var(");
  });
});
