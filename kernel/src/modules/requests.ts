import { createRequire, isBuiltin } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { importByNode } from "./import-by-node.js";
import { kernelModule } from "./kernel-modules.js";
import { commonNamespace, isNamespace, type Namespace } from "./namespace.js";
import { pick, type Wanted } from "./pick.js";
import type { Resolution, Resolver } from "./resolver.js";

/** Loads files of the user's own. */
export interface FileLoader {
  import(path: string): Promise<Namespace>;
  require(path: string): unknown;
}

interface RequestParts {
  /** The file that asks. */
  readonly file: string;
  readonly resolver: Resolver;
  readonly loader: FileLoader;
}

/** How a cell or a file asks for modules: by `import`, `import()`, `require`, `import.meta`. */
export class Requests {
  readonly #file: string;
  readonly #resolver: Resolver;
  readonly #loader: FileLoader;

  constructor({ file, resolver, loader }: RequestParts) {
    this.#file = file;
    this.#resolver = resolver;
    this.#loader = loader;
  }

  /** What `import()` gives. `byNode` imports what Node loads by itself. */
  async import(specifier: string, byNode = importByNode): Promise<Namespace> {
    const found = this.#resolver.resolve(specifier, this.#file);
    if (found.kind === "file") return this.#loader.import(found.path);
    if (found.kind === "kernel") return commonNamespace(kernelModule(found.name));
    if (found.path !== undefined) return importByNode(urlOf(found.path), this.#file);
    try {
      return await byNode(specifier, this.#file);
    } catch (error) {
      if (found.required === undefined || !isNotFound(error)) throw error;
      return importByNode(urlOf(found.required), this.#file);
    }
  }

  /** What an import declaration gets in a module that `require` loads. */
  requireNames(wanted: Wanted): Namespace {
    const exports = this.#require(wanted.specifier);
    return pick(isNamespace(exports) ? exports : commonNamespace(exports), wanted);
  }

  /** The `require` of the file. */
  get require(): NodeJS.Require {
    const node = createRequire(this.#file);
    const require = (specifier: string): unknown => this.#require(specifier);
    const resolve = (specifier: string, options?: Parameters<NodeJS.RequireResolve>[1]): string =>
      options ? node.resolve(specifier, options) : this.#resolvePath(specifier);
    return Object.assign(require, {
      resolve: Object.assign(resolve, { paths: node.resolve.paths }),
      cache: node.cache,
      extensions: node.extensions,
      main: undefined,
    });
  }

  /** The `import.meta` of the file. */
  meta({ main = false } = {}): object {
    const filename = this.#file;
    const resolve = (specifier: string): string => {
      if (isBuiltin(specifier)) return specifier.replace(/^(?!node:)/, "node:");
      return urlOf(this.#resolvePath(specifier));
    };
    const url = urlOf(filename);
    return { url, filename, dirname: dirname(filename), resolve, main };
  }

  #require(specifier: string): unknown {
    const found = this.#resolveForRequire(specifier);
    if (found.kind === "file") return this.#loader.require(found.path);
    if (found.kind === "kernel") return kernelModule(found.name);
    return createRequire(this.#file)(found.path ?? specifier);
  }

  /** Code that does without a module looks for the code that `require` gives its error. */
  #resolveForRequire(specifier: string): Resolution {
    try {
      return this.#resolver.resolve(specifier, this.#file);
    } catch (error) {
      if (isNotFound(error)) Object.assign(error as Error, { code: "MODULE_NOT_FOUND" });
      throw error;
    }
  }

  #resolvePath(specifier: string): string {
    const found = this.#resolveForRequire(specifier);
    if (found.kind === "kernel") return found.name;
    return found.path ?? createRequire(this.#file).resolve(specifier);
  }
}

function urlOf(path: string): string {
  return pathToFileURL(path).href;
}

/** A part of a package without its ending, or a folder of it: only `require` finds those. */
function isNotFound(error: unknown): boolean {
  const { code } = Object(error) as { code?: unknown };
  return code === "ERR_MODULE_NOT_FOUND" || code === "ERR_UNSUPPORTED_DIR_IMPORT";
}
