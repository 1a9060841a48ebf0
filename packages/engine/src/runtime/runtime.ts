import type { InferenceSession, Tensor } from "onnxruntime-common";

/** ONNX Runtime as a machine has it: native in Node, WebAssembly or WebGPU in a page. */
export interface Runtime {
  readonly InferenceSession: typeof InferenceSession;
  readonly Tensor: typeof Tensor;
  /** Whether a run writes into the memory that it is given for its results. */
  readonly fillsResults: boolean;
  /** The execution providers that it was built with; not all of them need to work here. */
  readonly providers: readonly string[];
  /** How many threads a graph gets when nobody says. */
  readonly threads: number;
}

/** Where a graph runs. */
export interface Device {
  /** Threads at most; all processor cores unless it is said, and one for steps on few numbers. */
  readonly threads?: number;
  /** ONNX Runtime's execution providers in order of preference, such as `["cuda", "cpu"]`. */
  readonly providers?: readonly string[];
}
