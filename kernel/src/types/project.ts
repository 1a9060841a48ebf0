import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { GLOBALS } from "./globals.js";
import { moduleOf } from "./spaces.js";
import { TSLAB } from "./tslab-types.js";
import { VIRTUAL } from "./virtual.js";

interface Configuration {
  readonly compilerOptions: object;
  readonly files: readonly string[];
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
  /** The path of a cell's module. */
  readonly pathOf: (module: string) => string;
}

const OPTIONS = {
  target: "esnext",
  lib: ["esnext"],
  module: "esnext",
  moduleResolution: "bundler",
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  allowJs: true,
  allowImportingTsExtensions: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  jsx: "preserve",
};

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
  const compilerOptions = { ...OPTIONS, types: [nodeTypes(folder)] };
  const files = new Map<string, string>([
    configured(join(syntax, "tsconfig.json"), { compilerOptions: SYNTAX_ONLY, files: [parsed] }),
    [parsed, ""],
    configured(join(folder, "tsconfig.json"), {
      compilerOptions,
      files: [globals, checked, asked, edited, ...hubs],
    }),
    [globals, GLOBALS + TSLAB],
    [checked, "export {};"],
    [asked, "export {};"],
  ]);
  return { checked, asked, edited, parsed, files, pathOf };
}

/**
 * A configuration file among its own files: an open file outside every project would get a second,
 * unconfigured one, with another copy of the library's types (70 MB).
 */
function configured(path: string, { compilerOptions, files }: Configuration): [string, string] {
  return [path, JSON.stringify({ compilerOptions, files: [path, ...files] })];
}

/** The notebook's own @types/node, so that there is one only, else the kernel's. */
function nodeTypes(folder: string): string {
  for (const from of [join(folder, "notebook.js"), __filename]) {
    try {
      return dirname(createRequire(from).resolve("@types/node/package.json"));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  return "node";
}
