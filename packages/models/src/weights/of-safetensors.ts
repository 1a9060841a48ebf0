import { decodeSafetensors, type PlainArray } from "@rosenblatt/engine";
import { brokenFile, type StoredWeights } from "./stored.js";

/**
 * The weights in the bytes of a safetensors file.
 * @throws SyntaxError when the file is broken.
 */
export function ofSafetensors(bytes: Uint8Array, path: string): StoredWeights {
  try {
    const { arrays } = decodeSafetensors(bytes);
    const read = (array: PlainArray) => ({
      shape: array.shape,
      read: () => asFloats(array.values),
    });
    return new Map(Object.entries(arrays).map(([name, array]) => [name, read(array)]));
  } catch (cause) {
    throw cause instanceof SyntaxError ? brokenFile(path, cause.message, cause) : cause;
  }
}

function asFloats(values: PlainArray["values"]): Float32Array {
  return values instanceof Float32Array ? values : Float32Array.from(values);
}
