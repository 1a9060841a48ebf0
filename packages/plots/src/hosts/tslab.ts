import Module from "node:module";
import type { Host } from "../host.js";

/** What tslab's `dist/jupyter.js` exports; the writer is the one of the cell that ran last. */
interface TslabModule {
  lastWriteDisplayData:
    | ((
        content: { data: unknown; metadata: object; transient: { display_id?: string } },
        update: boolean,
      ) => void)
    | null;
}

const file = /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/;

/**
 * tslab. Its public API sends one MIME type at a time and `require("tslab")` may find another copy
 * than the one that runs, so this goes to the loaded module that a cell is attached to.
 */
export function tslabHost(): Host | undefined {
  if (!("__tslab__" in globalThis)) {
    return undefined;
  }
  const running = loadedModules().find((tslab) => tslab.lastWriteDisplayData);
  if (!running) {
    return undefined;
  }
  return {
    name: "tslab",
    display: (data, { id, update = false }) =>
      running.lastWriteDisplayData?.(
        { data, metadata: {}, transient: id === undefined ? {} : { display_id: id } },
        update,
      ),
  };
}

function loadedModules(): TslabModule[] {
  const cache = (Module as unknown as { _cache: NodeJS.Dict<NodeJS.Module> })._cache;
  return Object.keys(cache)
    .filter((path) => file.test(path))
    .map((path) => cache[path]?.exports as TslabModule);
}
