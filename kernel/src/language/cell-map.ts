import type { TraceMap } from "@jridgewell/trace-mapping";
import type { Maps } from "../bridge/messages.js";

/** A place in a text; line and column count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Leads from the code that runs back to the text of its cell. */
export class CellMap {
  readonly #maps: Maps;
  #traced: TraceMap[] | undefined;

  constructor(maps: Maps) {
    this.#maps = maps;
  }

  /** The place in the cell, or undefined for code that the cell does not contain. */
  original({ line, column }: Place): Place | undefined {
    const { originalPositionFor, TraceMap } = tracing();
    this.#traced ??= this.#maps.steps.map((map) => new TraceMap(map));
    let place = { line, column: column - 1 };
    for (const map of this.#traced) {
      const found = originalPositionFor(map, place);
      if (found.line === null) return undefined;
      place = found;
    }
    const shift = place.line === 1 ? this.#maps.shift : 0;
    return { line: place.line, column: Math.max(1, place.column + 1 - shift) };
  }
}

/** Loaded for the first error: the start of a kernel does without. */
function tracing() {
  return require("@jridgewell/trace-mapping") as typeof import("@jridgewell/trace-mapping");
}
