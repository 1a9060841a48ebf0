import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * Whether a bare specifier in a file leads to a package that is there. Node 20 must not be asked for
 * one that is not, by import either: it would remember that when it is installed.
 */
export function packageExists(specifier: string, from: string): boolean {
  if (specifier.startsWith("#")) return true;
  const name = packageName(specifier);
  const folders = createRequire(from).resolve.paths(name) ?? [];
  return folders.some((folder) => existsSync(join(folder, name))) || isOwnPackage(name, from);
}

/** The package that a bare specifier, `name/path` or `@scope/name/path`, leads into. */
export function packageName(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

/** A package may import itself by its name. */
function isOwnPackage(name: string, from: string): boolean {
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    try {
      return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).name === name;
    } catch {
      if (dirname(folder) === folder) return false;
    }
  }
}
