import type { Program } from "../bridge/messages.js";
import { CellSyntaxError } from "./cell-error.js";
import { CellMap } from "./cell-map.js";
import { type RewriteOptions, type Rewritten, rewrite } from "./rewrite.js";
import { type Transpiled, transpile } from "./transpile.js";

/** A cell to compile: its number in the session, its number to the user, its text. */
export interface CellSource {
  readonly id: number;
  readonly count: number;
  readonly text: string;
}

/** Names that the runtime adds to the user's global object. */
const added = ["require", "display", "__filename", "__dirname"];

/** Compiles cells, each in view of the names that earlier ones published. */
export class Compiler {
  readonly #published = new Map<string, number>();
  readonly #globals = new Set([...Object.getOwnPropertyNames(globalThis), ...added]);

  /** Notes that a cell published names; the newest cell wins, not the latest call. */
  publish(cell: number, names: readonly string[]): void {
    for (const name of names) {
      this.#published.set(name, Math.max(cell, this.#published.get(name) ?? 0));
    }
  }

  /** Throws a `CellSyntaxError` with the place in the cell's own text. */
  async compile({ id, count, text }: CellSource): Promise<Program> {
    const transpiled = await transpile(text);
    const own = new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu));
    const rewritten = attemptRewrite(transpiled, {
      published: (name) => this.#published.get(name),
      isGlobal: (name) => this.#globals.has(name),
      isOwn: (name) => own.has(name),
    });
    const { code, map, uses, loadsFiles } = rewritten;
    const maps = { steps: [map, transpiled.map], shift: transpiled.shift };
    return { id, count, code, uses, loadsFiles, maps };
  }
}

/** Errors of the rewriter point into JavaScript; this moves them into the cell. */
function attemptRewrite({ code, map, shift }: Transpiled, options: RewriteOptions): Rewritten {
  try {
    return rewrite(code, options);
  } catch (error) {
    if (!(error instanceof CellSyntaxError)) throw error;
    const place = new CellMap({ steps: [map], shift }).original(error);
    throw new CellSyntaxError(error.message, place ?? { line: 1, column: 1 });
  }
}
