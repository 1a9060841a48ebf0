import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The options of a `tsconfig.json`, by their names there. */
export type CompilerOptions = Readonly<Record<string, unknown>>;

/** What the `tsconfig.json` of a notebook asks for. */
export interface NotebookTsconfig {
  /** The nearest file from the notebook's folder upward, or undefined without one. */
  readonly path: string | undefined;
  /** Its options and those it extends, with absolute paths; none that the kernel decides itself. */
  readonly compilerOptions: CompilerOptions;
  /** The files that a bare specifier may mean by `paths` and `baseUrl`, without their endings. */
  readonly candidates: (specifier: string) => readonly string[];
  /** The declaration files that it names, by paths or patterns. */
  readonly declarations: readonly string[];
  /** What is wrong with the file, in a sentence; the options are the last good ones then. */
  readonly problem: string | undefined;
}

interface Known {
  readonly config: NotebookTsconfig;
  /** The files read and those looked for in vain, with the times of their last change. */
  readonly times: ReadonlyMap<string, number>;
}

const NONE: NotebookTsconfig = {
  path: undefined,
  compilerOptions: {},
  candidates: () => [],
  declarations: [],
  problem: undefined,
};

const known = new Map<string, Known>();

/**
 * The `tsconfig.json` that holds for a notebook in `folder`: the same object until one of the files
 * that it is made of changes on disk. Never throws.
 */
export function notebookTsconfig(folder: string): NotebookTsconfig {
  const before = known.get(folder);
  if (before && [...before.times].every(([path, time]) => timeOf(path) === time)) {
    return before.config;
  }
  const { path, passed } = nearest(folder);
  const last = before?.config ?? NONE;
  const { config, files } = path ? read(path, last) : { config: NONE, files: [] };
  const times = new Map([...passed, ...files].map((file) => [file, timeOf(file)]));
  known.set(folder, { config, times });
  return config;
}

function nearest(folder: string): { path?: string; passed: readonly string[] } {
  const passed: string[] = [];
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = join(at, "tsconfig.json");
    passed.push(path);
    if (timeOf(path) >= 0) return { path, passed };
    if (dirname(at) === at) return { passed };
  }
}

/** Most notebooks have no tsconfig.json; what reads one is loaded for those that do. */
function read(path: string, last: NotebookTsconfig) {
  const { readTsconfig } = require("./read-tsconfig.js") as typeof import("./read-tsconfig.js");
  return readTsconfig(path, last);
}

/** When a file was last changed; -1 where there is none. */
function timeOf(path: string): number {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() ? stats.mtimeMs : -1;
  } catch {
    return -1;
  }
}
