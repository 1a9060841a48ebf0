import { availableParallelism } from "node:os";
import type { Runtime } from "./runtime.js";

let loaded: Runtime | undefined;

/** ONNX Runtime in Node, loaded when it is first needed. A page has `platform-browser` instead. */
export function runtime(): Runtime {
  loaded ??= {
    ...(require("onnxruntime-node") as Pick<Runtime, "InferenceSession" | "Tensor">),
    fillsResults: true,
    threads: availableParallelism(),
  };
  return loaded;
}
