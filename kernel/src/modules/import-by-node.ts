import { dirname, join } from "node:path";
import { constants, Script } from "node:vm";
import type { Namespace } from "./namespace.js";

type Import = (specifier: string) => Promise<Namespace>;

/** The name of files that do not exist, from which Node imports. */
export const importFile = ".rosenblatt-import.js";

const imports = new Map<string, Import>();

/** Imports, as `import()` in the file `from` does, what Node loads by itself. */
export async function importByNode(specifier: string, from: string): Promise<Namespace> {
  const folder = dirname(from);
  let load = imports.get(folder);
  if (load === undefined) {
    const script = new Script("(specifier) => import(specifier)", {
      filename: join(folder, importFile),
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    load = script.runInThisContext() as Import;
    imports.set(folder, load);
  }
  return opened(await load(specifier));
}

/** A CommonJS module whose names Node could not foresee has them on its default export only. */
export function opened(module: Namespace): Namespace {
  const hidden = ["default", "module.exports", "__esModule"];
  const inner = module.default;
  if (Object(inner) !== inner || Array.isArray(inner)) return module;
  if (!Object.keys(module).every((name) => hidden.includes(name))) return module;
  return { ...(inner as object), default: inner };
}
