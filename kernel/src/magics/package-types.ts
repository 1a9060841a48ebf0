import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Manifest {
  readonly types?: string;
  readonly typings?: string;
  readonly main?: string;
  readonly exports?: unknown;
}

/** The packages that npm's arguments name: no options, files or addresses. */
export function packageNames(words: readonly string[]): string[] {
  return words.flatMap((word) => /^(?:@[\w.-]+\/)?\w[\w.-]*(?=@|$)/.exec(word)?.[0] ?? []);
}

/** The package of DefinitelyTyped that has the types of a package, if it lacks its own. */
export function missingTypes(name: string, folder: string): string | undefined {
  if (name.startsWith("@types/")) return undefined;
  const types = `@types/${name.replace(/^@/, "").replace("/", "__")}`;
  const home = join(folder, "node_modules", name);
  const isThere = existsSync(join(folder, "node_modules", types));
  return isThere || !existsSync(home) || hasTypes(home) ? undefined : types;
}

function hasTypes(home: string): boolean {
  const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as Manifest;
  const { types, typings, main = "index.js", exports } = manifest;
  if (types || typings || JSON.stringify(exports ?? {}).includes('"types')) return true;
  return existsSync(join(home, main.replace(/(\.[cm]?js)?$/, ".d.ts")));
}
