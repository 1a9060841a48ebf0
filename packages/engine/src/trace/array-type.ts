import type { tf } from "../tf.js";

type ArrayType = Float32ArrayConstructor | Int32ArrayConstructor | Uint8ArrayConstructor;

/** The arrays in which the numbers of a type lie, in the runtime as in TensorFlow.js. */
export function arrayType(dtype: tf.DataType): ArrayType {
  if (dtype === "int32") return Int32Array;
  return dtype === "bool" ? Uint8Array : Float32Array;
}
