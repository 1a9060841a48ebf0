import { createRequire } from "node:module";

/** Names that a cell imports from a module: all of them, and those it uses as values. */
export type ImportedNames = readonly [all: readonly string[], needed: readonly string[]];

let registered: Promise<void> | undefined;

/** Lets `import` and `require` load TypeScript files, from now on. */
export function loadTypeScript(): Promise<void> {
  registered ??= (async () => {
    const [esm, cjs] = await Promise.all([import("tsx/esm/api"), import("tsx/cjs/api")]);
    esm.register();
    cjs.register();
    process.setSourceMapsEnabled(true);
  })();
  return registered;
}

/** The `require` of a notebook whose cells pretend to be `file`. */
export function notebookRequire(file: string): NodeJS.Require {
  return createRequire(file);
}

type Module = Record<string, unknown>;

/** Loads a module for an import declaration: its namespace, or the wanted names of it. */
export async function importModule(
  load: () => Promise<Module>,
  specifier: string,
  [names, needed]: ImportedNames,
): Promise<Module> {
  const module = opened(await retried(load), specifier);
  if (names.length === 0) return module;
  const found: Module = {};
  for (const name of names) {
    const owner = [module, Object(module.default) as Module].find((one) => name in one);
    if (owner !== undefined) found[name] = owner[name];
    else if (needed.includes(name)) {
      throw new SyntaxError(`The module "${specifier}" does not provide an export named "${name}"`);
    }
  }
  return found;
}

/** Loads a module for `import(specifier, options)`. */
export async function importDynamically(
  load: (specifier: unknown, options?: unknown) => Promise<Module>,
  specifier: unknown,
  options?: unknown,
): Promise<Module> {
  return opened(await retried(() => load(specifier, options)), String(specifier));
}

/** A package may point to TypeScript too; that is found out only by loading it. */
async function retried(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if (registered || !isLoadError(error)) throw error;
    await loadTypeScript();
    return await load();
  }
}

function isLoadError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return /^ERR_(UNKNOWN_FILE_EXTENSION|MODULE_NOT_FOUND|UNSUPPORTED_DIR_IMPORT)$/.test(
    String(code),
  );
}

/**
 * A CommonJS module whose names Node could not foresee has them on its default export only. A
 * TypeScript file that was loaded as one is what it exports, its own default included.
 */
function opened(module: Module, specifier: string): Module {
  const hidden = ["default", "module.exports", "__esModule"];
  const inner = module.default as Module | null;
  if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return module;
  if (inner.__esModule === true && /^(\.|\/|file:|[A-Za-z]:)/.test(specifier)) return inner;
  if (!Object.keys(module).every((name) => hidden.includes(name))) return module;
  return { ...inner, default: inner };
}
