import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { tf } from "../tf.js";

/** Where in the memory of a tensor of real numbers another one lies, counted in numbers. */
interface Place {
  readonly shape: number[];
  readonly start?: number;
}

/**
 * Does something with a tensor that lies in the memory of another. What it makes may not outlive
 * it, and must not share its memory.
 */
export function withView<T>(
  { dataId }: tf.TensorInfo,
  {
    shape,
    start = 0,
    backend,
    use,
  }: Place & { backend: BackendWasm; use: (view: tf.TensorInfo) => T },
): T {
  const at = backend.getMemoryOffset(dataId) + start * tf.util.bytesPerElement("float32");
  const view = backend.makeOutput(shape, "float32", at);
  try {
    return use(view);
  } finally {
    // Disposing it the usual way would free memory that is not its own.
    backend.wasm.tfjs.disposeData(backend.dataIdMap.get(view.dataId).id);
    backend.dataIdMap.delete(view.dataId);
  }
}
