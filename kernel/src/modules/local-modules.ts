import { Evaluator } from "./evaluator.js";
import type { LocalModule } from "./local-module.js";
import { createNamespace, follow, type Namespace } from "./namespace.js";
import { Reload } from "./reload.js";
import { type FileLoader, Requests } from "./requests.js";
import { Resolver } from "./resolver.js";
import { SourceFiles } from "./source-files.js";

/**
 * The user's own files, as modules that are loaded anew when they change. Each file has one
 * namespace for all cells, which shows what the newest load of it exports.
 */
export class LocalModules implements FileLoader {
  readonly #files = new SourceFiles();
  readonly #modules = new Map<string, LocalModule>();
  readonly #namespaces = new Map<string, Namespace>();
  readonly #resolver: Resolver;
  readonly #evaluator: Evaluator;

  /** `folder` is the notebook's. */
  constructor(folder: string) {
    const files = this.#files;
    this.#resolver = new Resolver(folder, files);
    const resolver = this.#resolver;
    this.#evaluator = new Evaluator({ folder, files, resolver, modules: this.#modules });
  }

  /** How cells that pretend to be `file`, or code that is in it, ask for modules. */
  requestsOf(file: string): Requests {
    return new Requests({ file, resolver: this.#resolver, loader: this });
  }

  /** Makes `text` the content of a file that need not exist. */
  define(path: string, text: string): void {
    this.#files.define(path, text);
  }

  async import(path: string): Promise<Namespace> {
    if (this.#modules.get(path)?.outdated) await this.#retry(path);
    return this.#follow(await this.#evaluator.load(path));
  }

  require(path: string): unknown {
    if (this.#modules.get(path)?.outdated) this.#modules.delete(path);
    return this.#evaluator.require(path);
  }

  /** Forgets modules whose evaluation was interrupted: their stack may be gone, and nothing ends. */
  abandon(): void {
    for (const [path, { state }] of this.#modules) {
      if (state === "running") this.#modules.delete(path);
    }
  }

  /**
   * Loads anew what changed on disk, and whatever imports that; undefined if nothing did. Gives the
   * errors for which old modules stay.
   */
  refresh(): Promise<unknown[]> | undefined {
    if (this.#modules.size === 0) return undefined;
    const { failed } = this.#evaluator;
    const retry = [...failed].some((path) => this.#files.mayHaveChanged(path));
    const reloads = Reload.plan(this.#modules, { files: this.#files, retry });
    return reloads.length > 0 ? this.#reloadAll(reloads) : undefined;
  }

  /** Tries once more what could not be loaded. */
  async #retry(path: string): Promise<void> {
    const reloads = Reload.plan(this.#modules, { files: this.#files, retry: true });
    for (const reload of reloads) if (reload.paths.includes(path)) await this.#reload(reload);
  }

  async #reloadAll(reloads: readonly Reload[]): Promise<unknown[]> {
    this.#evaluator.failed.clear();
    const errors: unknown[] = [];
    for (const reload of reloads) {
      await this.#reload(reload).catch((error: unknown) => errors.push(error));
    }
    return errors;
  }

  async #reload(reload: Reload): Promise<void> {
    reload.begin();
    try {
      const roots = reload.paths.filter((path) => this.#namespaces.has(path));
      const loaded: LocalModule[] = [];
      for (const path of roots) loaded.push(await this.#evaluator.load(path));
      for (const module of loaded) this.#follow(module);
    } catch (error) {
      reload.undo();
      throw error;
    }
  }

  #follow(module: LocalModule): Namespace {
    let namespace = this.#namespaces.get(module.path);
    if (namespace === undefined) {
      namespace = createNamespace();
      this.#namespaces.set(module.path, namespace);
    }
    follow(namespace, module.exports);
    return namespace;
  }
}
