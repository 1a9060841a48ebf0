import { MathBackendCPU } from "@tensorflow/tfjs-backend-cpu";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { silence, tf } from "../tf.js";

type Input = tf.TensorInfo | readonly Input[] | null | undefined;

/**
 * A kernel of the plain JavaScript backend as one of the WebAssembly backend: it reads the inputs
 * where they lie, and its results are copied to the heap.
 */
export function plainKernel(kernelName: string): tf.KernelConfig {
  return {
    ...tf.getKernel(kernelName, "cpu"),
    backendName: "wasm",
    kernelFunc: (call) => computePlainly(kernelName, call),
  };
}

/** Runs a kernel of the plain JavaScript backend on tensors of the WebAssembly backend. */
export function computePlainly(
  kernelName: string,
  { inputs, attrs, backend }: Parameters<tf.KernelFunc>[0],
): tf.TensorInfo | tf.TensorInfo[] {
  const wasm = backend as BackendWasm;
  // One for each call, so that nothing that a kernel makes on the way outlives it.
  const plain = new MathBackendCPU();
  silence(plain);
  const results = tf.getKernel(kernelName, "cpu").kernelFunc({
    inputs: handOver(inputs, { from: wasm, to: plain }),
    attrs: attrs as tf.NamedAttrMap,
    backend: plain,
  });
  const store = ({ dataId, shape, dtype }: tf.TensorInfo) =>
    wasm.makeOutput(shape, dtype, undefined, copied(plain.readSync(dataId), dtype));
  return Array.isArray(results) ? results.map(store) : store(results);
}

function handOver(
  inputs: tf.NamedTensorInfoMap,
  { from, to }: { from: BackendWasm; to: MathBackendCPU },
): tf.NamedTensorInfoMap {
  const move = (input: Input): unknown => {
    if (input === null || input === undefined) return input;
    return "dataId" in input ? place(input) : input.map(move);
  };
  // Some kernels ask for the rank, which a tensor has.
  const place = (info: tf.TensorInfo) => ({ ...stored(info), rank: info.shape.length });
  const stored = ({ dataId, shape, dtype }: tf.TensorInfo) => {
    if (dtype === "string") return to.makeTensorInfo(shape, dtype, from.readSync(dataId));
    const values = from.typedArrayFromHeap({ dataId, shape, dtype });
    if (dtype !== "complex64") return to.makeTensorInfo(shape, dtype, values);
    const parts = tf.backend_util.splitRealAndImagArrays(values as Float32Array);
    const info = to.makeTensorInfo(shape, dtype);
    to.data.get(info.dataId).complexTensorInfos = {
      real: to.makeTensorInfo(shape, "float32", parts.real),
      imag: to.makeTensorInfo(shape, "float32", parts.imag),
    };
    return info;
  };
  // What takes any number of tensors is given an array of them.
  const moved = Array.isArray(inputs)
    ? inputs.map(move)
    : Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, move(input)]));
  return moved as tf.NamedTensorInfoMap;
}

/**
 * Values may be those of an input, and making room on the heap may move it; some kernels keep them
 * in another kind of array than they say.
 */
function copied(
  values: tf.backend_util.BackendValues,
  dtype: tf.DataType,
): tf.backend_util.BackendValues {
  if (Array.isArray(values)) return values;
  return dtype === "complex64" ? values.slice() : tf.util.toTypedArray(values, dtype).slice();
}
