import type { InferenceSession, OnnxValue, Tensor } from "onnxruntime-common";

/** ONNX Runtime as this machine has it: natively in Node, as WebAssembly in a page. */
export interface Runtime {
  readonly InferenceSession: typeof InferenceSession;
  readonly Tensor: typeof Tensor;
}

export type { InferenceSession, OnnxValue, Tensor };

/** Where a graph runs. */
export interface Device {
  /** Threads for one operator; all processor cores unless it is said. */
  readonly threads?: number;
  /** ONNX Runtime's execution providers in order of preference, such as `["cuda", "cpu"]`. */
  readonly providers?: readonly string[];
}

let loaded: Runtime | undefined;

/** Loads ONNX Runtime at the first use. */
export function runtime(): Runtime {
  loaded ??= require("onnxruntime-node") as Runtime;
  return loaded;
}

/** How many threads a graph gets when nobody says. */
export function defaultThreads(): number {
  return (require("node:os") as typeof import("node:os")).availableParallelism();
}
