/** A diagnostic of TypeScript, at a place in the cell's own text. */
export interface Diagnostic {
  readonly code: number;
  readonly severity: "error" | "warning" | "suggestion";
  readonly message: string;
  /** UTF-16 offsets into the cell's text. */
  readonly start: number;
  readonly end: number;
}

/** One completion, as the client inserts and labels it. */
export interface CompletionItem {
  readonly text: string;
  /** TypeScript's word for what it is: "function", "class", "property", … */
  readonly kind: string;
  readonly signature?: string;
}

/** Completions that replace the text between two UTF-16 offsets. */
export interface Completions {
  readonly start: number;
  readonly end: number;
  readonly items: readonly CompletionItem[];
}

/** What is known of the name at a place: its type and its documentation, as Markdown and as text. */
export interface Inspection {
  readonly markdown: string;
  readonly text: string;
}

/** Whether a cell can run as it stands; `indent` is what a continued line starts with. */
export type Completeness =
  | { readonly status: "complete" | "invalid" | "unknown" }
  | { readonly status: "incomplete"; readonly indent: string };

/** What a notebook's cells know of their types; answered by a compiler in a process of its own. */
export interface TypeService {
  /** Remembers a cell that ran, so that later cells see its names; the newest declaration wins. */
  add(code: string): void;
  /** Checks `code` as the next cell. */
  check(code: string): Promise<readonly Diagnostic[]>;
  complete(code: string, offset: number): Promise<Completions>;
  inspect(code: string, offset: number): Promise<Inspection | undefined>;
  isComplete(code: string): Promise<Completeness>;
  /** Ends the compiler's process. */
  dispose(): Promise<void>;
}
