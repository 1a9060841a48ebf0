import type { Diagnostic, Hover, Signatures } from "../language/type-service.js";

/** The comm target under which an editor reaches the kernel's types; see docs/editor-protocol.md. */
export const EDITOR_TARGET = "rosenblatt.editor";

/** The text of a cell. `version` is any number that grows with each change of the text. */
export interface CellText {
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

/** Tells of cells that are new or have changed, and of the order in which all of them stand. */
export interface Update {
  readonly type: "update";
  readonly cells?: readonly CellText[];
  /** The ids of all code cells; one that is missing is forgotten. Without it, as it was. */
  readonly order?: readonly string[];
}

/** Asks about the place between two UTF-16 units of a cell; answered by `Answer` with that `id`. */
export interface Question {
  readonly type: "hover" | "signature" | "definition";
  readonly id: number;
  readonly cell: string;
  readonly offset: number;
}

export type FromEditor = Update | Question;

/** Places are UTF-16 offsets in the text of the cell `cell`. */
export type CellDefinition =
  | { readonly cell: string; readonly start: number; readonly end: number }
  | { readonly file: string; readonly line: number; readonly character: number };

/** What was asked; null where nothing is known. `version` is that of the text it was found in. */
export interface Answer {
  readonly type: "answer";
  readonly id: number;
  readonly version: number;
  readonly result: Hover | Signatures | CellDefinition | null;
}

/** A question that a newer one of its type made pointless, or that cannot be answered. */
export interface Refusal {
  readonly type: "refusal";
  readonly id: number;
  readonly reason: string;
}

/** All that TypeScript says of a cell now; takes the place of what it said before. */
export interface Diagnostics {
  readonly type: "diagnostics";
  readonly cell: string;
  readonly version: number;
  readonly diagnostics: readonly Diagnostic[];
}

export type ToEditor = Answer | Refusal | Diagnostics;
