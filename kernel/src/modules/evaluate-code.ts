import { dirname } from "node:path";
import type { LocalModule } from "./local-module.js";
import { moduleFunction } from "./module-function.js";
import { addAll, addExport, addStar, commonNamespace, type Namespace } from "./namespace.js";
import { pick } from "./pick.js";
import type { Requests } from "./requests.js";

interface CodeContext {
  readonly requests: Requests;
  readonly folder: string;
  /** A module that `require` loads runs at once. */
  readonly form: "async" | "sync";
}

/** Runs a file's code with what it imports. */
export function evaluateCode(module: LocalModule, context: CodeContext): Promise<void> | void {
  const { path, source } = module;
  const { requests, form, folder } = context;
  const { kind, make } = moduleFunction({ path, text: String(source), folder, form });
  const common = { exports: {}, id: path, filename: path, loaded: false, children: [], paths: [] };
  const dynamic = (specifier: unknown) => requests.import(String(specifier));
  const commonJs = [common.exports, requests.require, common, path, dirname(path)];
  if (kind === "cjs") {
    module.common = common;
    make.call(common.exports, dynamic, ...commonJs);
    return finish(module, common);
  }
  const untouched = common.exports;
  const run = make(...moduleContext(module, context), dynamic, ...commonJs) as () => unknown;
  const end = (): void => {
    const isTouched = common.exports !== untouched || Object.keys(untouched).length > 0;
    if (isTouched) finish(module, common);
  };
  if (form === "async") return (run() as Promise<void>).then(end);
  run();
  return end();
}

/** What an ES module's function takes before what CommonJS has. */
function moduleContext(module: LocalModule, { requests, form }: CodeContext): unknown[] {
  const load = (specifier: string, needed: readonly string[]) => {
    const wanted = { specifier, names: needed, needed };
    if (form === "sync") return requests.requireNames(wanted);
    return requests.import(specifier).then((imported) => pick(imported, wanted));
  };
  const addAccessors = (accessors: object): void => {
    for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(accessors))) {
      addExport(module.exports, name, get as () => unknown);
    }
  };
  const star = (other: Namespace): void => addStar(module.exports, other);
  return [load, addAccessors, star, requests.meta()];
}

/** What CommonJS code exported becomes the module's names. */
function finish(module: LocalModule, common: { exports: unknown; loaded: boolean }): void {
  common.loaded = true;
  module.common = common;
  addAll(module.exports, commonNamespace(common.exports));
}
