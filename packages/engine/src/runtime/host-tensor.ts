import type { Tensor } from "onnxruntime-common";
import { sizeOf } from "../size-of.js";
import { tf } from "../tf.js";
import { arrayType } from "../trace/array-type.js";
import type { Values } from "../trace/graph.js";
import { runtime } from "./platform.js";

/** A tensor as plain memory. */
export interface HostTensor {
  readonly values: Values;
  readonly shape: readonly number[];
  readonly dtype: "float32" | "int32" | "bool";
}

/** ONNX Runtime's view of plain memory; nothing is copied. */
export function view({ values, shape, dtype }: HostTensor): Tensor {
  const { Tensor } = runtime();
  return new Tensor(dtype, ownView(values, arrayType(dtype)) as Float32Array, shape);
}

/** ONNX Runtime takes only arrays of its own realm; a notebook's `vm` context makes others. */
function ownView(values: Values, type: ReturnType<typeof arrayType>): Values {
  if (values instanceof type) return values;
  const { buffer, byteOffset, length } = values as Values;
  return new type(buffer as ArrayBuffer, byteOffset, length);
}

/** Memory for a tensor. */
export function room({ shape, dtype }: Omit<HostTensor, "values">): Values {
  return new (arrayType(dtype))(sizeOf(shape));
}

/** The numbers of a tensor of TensorFlow.js. */
export function toHost(tensor: tf.Tensor): HostTensor {
  const { shape, dtype } = tensor;
  if (dtype !== "float32" && dtype !== "int32" && dtype !== "bool") {
    throw new TypeError(
      `Cannot run a traced step on a tensor of ${dtype}: it takes float32, int32 and bool; cast it`,
    );
  }
  const [values, type] = [tensor.dataSync() as Values, arrayType(dtype)];
  // The plain backend leaves booleans as they lie when they become real numbers.
  return { values: values instanceof type ? values : new type(values), shape, dtype };
}

/** A tensor of TensorFlow.js with these numbers, on the backend in use. */
export function fromHost({ values, shape, dtype }: HostTensor): tf.Tensor {
  return tf.tensor(values, [...shape], dtype);
}
