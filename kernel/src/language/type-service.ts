/** A diagnostic of TypeScript, at a place in the cell's own text. */
export interface Diagnostic {
  readonly code: number;
  readonly severity: "error" | "warning" | "suggestion";
  readonly message: string;
  /** What belongs to it, such as where the expected type comes from. */
  readonly related?: readonly string[];
  /** Whether there may be a quick fix. */
  readonly fixable?: boolean;
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
  /** As Markdown; only where there are few completions. */
  readonly documentation?: string;
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

/** A cell that is being written, and the texts of the notebook's other cells, in order. */
export interface EditedCell {
  readonly text: string;
  readonly above: readonly string[];
  readonly below: readonly string[];
}

/** What is known of the name between two UTF-16 offsets of a cell. */
export interface Hover extends Inspection {
  readonly start: number;
  readonly end: number;
}

/** The ways to call the function whose arguments are being written. */
export interface Signatures {
  readonly signatures: readonly Signature[];
  /** Which of them fits best. */
  readonly active: number;
}

export interface Signature {
  readonly label: string;
  /** As Markdown. */
  readonly documentation: string;
  readonly parameters: readonly { readonly label: string; readonly documentation: string }[];
  /** The parameter whose argument is being written. */
  readonly activeParameter: number;
}

/**
 * Where a name is declared: UTF-16 offsets in the text of a cell, or a line and a character,
 * counted from 0, in a file.
 */
export type Definition =
  | { readonly cell: string; readonly start: number; readonly end: number }
  | { readonly file: string; readonly line: number; readonly character: number };

/** The name between two UTF-16 offsets of a cell. */
export interface NamePlace {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What stands between two UTF-16 offsets of a cell gives way to `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Changes of one of a notebook's cells, by its place among them, in the order of their offsets. */
export interface CellEdits {
  readonly index: number;
  readonly edits: readonly TextEdit[];
}

/** What a quick fix does; the front end has the words for it. */
export type FixKind =
  | "spelling"
  | "import"
  | "importThere"
  | "await"
  | "async"
  | "insert"
  | "optional"
  | "present"
  | "variable"
  | "other";

/** A way to mend what TypeScript says. `names` are what its words speak of. */
export interface Fix {
  readonly kind: FixKind;
  readonly names: readonly string[];
  readonly cells: readonly CellEdits[];
}

/** A new name, for that at a place. */
export interface Renaming {
  readonly offset: number;
  readonly name: string;
}

/** Services for a cell in an editor. All cells of the notebook are known, run or not. */
export interface EditorService {
  diagnose(cell: EditedCell): Promise<readonly Diagnostic[]>;
  hover(cell: EditedCell, offset: number): Promise<Hover | undefined>;
  signatures(cell: EditedCell, offset: number): Promise<Signatures | undefined>;
  /** What may stand at a place. */
  suggest(cell: EditedCell, offset: number): Promise<Completions>;
  define(cell: EditedCell, offset: number): Promise<Definition | undefined>;
  /** What can be done about what TypeScript says at a place, the likeliest first. */
  fixes(cell: EditedCell, offset: number): Promise<readonly Fix[]>;
  /** The name that would be renamed; rejects with the reason where none can be. */
  renameable(cell: EditedCell, offset: number): Promise<NamePlace>;
  /** Renames over all cells; rejects with the reason where that would change a meaning. */
  rename(cell: EditedCell, renaming: Renaming): Promise<readonly CellEdits[]>;
  /** Sorts and merges the imports of a cell, and takes away those that no cell uses. */
  organise(cell: EditedCell): Promise<readonly TextEdit[]>;
}

/** What a notebook's cells know of their types; answered by a compiler in a process of its own. */
export interface TypeService extends EditorService {
  /** Remembers a cell that ran, so that later cells see its names; the newest declaration wins. */
  add(code: string): void;
  /** Forgets all cells. */
  forget(): void;
  /** Checks `code` as the next cell, when no other cell comes; an urgent one at once. */
  check(code: string, options?: { readonly urgent?: boolean }): Promise<readonly Diagnostic[]>;
  complete(code: string, offset: number): Promise<Completions>;
  /** With `source`, the text of the declaration too, where there is one. */
  inspect(
    code: string,
    offset: number,
    options?: { readonly source?: boolean },
  ): Promise<Inspection | undefined>;
  isComplete(code: string): Promise<Completeness>;
  /** Ends the compiler's process. */
  dispose(): Promise<void>;
}
