/** A magic as it stands in a cell. */
export interface MagicCall {
  readonly name: string;
  /** What stands behind the name, in pieces: the value of an `{expression}` joins two of them. */
  readonly line: readonly string[];
  readonly body: string;
  readonly captured: boolean;
  readonly code?: MagicCode;
}

/** Which statements after a magic are its own. */
export interface MagicCode {
  readonly runs: "once" | "repeatedly";
  /** Statements in between that are not. */
  readonly skipped: number;
  readonly statements: number;
}

/**
 * What stands in the TypeScript of a cell where a magic was, one in the order of another. Letters
 * that nobody types, for there is room for no more than two characters where `!x` stood.
 */
export const placeholder = "ꕀ";

/** The same, called with the values of the `{expressions}` in the magic's line. */
export const calledPlaceholder = "ꕁ";

/** A magic that cannot be run: where it stands and what is wrong. */
export interface MagicProblem {
  readonly start: number;
  readonly message: string;
}

/** A part of a cell that is a magic and no TypeScript. */
export interface MagicSpan {
  readonly start: number;
  readonly end: number;
}

/** A cell in which TypeScript stands where its magics were; every position is as before. */
export interface Masked {
  readonly code: string;
  readonly calls: readonly MagicCall[];
  readonly spans: readonly MagicSpan[];
  readonly problem?: MagicProblem;
  /** Whether the cell is that of a `%%` magic. */
  readonly whole: boolean;
}

/** Whether a name means something to the notebook: a cell declared it, or it is a global. */
export type Knows = (name: string) => boolean;
