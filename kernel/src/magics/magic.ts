import type { Program } from "../bridge/messages.js";
import type { CompletionItem } from "../language/type-service.js";

/** A magic that was called. */
export interface MagicArguments {
  /** What stands behind its name, with the values of `{expressions}` filled in. */
  readonly line: string;
  /** What stands below a `%%` magic, unless that is TypeScript. */
  readonly body: string;
  /** Whether a name is given the result, which is not shown then. */
  readonly captured: boolean;
  /** The TypeScript that is to be called again and again. */
  readonly code?: () => unknown;
}

/** What a magic can do; it runs on the user's thread. */
export interface MagicContext {
  /** All magics. */
  readonly magics: readonly Magic[];
  /** The number of the cell, as the user sees it. */
  readonly cell: number;
  /** Shows a MIME bundle. With an id it can be replaced later. */
  display(bundle: object, options?: { displayId?: string; update?: boolean }): void;
  /** Shows a MIME bundle in the client's pager. */
  page(bundle: object): void;
  /** Puts text into the cell in place of its own. */
  setInput(text: string): void;
  /** Asks the protocol's thread; see `core/magic-topics`. */
  ask<T>(topic: string, content?: unknown): Promise<T>;
  /** Gives its argument; throws when the cell was interrupted. Belongs after every `await` in a loop. */
  goOn<T>(value: T): T;
  /** The names of the session and their values. */
  names(): Readonly<Record<string, unknown>>;
  forgetNames(): Promise<void>;
  /** Runs a file that was compiled as a cell is. */
  include(program: Program): Promise<void>;
  /** The folder from which the imports of cells are resolved. */
  folder(): string;
  /** Makes another folder the current one, from which later cells' imports are resolved as well. */
  moveTo(folder: string): Promise<void>;
}

/** One magic: how it is called, what it says of itself, and what it does. */
export interface Magic {
  readonly name: string;
  /** Other names by which it is called. */
  readonly aliases?: readonly string[];
  /** The ways to call it; those that begin with `%%` take the whole cell. */
  readonly usage: readonly string[];
  /** What it does, in one sentence. */
  readonly summary: string;
  /** What else there is to know, as Markdown. */
  readonly details?: string;
  /** A cell that uses it. */
  readonly example: string;
  /**
   * What the TypeScript behind or below it is for: to run once, as it stands, or to be called again
   * and again. `run` gives a function that ends it in the first case.
   */
  readonly code?: { readonly runs: "once" | "repeatedly"; readonly options?: RegExp };
  /** What can be written at the end of `written`, the line behind the name; replaces its last word. */
  readonly complete?: (written: string) => readonly CompletionItem[];
  /** Does it. What is thrown ends the cell; what is given is the value of `name = !command`. */
  readonly run: (call: MagicArguments, context: MagicContext) => unknown;
}
