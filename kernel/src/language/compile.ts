import { join } from "node:path";
import type { Program } from "../bridge/messages.js";
import { calledPlaceholder, type MagicProblem, placeholder } from "../magics/magic-call.js";
import { maskMagics } from "../magics/mask-magics.js";
import { CellSyntaxError } from "./cell-error.js";
import { CellMap } from "./cell-map.js";
import { type CellTags, cellTags } from "./cell-tags.js";
import { isFileLike } from "./loads-files.js";
import { type DefinedFile, moduleCell } from "./module-cell.js";
import { type RewriteOptions, type Rewritten, rewrite } from "./rewrite.js";
import { type Language, type Transpiled, transpile } from "./transpile.js";
import { type NotebookTsconfig, notebookTsconfig } from "./tsconfig.js";

export interface CompilerOptions {
  /** The notebook's folder, from which its tsconfig.json is looked for. */
  readonly folder: string;
  readonly language?: Language;
}

/** A cell to compile: its number in the session, its number to the user, its text. */
export interface CellSource {
  readonly id: number;
  readonly count: number;
  readonly text: string;
}

type Compiled = Omit<Program, "id" | "count" | "warning">;
type Tsconfig = Pick<NotebookTsconfig, "compilerOptions" | "candidates">;

interface TaggedOptions {
  readonly tags: CellTags;
  readonly tsconfig: Tsconfig;
}

/** Names that the runtime adds to the user's global object. */
const added = ["require", "display", "__filename", "__dirname", placeholder, calledPlaceholder];

/** Compiles cells, each in view of the names that earlier ones published. */
export class Compiler {
  #folder: string;
  readonly #language: Language;
  readonly #published = new Map<string, number>();
  readonly #globals = new Set([...Object.getOwnPropertyNames(globalThis), ...added]);

  /** The modules that cells define, by their paths. */
  readonly #modules = new Map<string, DefinedFile>();
  #problem: string | undefined;

  constructor({ folder, language = "typescript" }: CompilerOptions) {
    this.#folder = folder;
    this.#language = language;
  }

  /** Notes that a cell published names; the newest cell wins, not the latest call. */
  publish(cell: number, names: readonly string[]): void {
    for (const name of names) {
      this.#published.set(name, Math.max(cell, this.#published.get(name) ?? 0));
    }
  }

  /** Forgets all names. */
  forget(): void {
    this.#published.clear();
  }

  /** Makes another folder the notebook's. */
  moveTo(folder: string): void {
    this.#folder = folder;
  }

  /** The newest cell that published a name, if any did. */
  publisher(name: string): number | undefined {
    return this.#published.get(name);
  }

  /** Whether a name means something to a cell: an earlier one published it, or it is a global. */
  readonly knows = (name: string): boolean => this.#published.has(name) || this.#globals.has(name);

  /** Throws a `CellSyntaxError` with the place in the cell's own text. */
  async compile({ id, count, text }: CellSource): Promise<Program> {
    const { problem, ...tsconfig } = notebookTsconfig(this.#folder);
    const warning = problem === this.#problem ? undefined : problem;
    this.#problem = problem;
    const tags = cellTags(text);
    const isTagged = tags.module !== undefined || tags.browser;
    const compiled = isTagged
      ? await this.#compileTagged(text, { tags, tsconfig })
      : await this.#compile(text, tsconfig);
    return { id, count, ...compiled, ...(warning && { warning }) };
  }

  /** Takes the first steps ahead of the first cell. */
  async warm(): Promise<void> {
    await this.#compile("const one: number = 1;\none", notebookTsconfig(this.#folder));
  }

  async #compile(text: string, tsconfig: Tsconfig): Promise<Compiled> {
    const { compilerOptions, candidates } = tsconfig;
    const { code: masked, calls, problem } = maskMagics(text, this.knows);
    if (problem) throw magicError(text, problem);
    const transpiled = await transpile(masked, { language: this.#language, compilerOptions });
    const own = new Set(masked.match(/[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu));
    const rewritten = attemptRewrite(transpiled, {
      published: (name) => this.#published.get(name),
      isGlobal: (name) => this.#globals.has(name),
      isOwn: (name) => own.has(name),
      isFile: (specifier) => isFileLike(specifier) || candidates(specifier).length > 0,
      magics: calls,
    });
    const { code, map, uses, loadsFiles } = rewritten;
    return {
      code,
      uses,
      loadsFiles,
      maps: { steps: [map, transpiled.map], shift: transpiled.shift },
      ...(calls.length > 0 && { magics: calls }),
    };
  }

  /** A cell that is a module for others, or that runs in the browser. */
  async #compileTagged(text: string, { tags, tsconfig }: TaggedOptions): Promise<Compiled> {
    const { compilerOptions } = tsconfig;
    const language = this.#language;
    const file = moduleCell(text, { folder: this.#folder, tags, language });
    if (file === undefined) {
      const cell = { path: join(this.#folder, "notebook.tsx"), text };
      const { browserBundle } = await import("./browser-bundle.js");
      const code = await browserBundle(cell, { modules: this.#modules, compilerOptions });
      return this.#compile(showing("text/javascript", code), tsconfig);
    }
    // For its syntax errors; it is compiled anew when it is imported.
    await transpile(text, { language, compilerOptions });
    this.#modules.set(file.path, file);
    return { ...(await this.#compile("", tsconfig)), defines: file };
  }
}

function showing(type: string, content: string): string {
  const bundle = JSON.stringify({ [type]: content });
  return `globalThis[Symbol.for("rosenblatt.kernel")].display(${bundle});`;
}

function magicError(text: string, { start, message }: MagicProblem): CellSyntaxError {
  const lines = text.slice(0, start).split("\n");
  return new CellSyntaxError(message, { line: lines.length, column: lines.at(-1)!.length + 1 });
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
