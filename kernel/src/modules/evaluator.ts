import { evaluate, evaluateAtOnce } from "./evaluate.js";
import { LocalModule } from "./local-module.js";
import type { Namespace } from "./namespace.js";
import { type FileLoader, Requests } from "./requests.js";
import type { Resolver } from "./resolver.js";
import type { SourceFiles } from "./source-files.js";

interface EvaluatorParts {
  /** The notebook's folder. */
  readonly folder: string;
  readonly files: SourceFiles;
  readonly resolver: Resolver;
  /** The modules that are loaded, by their paths. */
  readonly modules: Map<string, LocalModule>;
}

/** Loads modules, each once, and what they import. */
export class Evaluator {
  readonly #parts: EvaluatorParts;
  /** Files that could not be loaded. */
  readonly failed = new Set<string>();

  constructor(parts: EvaluatorParts) {
    this.#parts = parts;
  }

  /** The module of a file when it has been evaluated; in a cycle, at once. */
  async load(path: string, importer?: LocalModule): Promise<LocalModule> {
    const module = this.#obtain(path, importer);
    if (module.state === "new") module.running = this.#run(module);
    if (module.running === undefined || module.waitsFor(importer)) return module;
    if (importer) importer.awaiting = module;
    try {
      await module.running;
    } finally {
      if (importer) importer.awaiting = undefined;
    }
    return module;
  }

  /** What `require` gives of a file, which is evaluated at once. */
  require(path: string, importer?: LocalModule): unknown {
    const module = this.#obtain(path, importer);
    if (module.state === "new") this.#runAtOnce(module);
    if (module.common) return module.common.exports;
    const { exports } = module;
    return "module.exports" in exports ? exports["module.exports"] : exports;
  }

  #obtain(path: string, importer: LocalModule | undefined): LocalModule {
    const { modules, files } = this.#parts;
    importer?.imports.add(path);
    const known = modules.get(path);
    if (known !== undefined) return known;
    const module = new LocalModule(path, files.read(path));
    modules.set(path, module);
    return module;
  }

  async #run(module: LocalModule): Promise<void> {
    module.state = "running";
    try {
      await evaluate(module, this.#context(module));
      module.state = "done";
    } catch (error) {
      this.#forget(module);
      throw error;
    } finally {
      module.running = undefined;
    }
  }

  #runAtOnce(module: LocalModule): void {
    module.state = "running";
    try {
      evaluateAtOnce(module, this.#context(module));
      module.state = "done";
    } catch (error) {
      this.#forget(module);
      throw error;
    }
  }

  #context(module: LocalModule) {
    const { folder, resolver } = this.#parts;
    const loader: FileLoader = {
      import: async (path): Promise<Namespace> => (await this.load(path, module)).exports,
      require: (path) => this.require(path, module),
    };
    return { folder, requests: new Requests({ file: module.path, resolver, loader }) };
  }

  /** A module that fails is tried again by whoever asks for it next. */
  #forget(module: LocalModule): void {
    const { modules } = this.#parts;
    this.failed.add(module.path);
    if (modules.get(module.path) === module) modules.delete(module.path);
  }
}
