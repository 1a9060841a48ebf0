import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { tf } from "../tf.js";
import { withView } from "./view.js";

/** In which shape the memory of a tensor was the right factor of a product. */
const shapes = new WeakMap<object, string>();

/**
 * Lets the same numbers be the right factor of products in different shapes. XNNPACK finds what it
 * prepared of a factor by the factor's memory alone; for another shape it reads and writes beyond
 * the tensors.
 */
export function fittingFactor(kernelName: string): tf.KernelConfig {
  const stock = tf.getKernel(kernelName, "wasm");
  return {
    ...stock,
    kernelFunc: (call) => {
      const backend = call.backend as BackendWasm;
      const b = call.inputs.b!;
      const memory = backend.dataIdMap.get(b.dataId);
      const shape = b.shape.slice(-2).join();
      const prepared = shapes.get(memory) ?? shape;
      shapes.set(memory, prepared);
      if (prepared === shape) return stock.kernelFunc(call);
      const use = (view: tf.TensorInfo) =>
        stock.kernelFunc({ ...call, inputs: { ...call.inputs, b: view } });
      return withView(b, { shape: b.shape, backend, use });
    },
  };
}
