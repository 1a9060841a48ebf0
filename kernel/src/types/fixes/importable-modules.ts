import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";

/** Files of the notebook's folder that cells can import. */
const LOCAL = /^(?!\.).*(?<!\.d)\.(?:[cm]?tsx?|[cm]?js)$/;

/** So large a file is no list of declarations. */
const MOST = 8_000_000;

/** So many files of one package are read. */
const FILES = 200;

const EXPORT_ALL = /\bexport\s*(?:type\s*)?\*\s*(?:as\s+[\w$]+\s*)?from\s*["']([^"']+)["']/g;

interface Manifest {
  readonly name?: string;
  readonly types?: string;
  readonly typings?: string;
  readonly main?: string;
  readonly exports?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/**
 * The modules that may export a name, as a cell in `folder` would import them: local files, what
 * the project depends on, linked packages, and those of Node. Whether they do is TypeScript's to say.
 */
export function importableModules(name: string, folder: string): readonly string[] {
  const word = new RegExp(`(?<![\\w$])${name.replace(/\$/g, "\\$")}(?![\\w$])`);
  const local = list(folder)
    .filter((file) => LOCAL.test(file) && word.test(read(join(folder, file))))
    .map((file) => `./${file.replace(/\.(?:tsx?|js)$/, "")}`);
  const packages = packagesFor(folder).filter(({ entry }) => mentions(entry, word));
  const node = builtinModules.filter((module) => !/^_|^node:/.test(module));
  return [
    ...local,
    ...packages.map(({ specifier }) => specifier),
    ...node.map((module) => `node:${module}`),
  ];
}

/** The packages that a project in `folder` names or links, and where their types begin. */
function packagesFor(folder: string) {
  const named = new Map<string, string>();
  const note = (specifier: string, at: string) => {
    const entry = named.has(specifier) ? undefined : typesOf(specifier, at);
    if (entry !== undefined) named.set(specifier, entry);
  };
  for (const at of foldersUp(folder)) {
    const { dependencies, devDependencies } = manifest(join(at, "package.json"));
    for (const each of Object.keys({ ...dependencies, ...devDependencies })) note(each, folder);
    for (const each of linked(join(at, "node_modules"))) note(each, folder);
  }
  return [...named].map(([specifier, entry]) => ({ specifier, entry }));
}

function linked(modules: string): readonly string[] {
  const isLink = (name: string) => {
    return lstatSync(join(modules, name), { throwIfNoEntry: false })?.isSymbolicLink() === true;
  };
  const scoped = list(modules)
    .filter((name) => name.startsWith("@"))
    .flatMap((scope) => list(join(modules, scope)).map((name) => `${scope}/${name}`));
  return [...list(modules).filter((name) => !/^[.@]/.test(name)), ...scoped].filter(isLink);
}

/** Whether a file of declarations, or one whose exports it passes on, holds a word. */
function mentions(entry: string, word: RegExp): boolean {
  const waiting = [entry];
  const seen = new Set(waiting);
  for (
    let file = waiting.shift();
    file !== undefined && seen.size < FILES;
    file = waiting.shift()
  ) {
    const text = read(file);
    if (word.test(text)) return true;
    for (const [, specifier = ""] of text.matchAll(EXPORT_ALL)) {
      const next = specifier.startsWith(".")
        ? declarationsAt(join(dirname(file), specifier))
        : typesOf(specifier, dirname(file));
      if (next !== undefined && !seen.has(next)) waiting.push(next);
      if (next !== undefined) seen.add(next);
    }
  }
  return false;
}

/** Where the types of a package begin. */
function typesOf(specifier: string, from: string): string | undefined {
  for (const at of foldersUp(from)) {
    const own = join(at, "node_modules", specifier);
    const { types, typings, exports, main } = manifest(join(own, "package.json"));
    const entry = types ?? typings ?? exportedTypes(exports) ?? main ?? "index";
    const there = declarationsAt(join(own, entry));
    if (there !== undefined) return there;
    const apart = join(at, "node_modules/@types", specifier.replace(/^@/, "").replace("/", "__"));
    const typed = existsSync(apart) && manifest(join(apart, "package.json")).types;
    if (typed) return declarationsAt(join(apart, typed));
  }
  return;
}

/** The first file of types among a package's conditional exports. */
function exportedTypes(exports: unknown): string | undefined {
  if (typeof exports === "string") return exports;
  if (typeof exports !== "object" || exports === null) return;
  const conditions = exports as Readonly<Record<string, unknown>>;
  const [found] = [".", "types", "import", "require", "default"]
    .filter((condition) => condition in conditions)
    .map((condition) => exportedTypes(conditions[condition]));
  return found;
}

function declarationsAt(path: string): string | undefined {
  const base = path.replace(/\.[cm]?js$/, "");
  const [, module = ""] = /\.([cm])js$/.exec(path) ?? [];
  const files = [
    path,
    `${base}.d.${module}ts`,
    `${base}.d.ts`,
    `${base}.ts`,
    join(base, "index.d.ts"),
  ];
  return files.find((file) => /\.[cm]?tsx?$/.test(file) && existsSync(file));
}

function foldersUp(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersUp(above)];
}

function manifest(path: string): Manifest {
  try {
    return (JSON.parse(read(path)) ?? {}) as Manifest;
  } catch {
    return {};
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    const { size } = statSync(file);
    return size > MOST ? "" : readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
