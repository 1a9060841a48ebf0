import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { tf } from "../tf.js";

/**
 * The same values as another tensor, without copying them as the kernel that comes with the
 * backend does: every tensor that a gradient needs goes through here.
 */
export const identity: tf.KernelConfig = {
  kernelName: tf.Identity,
  backendName: "wasm",
  kernelFunc: ({ inputs, backend }) => {
    const { dataId, shape, dtype } = inputs.x!;
    (backend as BackendWasm).incRef(dataId);
    return { dataId, shape, dtype };
  },
};
