import { availableParallelism } from "node:os";
import type { Runtime } from "./runtime.js";

/** The part of onnxruntime-node that is used here. */
interface Native extends Pick<Runtime, "InferenceSession" | "Tensor"> {
  readonly env: { logLevel?: string };
  listSupportedBackends(): readonly { readonly name: string }[];
}

let loaded: Runtime | undefined;

/** ONNX Runtime in Node, loaded when it is first needed. A page has `platform-browser` instead. */
export function runtime(): Runtime {
  if (loaded) return loaded;
  const { env, listSupportedBackends, ...native } = require("onnxruntime-node") as Native;
  // What goes wrong comes as an error; its log would stand beside a notebook's output.
  env.logLevel = "fatal";
  const providers = listSupportedBackends().map(({ name }) => name);
  loaded = { ...native, fillsResults: true, providers, threads: availableParallelism() };
  return loaded;
}
