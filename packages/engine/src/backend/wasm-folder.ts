import { dirname, sep } from "node:path";

/** Where the backend's .wasm files lie: in its package. */
export const wasmFolder: string | undefined =
  dirname(require.resolve("@tensorflow/tfjs-backend-wasm")) + sep;
