import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { ask } from "../../scripts/setup/command.mjs";
import { installNodePeer } from "../node-peer.mjs";
import { benchPython, here } from "../paths.mjs";
import { installPython } from "../python-environment.mjs";

const require = createRequire(import.meta.url);
const TFJS = readVersion("@tensorflow/tfjs/package.json");
const ALL = availableParallelism();

/** TensorFlow.js's WebAssembly backend has one thread in Node. */
const OURS = 1;

/**
 * What trains. `prepare` installs it, resolving to its `{ versions, folder? }`; `command` is the
 * program and its arguments, of a data folder, a seed and that folder.
 */
export const contenders = [
  {
    title: "Rosenblatt",
    threads: OURS,
    prepare: () => ({ versions: { Rosenblatt: readVersion("rosenblatt/package.json") } }),
    command: ({ seed }) => node("rosenblatt.mjs", [seed]),
  },
  pytorch({ title: "PyTorch, same threads", threads: OURS, base: true }),
  ...(ALL > OURS ? [pytorch({ title: "PyTorch, all threads", threads: ALL })] : []),
  tfjs({ title: "TensorFlow.js, cpu (its default in Node)", backend: "cpu" }),
  tfjs({ title: "TensorFlow.js, wasm", backend: "wasm" }),
  {
    title: "TensorFlow.js, tfjs-node",
    threads: ALL,
    prepare: async () => ({
      versions: { "tfjs-node": TFJS },
      folder: await installNodePeer("@tensorflow/tfjs-node", TFJS, {
        download: "the server of the native library that its install script downloads",
      }),
    }),
    command: ({ data, folder }) => node("tfjs.mjs", ["node", data, folder]),
  },
];

function pytorch({ title, threads, base = false }) {
  const ours = join(here, "training/pytorch.py");
  return {
    title,
    threads,
    base,
    prepare: async () => {
      await installPython("requirements-torch.txt");
      const version = ask(benchPython, ["-c", "import torch; print(torch.__version__)"]);
      return { versions: { PyTorch: version } };
    },
    command: ({ data, seed }) => [benchPython, [ours, data, threads, seed]],
  };
}

function tfjs({ title, backend }) {
  return {
    title,
    threads: 1,
    prepare: () => ({ versions: { "TensorFlow.js": TFJS } }),
    command: ({ data }) => node("tfjs.mjs", [backend, data]),
  };
}

function node(script, args) {
  return [process.execPath, [join(here, "training", script), ...args]];
}

function readVersion(manifest) {
  return JSON.parse(readFileSync(require.resolve(manifest), "utf8")).version;
}
