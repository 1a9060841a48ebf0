import { dirname } from "node:path";
import { opened } from "../modules/import-by-node.js";
import { LocalModules } from "../modules/local-modules.js";
import type { Namespace } from "../modules/namespace.js";
import { pick } from "../modules/pick.js";
import type { Requests } from "../modules/requests.js";

/** Names that a cell imports from a module: all of them, and those it uses as values. */
export type ImportedNames = readonly [all: readonly string[], needed: readonly string[]];

type Load = (specifier: string, options?: unknown) => Promise<Namespace>;

/** How cells that pretend to be one file get their modules. */
export class NotebookModules {
  readonly #local: LocalModules;
  readonly #requests: Requests;
  readonly require: NodeJS.Require;
  /** The `import.meta` of cells. */
  readonly meta: object;

  constructor(file: string, local = new LocalModules(dirname(file))) {
    this.#local = local;
    this.#requests = local.requestsOf(file);
    this.require = this.#requests.require;
    this.meta = Object.freeze(this.#requests.meta({ main: true }));
  }

  /** How another file gets them; files that are loaded already are the same for both. */
  from(file: string): NotebookModules {
    return new NotebookModules(file, this.#local);
  }

  /** Loads a module for an import declaration; `load` is the cell's own way to ask Node. */
  readonly import = async (
    load: Load,
    specifier: string,
    [names, needed]: ImportedNames,
  ): Promise<Namespace> => {
    return pick(await this.#import(load, specifier), { specifier, names, needed });
  };

  /** Loads a module for `import(specifier, options)`. */
  readonly importDynamically = async (
    load: Load,
    specifier: unknown,
    options?: unknown,
  ): Promise<Namespace> => this.#import((name) => load(name, options), String(specifier));

  /** Makes a text the content of a file that need not exist. */
  define({ path, text }: { path: string; text: string }): void {
    this.#local.define(path, text);
  }

  /** After an interrupt: what was being loaded is loaded from its beginning when it is asked for. */
  abandon(): void {
    this.#local.abandon();
  }

  /**
   * Loads files anew that changed since they were loaded; undefined if none did. Gives the errors
   * for which the old ones stay.
   */
  refresh(): Promise<Error[]> | undefined {
    return this.#local.refresh()?.then((errors) => errors.map(staleError));
  }

  #import(load: Load, specifier: string): Promise<Namespace> {
    return this.#requests.import(specifier, async () => opened(await load(specifier)));
  }
}

function staleError(cause: unknown): Error {
  const error = new Error("Cannot load changed files anew: their old state stays meanwhile", {
    cause,
  });
  error.stack = error.message;
  return error;
}
