import { wasmAddress } from "../backend/wasm-files.js";
import { type Binding, BindingSession } from "./binding-session.js";
import type { Runtime } from "./runtime.js";

/** The part of onnxruntime-web that is used here. */
interface Web extends Binding {
  readonly env: { wasm: { numThreads?: number; wasmPaths?: string } };
}

/** The part of a page's globals that is used here. */
interface Page {
  readonly crossOriginIsolated: boolean;
  readonly location: { readonly href: string };
  readonly navigator: { readonly hardwareConcurrency: number };
}

const page = globalThis as unknown as Page;

let loaded: Runtime | undefined;

/** ONNX Runtime in a page; it has threads only where the page is isolated from other origins. */
export function runtime(): Runtime {
  if (loaded) return loaded;
  const { env, ...web } = require("onnxruntime-web") as Web;
  const threads = page.crossOriginIsolated ? page.navigator.hardwareConcurrency : 1;
  const address = wasmAddress();
  if (address !== undefined) env.wasm.wasmPaths ??= new URL(address, page.location.href).href;
  env.wasm.numThreads ??= threads;
  loaded = {
    load: (graph, device) => BindingSession.load(web, graph, { threads, ...device }),
    providers: () => ["wasm"],
    // A graph is computed at a later turn by itself.
    nextTurn: async () => {},
    threads,
  };
  return loaded;
}
