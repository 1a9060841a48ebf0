import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { FileChangeType, FileEvent } from "vscode-languageserver-protocol";
import { notebookTsconfig } from "../language/tsconfig.js";
import { uriOf } from "./language-server.js";
import { parseModule } from "./parse-module.js";

const CREATED: typeof FileChangeType.Created = 1;
const CHANGED: typeof FileChangeType.Changed = 2;
const DELETED: typeof FileChangeType.Deleted = 3;

const ENDINGS = [
  ...["", ".ts", ".tsx", ".mts", ".cts", ".d.ts", ".js", ".mjs", ".json"],
  ...["/index.ts", "/index.tsx", "/index.js"],
];
const SOURCE = /\.[cm]?[jt]sx?$/;

/**
 * The files outside the cells that the cells' imports lead to, those that do not exist yet too.
 * Looking at their times is cheaper than watching folders, which may hold a whole node_modules.
 */
export class LocalFiles {
  readonly #folder: string;
  /** When each file was last written; undefined where there is none. */
  readonly #times = new Map<string, number | undefined>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Follows the imports of a cell, and tells what changed on disk since the last call. */
  changesFor(code: string): readonly FileEvent[] {
    const changes: FileEvent[] = [];
    for (const [path, before] of this.#times) {
      const now = timeOf(path);
      if (now === before) continue;
      this.#times.set(path, now);
      const type = before === undefined ? CREATED : now === undefined ? DELETED : CHANGED;
      changes.push({ uri: uriOf(path), type });
      if (now !== undefined && SOURCE.test(path)) this.#followFile(path);
    }
    if (code.includes("import") || code.includes("from")) this.#follow(code, this.#folder);
    return changes;
  }

  #follow(code: string, folder: string): void {
    for (const specifier of specifiersOf(code)) {
      if (/^\.{0,2}\//.test(specifier)) {
        this.#rememberFile(resolve(folder, specifier));
      } else if (!specifier.startsWith("node:")) {
        notebookTsconfig(this.#folder)
          .candidates(specifier)
          .map((base) => this.#rememberFile(base));
        this.#rememberPackage(specifier);
      }
    }
  }

  /** Remembers what a path in an import may mean. */
  #rememberFile(base: string): void {
    const typescript = base.replace(/\.([cm]?)js(x?)$/, ".$1ts$2");
    for (const path of new Set([typescript, ...ENDINGS.map((ending) => base + ending)]))
      this.#remember(path);
  }

  #remember(path: string): void {
    if (this.#times.has(path)) return;
    const time = timeOf(path);
    this.#times.set(path, time);
    if (time !== undefined && SOURCE.test(path)) this.#followFile(path);
  }

  #rememberPackage(specifier: string): void {
    const name = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
    const types = `@types/${name.replace(/^@/, "").replace("/", "__")}`;
    for (let folder = this.#folder; ; folder = dirname(folder)) {
      for (const each of [name, types])
        this.#remember(join(folder, "node_modules", each, "package.json"));
      if (dirname(folder) === folder) return;
    }
  }

  #followFile(path: string): void {
    try {
      this.#follow(readFileSync(path, "utf8"), dirname(path));
    } catch {
      // Removed since it was seen; the next look tells.
    }
  }
}

function specifiersOf(code: string): readonly string[] {
  const { staticImports, staticExports, dynamicImports } = parseModule(code).module;
  const quoted = dynamicImports.map(({ moduleRequest: { start, end } }) => code.slice(start, end));
  return [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...quoted.filter((text) => /^(["'`]).*\1$/.test(text)).map((text) => text.slice(1, -1)),
  ];
}

function timeOf(path: string): number | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() ? stats.mtimeMs : undefined;
  } catch {
    // Unreadable, or below what is no folder: TypeScript does not find it either.
    return;
  }
}
