import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { createPathsMatcher, parseTsconfig } from "get-tsconfig";
import type { CompilerOptions, NotebookTsconfig } from "./tsconfig.js";

interface Read {
  readonly config: NotebookTsconfig;
  readonly files: readonly string[];
}

/** How modules are found and what is written are matters of the kernel. */
const DECIDED = new Set([
  ...["module", "moduleResolution", "noEmit", "outDir", "outFile", "rootDir", "composite"],
  ...["declaration", "declarationDir", "declarationMap", "emitDeclarationOnly", "incremental"],
  ...["tsBuildInfoFile", "sourceMap", "inlineSourceMap", "inlineSources", "sourceRoot", "mapRoot"],
]);

/**
 * Reads a `tsconfig.json`; gives also the files that it is made of. What is wrong with it is its
 * `problem`, and the options are those of `last`.
 */
export function readTsconfig(path: string, last: NotebookTsconfig): Read {
  const cache = new Map<string, unknown>();
  // The keys of get-tsconfig's cache tell which files it read, bases included.
  const files = (): string[] =>
    [...cache.keys()].flatMap((key) => /^readFileSync:(.*):utf8$/.exec(key)?.[1] ?? []);
  try {
    const parsed = parseTsconfig(path, cache as Map<string, string>);
    for (const file of files()) checkSyntax(file);
    const compilerOptions = absolute(dirname(path), parsed.compilerOptions as CompilerOptions);
    const candidates = createPathsMatcher({ path, config: parsed }) ?? (() => []);
    const named = [...(parsed.files ?? []), ...(parsed.include ?? [])];
    const declarations = named
      .filter((file) => /\.d\.[cm]?ts$/.test(file))
      .map((file) => resolve(dirname(path), file));
    const config = { path, compilerOptions, candidates, declarations, problem: undefined };
    return { config, files: files() };
  } catch (error) {
    const { message } = error as Error;
    const problem = `Cannot use ${path}: ${message}; the last good options stay until it is corrected`;
    return { config: { ...last, path, problem }, files: files() };
  }
}

/** get-tsconfig passes over what it cannot read. */
function checkSyntax(file: string): void {
  const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  if (isJson(text)) return;
  // Loaded for those with comments: it takes as long as all else that a first cell needs.
  const { parseSync } = require("oxc-parser") as typeof import("oxc-parser");
  const [error] = parseSync("tsconfig.ts", `(${text}\n)`).errors;
  if (!error) return;
  const start = Math.max(0, (error.labels[0]?.start ?? 1) - 1);
  const line = text.slice(0, start).split("\n").length;
  throw new SyntaxError(`expected JSON, got an error in ${file}, line ${line}: ${error.message}`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function absolute(folder: string, options: CompilerOptions = {}): CompilerOptions {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    if (!DECIDED.has(name)) result[name] = value;
  }
  const { baseUrl, paths, typeRoots, rootDirs } = options as Record<string, never>;
  const all = (list: readonly string[]): string[] => list.map((each) => resolve(folder, each));
  if (baseUrl) result.baseUrl = resolve(folder, baseUrl);
  if (typeRoots) result.typeRoots = all(typeRoots);
  if (rootDirs) result.rootDirs = all(rootDirs);
  if (paths) result.paths = absolutePaths(resolve(folder, baseOfPaths(options)), paths);
  return result;
}

/** `paths` count from `baseUrl`, else from the file that has them, which get-tsconfig notes. */
function baseOfPaths(options: CompilerOptions): string {
  const [note] = Object.getOwnPropertySymbols(options);
  const implicit = note && (options as Record<symbol, unknown>)[note];
  return String(options.baseUrl ?? implicit ?? ".");
}

function absolutePaths(base: string, paths: Readonly<Record<string, readonly string[]>>): object {
  const entries = Object.entries(paths);
  return Object.fromEntries(
    entries.map(([pattern, targets]) => [pattern, targets.map((target) => resolve(base, target))]),
  );
}
