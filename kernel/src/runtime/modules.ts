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

/** Loads a module for an import declaration: its namespace, or the wanted names of it. */
export async function importModule(
  load: () => Promise<Record<string, unknown>>,
  specifier: string,
  [names, needed]: ImportedNames,
): Promise<Record<string, unknown>> {
  const module = await retried(load);
  if (names.length === 0) return opened(module);
  const found: Record<string, unknown> = {};
  for (const name of names) {
    const owner = [module, Object(module.default) as typeof module].find((one) => name in one);
    if (owner !== undefined) found[name] = owner[name];
    else if (needed.includes(name)) {
      throw new SyntaxError(`The module "${specifier}" does not provide an export named "${name}"`);
    }
  }
  return found;
}

/** A package may point to TypeScript too; that is found out only by loading it. */
async function retried(
  load: () => Promise<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
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

/** A CommonJS module whose names Node could not foresee has them on its default export only. */
function opened(module: Record<string, unknown>): Record<string, unknown> {
  const hidden = ["default", "module.exports", "__esModule"];
  const inner = module.default;
  if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return module;
  if (!Object.keys(module).every((name) => hidden.includes(name))) return module;
  return { ...(inner as Record<string, unknown>), default: inner };
}
