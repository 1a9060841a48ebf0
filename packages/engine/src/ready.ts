import { type BackendWasm, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { storingComplex } from "./backend/complex.js";
import { wasmAddress } from "./backend/wasm-files.js";
import { registerBatchNormKernels } from "./batch-normalization/kernels.js";
import { quickenBatchNormalization } from "./batch-normalization/layer.js";
import { registerGradients } from "./gradients/register.js";
import { registerKernels } from "./kernels/register.js";
import { keepListeners } from "./listeners.js";
import { registerRandomOperations } from "./random/operations.js";
import { registerRecurrentLayers } from "./recurrent/layers.js";
import { registerTensorMemory } from "./tensor-memory.js";
import { tf } from "./tf.js";
import { registerTracedKernels } from "./trace/register.js";

const name = "wasm";

const create = tf.findBackendFactory(name);
registerKernels();
registerGradients();
registerRandomOperations();
registerBatchNormKernels();
quickenBatchNormalization();
registerTracedKernels();
registerRecurrentLayers();
registerTensorMemory();

// Who imports this may still say where the files lie.
const loading = Promise.resolve().then(load);
const switched = switchOver();
// Whoever awaits ready() is told; an import alone should not end the process.
switched.catch(() => {});

/**
 * Resolves when the WebAssembly backend, with the kernels that training needs, is the one that
 * computes. Until then everything already works, slowly, in plain JavaScript; tensors move along.
 *
 * @example
 * await ready();
 * tf.getBackend(); // "wasm"
 * @throws Error when WebAssembly cannot be loaded.
 */
export function ready(): Promise<void> {
  return switched;
}

async function load(): Promise<tf.KernelBackend> {
  const folder = wasmAddress();
  if (folder !== undefined) setWasmPaths(folder);
  return start();
}

/** Another instance of the backend, as TensorFlow.js asks for when it was reset. */
async function start(): Promise<tf.KernelBackend> {
  // Its own handlers would end a notebook's kernel at the first unhandled rejection.
  const backend = await keepListeners(["uncaughtException", "unhandledRejection"], async () =>
    create(),
  );
  return storingComplex(backend as BackendWasm);
}

async function switchOver(): Promise<void> {
  // Handing over a loaded backend keeps the old one usable while this one compiles.
  handOver(() => loading);
  const backend = await loading.catch((error: unknown) => {
    throw new Error(
      "Cannot start the WebAssembly backend; reinstall @tensorflow/tfjs-backend-wasm, " +
        'or go on with the slow one, tf.setBackend("cpu")',
      { cause: error },
    );
  });
  if (tf.getBackend() !== name) handOver(() => backend);
  await tf.setBackend(name);
}

/** Registers what is loaded as the backend, for once: a backend that was disposed is of no use. */
function handOver(loaded: () => tf.KernelBackend | Promise<tf.KernelBackend>): void {
  let given = false;
  tf.removeBackend(name);
  tf.registerBackend(
    name,
    () => {
      const backend = given ? start() : loaded();
      given = true;
      return backend;
    },
    2,
  );
}
