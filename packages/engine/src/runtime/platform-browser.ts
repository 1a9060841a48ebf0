import type { Runtime } from "./runtime.js";

/** The part of onnxruntime-web's settings that is set here. */
interface Web extends Pick<Runtime, "InferenceSession" | "Tensor"> {
  readonly env: { wasm: { numThreads?: number } };
}

let loaded: Runtime | undefined;

/** ONNX Runtime in a page; it has threads only where the page is isolated from other origins. */
export function runtime(): Runtime {
  if (loaded) return loaded;
  const web = require("onnxruntime-web") as Web;
  const isolated = (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated;
  const threads = isolated ? navigator.hardwareConcurrency : 1;
  web.env.wasm.numThreads ??= threads;
  const { InferenceSession, Tensor } = web;
  const providers = ["wasm", "webgpu", "webnn", "webgl"];
  loaded = { InferenceSession, Tensor, fillsResults: false, providers, threads };
  return loaded;
}

declare const navigator: { readonly hardwareConcurrency: number };
