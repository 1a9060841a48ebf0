export { wasmFiles } from "./backend/wasm-files.js";
export {
  decodeSafetensors,
  encodeSafetensors,
  type PlainArray,
  type Safetensors,
} from "./files/safetensors.js";
export { writeWhole } from "./files/write-whole.js";
export type { TracedCall, TracedStep, TracedVariable } from "./inspect.js";
export { type JitOptions, type Jitted, jit } from "./jit.js";
export type { OnnxOptions } from "./onnx/file.js";
export { type PlainJitOptions, plainJit } from "./plain-jit.js";
export { maxUnpool } from "./pooling/max-unpool.js";
export { type AlignedRegions, type RoiAlignOptions, roiAlign } from "./pooling/roi-align.js";
export { drawLater } from "./random/later.js";
export { ready } from "./ready.js";
export { checkDevice } from "./runtime/check-device.js";
export type { HostTensor } from "./runtime/host-tensor.js";
export type { Device } from "./runtime/runtime.js";
export { mostThreads } from "./runtime/threads.js";
export { type RandomState, random, randomState, seed, setRandomState } from "./seed.js";
export type { Img, Seq, Shape, Vec } from "./shape.js";
export { tf } from "./tf.js";
export { TraceError } from "./trace/errors.js";
