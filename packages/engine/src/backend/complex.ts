import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { tf } from "../tf.js";

type Data = Parameters<BackendWasm["typedArrayFromHeap"]>[0];

/**
 * Lets the WebAssembly backend store complex numbers, which it can move and dispose but not read:
 * on its heap each is a real part followed by an imaginary one.
 */
export function storingComplex(backend: BackendWasm): BackendWasm {
  const read = backend.readSync.bind(backend);
  const view = backend.typedArrayFromHeap.bind(backend);
  const parts = ({ dataId, shape }: Data) =>
    view({ dataId, shape: [...shape, 2], dtype: "float32" });
  return Object.assign(backend, {
    readSync(dataId: tf.DataId, start?: number, end?: number) {
      const { dtype, shape } = backend.dataIdMap.get(dataId);
      if (dtype !== "complex64") return read(dataId, start, end);
      return parts({ dataId, shape, dtype }).slice(start && 2 * start, end && 2 * end);
    },
    typedArrayFromHeap: (data: Data) => (data.dtype === "complex64" ? parts(data) : view(data)),
  });
}
