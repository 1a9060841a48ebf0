import { evaluateCode } from "./evaluate-code.js";
import type { LocalModule } from "./local-module.js";
import { addAll, commonNamespace, type Namespace } from "./namespace.js";
import type { Requests } from "./requests.js";
import { WasmModule } from "./wasm.js";

/** What a module is evaluated with. */
export interface Context {
  readonly requests: Requests;
  /** The notebook's folder. */
  readonly folder: string;
}

/** Evaluates a module of any kind; its imports come first. */
export async function evaluate(module: LocalModule, context: Context): Promise<void> {
  if (module.path.endsWith(".json")) return evaluateJson(module);
  if (!module.path.endsWith(".wasm")) return evaluateCode(module, { ...context, form: "async" });
  const wasm = new WasmModule(module.source);
  const imports = new Map<string, Namespace>();
  for (const name of wasm.imports) imports.set(name, await context.requests.import(name));
  addAll(module.exports, wasm.instantiate(imports));
}

/** The same at once, for `require`. Throws for a module that awaits at its top level. */
export function evaluateAtOnce(module: LocalModule, context: Context): void {
  if (module.path.endsWith(".json")) evaluateJson(module);
  else if (module.path.endsWith(".wasm")) evaluateWasmAtOnce(module, context);
  else void evaluateCode(module, { ...context, form: "sync" });
}

function evaluateWasmAtOnce(module: LocalModule, context: Context): void {
  const wasm = new WasmModule(module.source);
  const load = (name: string): Namespace =>
    context.requests.requireNames({ specifier: name, names: [], needed: [] });
  const imports = new Map(wasm.imports.map((name) => [name, load(name)]));
  addAll(module.exports, wasm.instantiate(imports));
}

function evaluateJson(module: LocalModule): void {
  const text = String(module.source).replace(/^\uFEFF/, "");
  try {
    module.common = { exports: JSON.parse(text) };
  } catch (error) {
    throw new SyntaxError(`Cannot read ${module.path}: ${(error as Error).message}`);
  }
  addAll(module.exports, commonNamespace(module.common.exports));
}
