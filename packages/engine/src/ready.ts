import { dirname, sep } from "node:path";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { registerGradients } from "./gradients/register.js";
import { registerKernels } from "./kernels/register.js";
import { keepListeners } from "./listeners.js";
import { registerRandomOperations } from "./random/operations.js";
import { tf } from "./tf.js";
import { registerTracedKernels } from "./trace/register.js";

const name = "wasm";

const compile = tf.findBackendFactory(name);
const loading = load();
const switched = switchOver();
// Whoever awaits ready() is told; an import alone should not end the process.
switched.catch(() => {});

/**
 * Resolves when the WebAssembly backend, with the kernels that training needs, is the one that
 * computes. Until then everything already works, slowly, in plain JavaScript; tensors move along.
 *
 * @throws Error when WebAssembly cannot be loaded.
 */
export function ready(): Promise<void> {
  return switched;
}

async function load(): Promise<tf.KernelBackend> {
  setWasmPaths(dirname(require.resolve("@tensorflow/tfjs-backend-wasm")) + sep);
  registerKernels();
  registerGradients();
  registerRandomOperations();
  registerTracedKernels();
  // Its own handlers would end a notebook's kernel at the first unhandled rejection.
  return keepListeners(["uncaughtException", "unhandledRejection"], async () => compile());
}

async function switchOver(): Promise<void> {
  // Handing over a loaded backend keeps the old one usable while this one compiles.
  tf.removeBackend(name);
  tf.registerBackend(name, () => loading, 2);
  const backend = await loading.catch((error: unknown) => {
    throw new Error(
      "Cannot start the WebAssembly backend; reinstall @tensorflow/tfjs-backend-wasm, " +
        'or go on with the slow one, tf.setBackend("cpu")',
      { cause: error },
    );
  });
  if (tf.getBackend() !== name) {
    tf.removeBackend(name);
    tf.registerBackend(name, () => backend, 2);
    await tf.setBackend(name);
  }
  await tf.ready();
}
