import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const extensions = [
  ...[".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json", ".wasm"],
] as const;

/** What `.js` in an import may stand for, as in TypeScript. */
const sources: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.jsx?$/, [".ts", ".tsx"]],
  [/\.mjs$/, [".mts"]],
  [/\.cjs$/, [".cts"]],
];

/** The file that a path in an import means: itself, with an ending, or a folder's index. */
export function findFile(path: string, isFile: (path: string) => boolean): string | undefined {
  const endings = extensions.map((extension) => path + extension);
  const written = sources.flatMap(([pattern, replacements]) =>
    pattern.test(path) ? replacements.map((ending) => path.replace(pattern, ending)) : [],
  );
  const found = [path, ...written, ...endings].find(isFile);
  return found ?? findInFolder(path, isFile);
}

function findInFolder(folder: string, isFile: (path: string) => boolean): string | undefined {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  const main = mainOf(folder);
  if (main !== undefined) {
    const path = join(folder, main);
    const found = [path, ...extensions.map((extension) => path + extension)].find(isFile);
    if (found !== undefined) return found;
  }
  return extensions.map((extension) => join(folder, `index${extension}`)).find(isFile);
}

function mainOf(folder: string): string | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return typeof manifest.main === "string" ? manifest.main : undefined;
  } catch {
    return undefined;
  }
}
