import { join } from "node:path";
import { notebookTsconfig } from "../language/tsconfig.js";
import { cellOptions } from "./compiler-options.js";
import { GLOBALS } from "./globals.js";
import { moduleOf } from "./spaces.js";
import { TSLAB } from "./tslab-types.js";
import { VIRTUAL } from "./virtual.js";

interface Configuration {
  readonly compilerOptions: object;
  readonly files: readonly string[];
  readonly include?: readonly string[];
}

/** The virtual files of a notebook's folder; none of them is ever written to disk. */
export interface Project {
  /** The cell being checked, that asked about, that which an editor shows, and one only parsed. */
  readonly checked: string;
  readonly asked: string;
  readonly edited: string;
  readonly parsed: string;
  /** What a session's first request needs, by path; the order is that of opening. */
  readonly files: ReadonlyMap<string, string>;
  /**
   * The path and the text of the configuration, as the notebook's tsconfig.json is now; with the
   * paths of the modules that cells define.
   */
  readonly configuration: (defined: ReadonlySet<string>) => readonly [path: string, text: string];
  /** The path of a cell's module. */
  readonly pathOf: (module: string) => string;
}

const SYNTAX_ONLY = {
  moduleDetection: "force",
  noLib: true,
  noResolve: true,
  types: [],
  target: "esnext",
  module: "esnext",
};

/**
 * The project of a notebook in `folder`. Its cells lie in the folder itself, so that relative
 * imports and packages are found from there; its tsconfig.json takes the place of one on disk.
 */
export function notebookProject(folder: string): Project {
  const pathOf = (module: string) => join(folder, `${module}.ts`);
  const globals = pathOf(`${VIRTUAL}globals.d`);
  const checked = pathOf(`${VIRTUAL}checked`);
  const asked = pathOf(`${VIRTUAL}asked`);
  const syntax = join(folder, `${VIRTUAL}syntax`);
  const parsed = join(syntax, "parsed.ts");
  const edited = pathOf(`${VIRTUAL}edited`);
  const hubs = (["session", "notebook"] as const).map((space) => pathOf(moduleOf(space)));
  let last: { config: object; count: number; written: [string, string] } | undefined;
  const configuration = (defined: ReadonlySet<string>): [string, string] => {
    const config = notebookTsconfig(folder);
    if (last?.config === config && last.count === defined.size) return last.written;
    const { compilerOptions, declarations } = config;
    const written = configured(join(folder, "tsconfig.json"), {
      compilerOptions: cellOptions(folder, compilerOptions),
      files: [globals, checked, asked, edited, ...hubs, ...defined],
      include: declarations,
    });
    last = { config, count: defined.size, written };
    return written;
  };
  const files = new Map<string, string>([
    configured(join(syntax, "tsconfig.json"), { compilerOptions: SYNTAX_ONLY, files: [parsed] }),
    [parsed, ""],
    configuration(new Set()),
    [globals, GLOBALS + TSLAB],
    [checked, "export {};"],
    [asked, "export {};"],
  ]);
  return { checked, asked, edited, parsed, files, configuration, pathOf };
}

/**
 * A configuration file among its own files: an open file outside every project would get a second,
 * unconfigured one, with another copy of the library's types (70 MB).
 */
function configured(path: string, { files, ...configuration }: Configuration): [string, string] {
  return [path, JSON.stringify({ ...configuration, files: [path, ...files] })];
}
