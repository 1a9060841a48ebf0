export type { TracedCall, TracedStep } from "./inspect.js";
export { type JitOptions, type Jitted, jit } from "./jit.js";
export type { OnnxOptions } from "./onnx/file.js";
export { ready, wasmFiles } from "./ready.js";
export { random, seed } from "./seed.js";
export type { Img, Shape, Vec } from "./shape.js";
export { tf } from "./tf.js";
export { TraceError } from "./trace/errors.js";
