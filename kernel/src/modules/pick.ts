import { addAll, addExport, createNamespace, type Namespace } from "./namespace.js";

/** The names that an import asks for, and those of them without which it is an error. */
export interface Wanted {
  readonly specifier: string;
  readonly names: readonly string[];
  readonly needed: readonly string[];
}

/**
 * A namespace that has the wanted names: the module's own, with those that only its default export
 * has. Throws a `SyntaxError` for a needed one that it lacks.
 */
export function pick(module: Namespace, { specifier, names, needed }: Wanted): Namespace {
  const missing = names.filter((name) => !(name in module));
  if (missing.length === 0) return module;
  const inner = Object(module.default) as Namespace;
  const lacking = missing.find((name) => needed.includes(name) && !(name in inner));
  if (lacking !== undefined) {
    throw new SyntaxError(
      `The module "${specifier}" does not provide an export named "${lacking}"`,
    );
  }
  const namespace = createNamespace();
  addAll(namespace, module);
  for (const name of missing) {
    if (name in inner) addExport(namespace, name, () => inner[name]);
  }
  return namespace;
}
