import type {
  Completions,
  Diagnostic,
  Fix,
  Hover,
  NamePlace,
  Signatures,
  TextEdit,
} from "../language/type-service.js";

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
export interface PlaceQuestion {
  readonly type: "hover" | "signature" | "completion" | "definition" | "fixes" | "renameable";
  readonly id: number;
  readonly cell: string;
  readonly offset: number;
}

/** Asks for the changes that give what is named at a place another name. */
export interface RenameQuestion {
  readonly type: "rename";
  readonly id: number;
  readonly cell: string;
  readonly offset: number;
  readonly name: string;
}

/** Asks for the changes that put the imports of some cells in order. */
export interface OrganiseQuestion {
  readonly type: "organise";
  readonly id: number;
  readonly cells: readonly string[];
}

/** Asks for the text of a file to which a definition on this comm has led. */
export interface SourceQuestion {
  readonly type: "source";
  readonly id: number;
  readonly file: string;
}

export type Question = PlaceQuestion | RenameQuestion | OrganiseQuestion | SourceQuestion;

export type FromEditor = Update | Question;

/**
 * A file outside the cells: where it is for the kernel and, with slashes, from the notebook's
 * folder; the package that it is part of, if that is another than the notebook's own.
 */
export interface NamedFile {
  readonly file: string;
  readonly path: string;
  readonly package?: string;
}

/** Places in a cell are UTF-16 offsets; lines and characters of a file are counted from 0. */
export type CellDefinition =
  | { readonly cell: string; readonly start: number; readonly end: number }
  | (NamedFile & { readonly line: number; readonly character: number });

/** Changes of a cell, for the text of this version and no other; they do not overlap. */
export interface ChangedCell {
  readonly cell: string;
  readonly version: number;
  readonly edits: readonly TextEdit[];
}

/** What can be done about a diagnostic. */
export interface QuickFix extends Omit<Fix, "cells"> {
  readonly cells: readonly ChangedCell[];
}

export type Result =
  | Hover
  | Signatures
  | Completions
  | CellDefinition
  | NamePlace
  | { readonly fixes: readonly QuickFix[] }
  | { readonly cells: readonly ChangedCell[] }
  | { readonly text: string };

/** What was asked; null where nothing is known. `version` is that of the text it was found in. */
export interface Answer {
  readonly type: "answer";
  readonly id: number;
  readonly version: number;
  readonly result: Result | null;
}

/**
 * A question that a newer one of its type made pointless, or that cannot be answered; or, without
 * an `id`, a message that is none.
 */
export interface Refusal {
  readonly type: "refusal";
  readonly id: number | null;
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
