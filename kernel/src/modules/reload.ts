import type { LocalModule } from "./local-module.js";
import type { SourceFiles } from "./source-files.js";

interface ReloadOptions {
  readonly files: SourceFiles;
  /** Whether to try once more what could not be loaded. */
  readonly retry: boolean;
}

type Modules = Map<string, LocalModule>;

/** One attempt to load modules anew that belong together: whose files changed, and importers. */
export class Reload {
  readonly #modules: Modules;
  readonly #stale: readonly LocalModule[];

  private constructor(modules: Modules, stale: readonly LocalModule[]) {
    this.#modules = modules;
    this.#stale = stale;
  }

  /** What is to be loaded anew, in groups that have nothing to do with each other. */
  static plan(modules: Modules, { files, retry }: ReloadOptions): Reload[] {
    const all = [...modules.values()];
    const changed = all.filter((module) => hasChanged(module, files));
    const again = retry || changed.length > 0 ? all.filter(({ outdated }) => outdated) : [];
    const stale = importersOf([...changed, ...again], all);
    return groupsOf(stale).map((group) => new Reload(modules, group));
  }

  /** The modules that it is about. */
  get paths(): string[] {
    return this.#stale.map(({ path }) => path);
  }

  /** Forgets the old modules. */
  begin(): void {
    for (const { path } of this.#stale) this.#modules.delete(path);
  }

  /** Brings the old modules back. */
  undo(): void {
    for (const module of this.#stale) {
      module.outdated = true;
      this.#modules.set(module.path, module);
    }
  }
}

/** A file that is gone, as while an editor replaces it, has not changed yet. */
function hasChanged({ path, source, outdated }: LocalModule, files: SourceFiles): boolean {
  if (!files.mayHaveChanged(path) || !files.has(path)) return false;
  return !files.read(path).equals(source) || outdated;
}

function importersOf(
  changed: readonly LocalModule[],
  all: readonly LocalModule[],
): ReadonlySet<LocalModule> {
  const stale = new Set(changed);
  for (const one of stale) {
    for (const other of all) if (other.imports.has(one.path)) stale.add(other);
  }
  return stale;
}

function groupsOf(modules: ReadonlySet<LocalModule>): LocalModule[][] {
  const left = new Set(modules);
  const groups: LocalModule[][] = [];
  for (const first of left) {
    const group = new Set([first]);
    for (const one of group) {
      for (const other of left) {
        if (one.imports.has(other.path) || other.imports.has(one.path)) group.add(other);
      }
    }
    for (const one of group) left.delete(one);
    groups.push([...group]);
  }
  return groups;
}
