import { sizeOf } from "../size-of.js";
import { tf } from "../tf.js";
import { arrayType } from "../trace/array-type.js";
import type { Values } from "../trace/graph.js";

/** A tensor as plain memory. */
export interface HostTensor {
  readonly values: Values;
  readonly shape: readonly number[];
  readonly dtype: "float32" | "int32" | "bool";
}

/** A tensor of zeros. */
export function room({ shape, dtype }: Omit<HostTensor, "values">): HostTensor {
  return { values: new (arrayType(dtype))(sizeOf(shape)), shape, dtype };
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
