import { decodeSafetensors } from "@rosenblatt/engine";

/** The arrays of a checkpoint's file. @throws RangeError when it is not one, or not whole. */
export function readRun(bytes: Uint8Array): ReturnType<typeof decodeSafetensors> {
  try {
    return decodeSafetensors(bytes);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new RangeError(`it is no whole safetensors file: ${cause.message}`, { cause });
  }
}
