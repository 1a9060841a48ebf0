import { realpathSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { notebookTsconfig } from "../language/tsconfig.js";
import { findFile } from "./find-file.js";
import { packageExists, packageName } from "./package-exists.js";
import type { SourceFiles } from "./source-files.js";

/**
 * What a specifier leads to: a module that Node loads, one of the kernel's, or a user's file. What
 * `require` would find of a package is there for an `import` that finds nothing.
 */
export type Resolution =
  | { readonly kind: "node"; readonly path?: string; readonly required?: string }
  | { readonly kind: "kernel"; readonly name: string }
  | { readonly kind: "file"; readonly path: string };

const inPackage = /[\\/]node_modules[\\/]/;
/** What Node does not load by itself everywhere. */
const ownAlways = /\.([cm]?tsx?|jsx|json|wasm)$/;
/** What transpiled code imports, from the kernel's own dependencies. */
const helpers = /^@oxc-project\/runtime\//;
const otherUrl = /^(?!file:)[a-z][a-z\d+.-]+:/i;
const ownOutside = /\.[cm]?jsx?$/;

/** Modules that the kernel has built in, under names that no package of the user's takes. */
const built = new Set(["tslab"]);

/** Finds what a specifier means in a file. */
export class Resolver {
  readonly #folder: string;
  readonly #files: SourceFiles;

  constructor(folder: string, files: SourceFiles) {
    this.#folder = folder;
    this.#files = files;
  }

  /** Throws an error with Node's code `ERR_MODULE_NOT_FOUND`. */
  resolve(specifier: string, from: string): Resolution {
    if (helpers.test(specifier)) return { kind: "node", path: require.resolve(specifier) };
    if (built.has(specifier)) return { kind: "kernel", name: specifier };
    if (isBuiltin(specifier) || otherUrl.test(specifier)) return { kind: "node" };
    const path = pathOf(specifier, from);
    if (path !== undefined) return this.#file(path, { specifier, from });
    const mapped = this.#mapped(specifier);
    if (mapped !== undefined) return kindOf(mapped);
    return fromPackages(specifier, from);
  }

  #file(path: string, { specifier, from }: { specifier: string; from: string }): Resolution {
    const found = findFile(path, (file) => this.#files.has(file));
    if (found !== undefined) return kindOf(this.#files.isVirtual(found) ? found : real(found));
    throw notFound("module", { specifier, from });
  }

  /** By `paths` and `baseUrl` of the notebook's tsconfig.json. */
  #mapped(specifier: string): string | undefined {
    for (const candidate of notebookTsconfig(this.#folder).candidates(specifier)) {
      const found = findFile(candidate, (file) => this.#files.has(file));
      if (found !== undefined) return real(found);
    }
    return undefined;
  }
}

function pathOf(specifier: string, from: string): string | undefined {
  const plain = specifier.replace(/[?#].*$/, (tail) => (specifier.startsWith("#") ? tail : ""));
  if (plain.startsWith("file:")) return fileURLToPath(plain);
  if (/^\.{1,2}([\\/]|$)/.test(plain)) return resolve(dirname(from), plain);
  return isAbsolute(plain) ? plain : undefined;
}

function kindOf(path: string): Resolution {
  const own = ownAlways.test(path) || (ownOutside.test(path) && !inPackage.test(path));
  return own ? { kind: "file", path } : { kind: "node", path };
}

/** A package that Node loads, unless it leads to TypeScript, JSON or WebAssembly. */
function fromPackages(specifier: string, from: string): Resolution {
  if (!packageExists(specifier, from)) {
    const cure = `; install it with %npm install ${packageName(specifier)}`;
    throw notFound("package", { specifier, from, cure });
  }
  try {
    const path = createRequire(from).resolve(specifier);
    const own = ownAlways.test(path) || (specifier.startsWith("#") && kindOf(path).kind === "file");
    return own ? { kind: "file", path } : { kind: "node", required: path };
  } catch {
    // Node says it better, and finds what only `import` may.
    return { kind: "node" };
  }
}

interface Missing {
  readonly specifier: string;
  readonly from: string;
  readonly cure?: string;
}

function notFound(what: string, { specifier, from, cure = "" }: Missing): Error {
  const message = `Cannot find ${what} '${specifier}' imported from ${from}${cure}`;
  return Object.assign(new Error(message), { code: "ERR_MODULE_NOT_FOUND" });
}

function real(path: string): string {
  return realpathSync(path);
}
