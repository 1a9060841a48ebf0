// Trains LeNet for one epoch with stock TensorFlow.js, as its documentation shows.
// Usage: tfjs.mjs (cpu | wasm | node) DATA_FOLDER [FOLDER_WITH_TFJS_NODE]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { peakMemory } from "../node/peak-memory.mjs";

const BATCH = 64;
// The cpu backend takes seconds a step, so a few steps stand for the epoch.
const STEPS = 3;

const [backend, data, peer] = process.argv.slice(2);
const { shape } = JSON.parse(readFileSync(join(data, "data.json"), "utf8"));
const tf = await load();
const samples = readFileSync(join(data, "train.labels")).length;

try {
  const report = backend === "cpu" ? await someSteps() : await epoch();
  console.log(`\n${JSON.stringify({ ...report, samples, megabytes: peakMemory() })}`);
} catch (error) {
  console.log(`\n${JSON.stringify({ problem: error.message.split("\n")[0] })}`);
}

async function load() {
  const require = createRequire(peer ? join(peer, "package.json") : import.meta.url);
  if (backend === "node") return require("@tensorflow/tfjs-node");
  const tfjs = require("@tensorflow/tfjs");
  if (backend === "wasm") require("@tensorflow/tfjs-backend-wasm");
  await tfjs.setBackend(backend);
  await tfjs.ready();
  return tfjs;
}

function lenet() {
  const { conv2d, maxPooling2d, flatten, dense } = tf.layers;
  const activation = "relu";
  const model = tf.sequential({
    layers: [
      conv2d({ inputShape: shape, filters: 6, kernelSize: 5, padding: "same", activation }),
      maxPooling2d({ poolSize: 2 }),
      conv2d({ filters: 16, kernelSize: 5, activation }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: 120, activation }),
      dense({ units: 84, activation }),
      dense({ units: 10 }),
    ],
  });
  const loss = (labels, logits) => tf.losses.softmaxCrossEntropy(labels, logits);
  model.compile({ optimizer: tf.train.adam(1e-3), loss });
  return model;
}

function examples(split, count) {
  const labels = readFileSync(join(data, `${split}.labels`)).subarray(0, count);
  const pixels = readFileSync(join(data, `${split}.images`)).subarray(0, labels.length * 784);
  const x = tf.tensor4d(
    Float32Array.from(pixels, (byte) => byte / 255),
    [labels.length, ...shape],
  );
  const y = tf.oneHot(tf.tensor1d(Int32Array.from(labels), "int32"), 10).toFloat();
  return { x, y, labels };
}

async function epoch() {
  const model = lenet();
  const { x, y } = examples("train");
  const start = performance.now();
  await model.fit(x, y, { epochs: 1, batchSize: BATCH, verbose: 0 });
  const seconds = (performance.now() - start) / 1000;
  const test = examples("test");
  const predicted = model.predict(test.x, { batchSize: 256 }).argMax(-1).dataSync();
  const right = predicted.filter((label, i) => label === test.labels[i]).length;
  return { seconds, accuracy: right / predicted.length };
}

async function someSteps() {
  const model = lenet();
  const { x, y } = examples("train", BATCH);
  await model.trainOnBatch(x, y);
  const start = performance.now();
  for (let step = 0; step < STEPS; step++) await model.trainOnBatch(x, y);
  const each = (performance.now() - start) / 1000 / STEPS;
  return { seconds: each * Math.ceil(samples / BATCH), extrapolated: `${STEPS} steps a round` };
}
