import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { here, pythonOf, venvOf } from "../paths.mjs";
import { installPython } from "../python-environment.mjs";
import { installTfjsNode } from "./tfjs-node.mjs";

const require = createRequire(import.meta.url);
const TFJS = readVersion("@tensorflow/tfjs/package.json");

/** On which numbers of threads the steps are measured. */
export const THREADS = [...new Set([1, availableParallelism()])];

/**
 * What trains, by its id. `prepare` installs it, resolving to its `{ versions, folder? }`. `steps`
 * is the program, with its arguments, that trains a workload as it is told; `epoch` the one that
 * trains LeNet once on all of Fashion-MNIST. `peer`: one of those that Rosenblatt is held against.
 * `threads`: the only number of threads that it has. `limit`: how it is kept to the threads.
 */
export const contenders = {
  traced: {
    title: "Rosenblatt, traced",
    prepare: rosenblatt,
    limit: "`jit`'s `threads`",
    steps: node("traced"),
    epoch: ({ seed }) => [process.execPath, [script("epoch/rosenblatt.mjs"), seed]],
  },
  eager: {
    title: "Rosenblatt, eager",
    threads: 1,
    prepare: rosenblatt,
    steps: node("eager"),
  },
  pytorch: pytorch("pytorch", "PyTorch"),
  compile: pytorch("pytorch-compile", "torch.compile"),
  keras: python("keras", {
    title: "Keras fit",
    venv: "keras",
    limit: "TensorFlow's intra- and inter-op threads",
  }),
  jax: python("jax", {
    title: "JAX jit",
    venv: "jax",
    limit: "the processors that it may run on (`sched_setaffinity`)",
  }),
  "tfjs-node": {
    title: "tfjs-node",
    limit: "the processors that it may run on (`taskset`)",
    prepare: async () => ({ versions: { "tfjs-node": TFJS }, folder: await installTfjsNode(TFJS) }),
    steps: (options) => pinned(node("tfjs-node")(options), options),
    epoch: ({ data, folder }) => [
      process.execPath,
      [script("epoch/tfjs.mjs"), "node", data, folder],
    ],
  },
  wasm: tfjs("wasm", { title: "TensorFlow.js, wasm", steps: node("wasm") }),
  cpu: tfjs("cpu", { title: "TensorFlow.js, cpu (its default in Node)" }),
};

/** PyTorch's LSTM has a second bias. */
function pytorch(name, title) {
  const limit = "`torch.set_num_threads`";
  return { ...python(name, { title, venv: "torch", limit }), extraParameters: { lstm: 256 } };
}

function python(name, { title, venv, limit }) {
  const worker = script("python/worker.py");
  const interpreter = pythonOf(venvOf(venv));
  return {
    title,
    peer: true,
    limit,
    prepare: async () => {
      await installPython(`requirements-${venv}.txt`, { venv: venvOf(venv) });
      return {};
    },
    steps: ({ workload, threads, data }) => [interpreter, [worker, name, workload, threads, data]],
    epoch: ({ data, threads, seed }) => [
      interpreter,
      [script("python/epoch.py"), name, threads, data, seed],
    ],
  };
}

function tfjs(backend, { title, steps }) {
  return {
    title,
    threads: 1,
    prepare: () => ({ versions: { "TensorFlow.js": TFJS } }),
    steps,
    epoch: ({ data }) => [process.execPath, [script("epoch/tfjs.mjs"), backend, data]],
  };
}

function node(gear) {
  return ({ workload, threads, data, folder = "" }) => [
    process.execPath,
    [script("node/worker.mjs"), gear, workload, threads, data, folder],
  ];
}

/** The library counts the processors that it may use. */
function pinned([program, args], { threads }) {
  if (threads >= availableParallelism() || !existsSync("/usr/bin/taskset")) return [program, args];
  return ["/usr/bin/taskset", ["--cpu-list", `0-${threads - 1}`, program, ...args]];
}

function rosenblatt() {
  return {
    versions: {
      Rosenblatt: readVersion("rosenblatt/package.json"),
      "ONNX Runtime": readVersion("onnxruntime-node/package.json"),
    },
  };
}

function script(path) {
  return join(here, "training", path);
}

function readVersion(manifest) {
  return JSON.parse(readFileSync(require.resolve(manifest), "utf8")).version;
}
