import { jit, ready, seed, tf, wasmFiles } from "@rosenblatt/engine";
import { computations } from "./computations";

wasmFiles("/wasm");

/** What the test asks the page for. */
async function results() {
  await ready();
  seed(7);
  const threads = tf.env().get("WASM_HAS_MULTITHREAD_SUPPORT");
  return { backend: tf.getBackend(), threads, numbers: await computations(tf, jit) };
}

Object.assign(globalThis, { results });
