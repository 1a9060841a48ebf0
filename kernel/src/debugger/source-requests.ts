import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { CellSources } from "./cell-sources.js";
import type { DebugSession } from "./debug-session.js";
import type { Handlers } from "./handlers.js";

/** The requests about the texts that run. */
export function sourceRequests({ scripts }: DebugSession, cells: CellSources): Handlers {
  /** The notebook's files that run, by their names. */
  function files(): { name: string; path: string }[] {
    const found = new Map<string, string>();
    for (const { owner, name, paths } of scripts.all()) {
      if (owner !== "file") continue;
      for (const path of paths) found.set(path, paths.length === 1 ? name : path);
    }
    return [...found].map(([path, name]) => ({ name, path })).reverse();
  }

  return {
    dumpCell: ({ code }: { code: unknown }) => {
      if (typeof code !== "string") {
        throw new Error(`Cannot dump a cell: expected its code, got ${typeof code}`);
      }
      return { sourcePath: cells.dump(code) };
    },

    source: ({ source }: DebugProtocol.SourceArguments) => {
      const path = source?.path ?? "";
      const content = cells.text(path) ?? readFileSync(path, "utf8");
      return { content, mimeType: /\.[cm]?tsx?$/.test(path) ? "text/typescript" : undefined };
    },

    modules: ({ startModule = 0, moduleCount = 0 }: DebugProtocol.ModulesArguments = {}) => {
      const all = files().map(({ name, path }) => ({ id: path, name, path }));
      const end = moduleCount > 0 ? startModule + moduleCount : undefined;
      return { modules: all.slice(startModule, end), totalModules: all.length };
    },

    loadedSources: () => {
      const cellPaths = scripts.all().filter(({ owner }) => owner === "cell");
      const cellSources = cellPaths.map(({ name, paths }) => ({ name, path: paths[0] }));
      const fileSources = files().map(({ path }) => ({ name: basename(path), path }));
      return { sources: [...cellSources, ...fileSources] };
    },
  };
}
