/** How a game ended; `*` for one that goes on, or whose end is unknown. */
export type GameResult = "1-0" | "0-1" | "1/2-1/2" | "*";

/** Moves that follow each other, as they are written, with what was said about them. */
export interface PgnLine {
  /** In standard algebraic notation, such as `Nxf7+`, without numbers and marks of quality. */
  readonly moves: readonly string[];
  /** Each with the number of moves before it. */
  readonly comments: readonly { readonly after: number; readonly text: string }[];
  /** Each with the position among `moves` of the one that it is played instead of. */
  readonly variations: readonly { readonly instead: number; readonly line: PgnLine }[];
}

/** A game as its file tells it: whether its moves are legal, nobody has looked. */
export interface PgnGame extends PgnLine {
  /** What stands before the moves, such as `White`, `Black` and `Date`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly result: GameResult;
  /** Where it is in its file: the line on which it begins, from 1. */
  readonly at: number;
}

/** A game that cannot be read. */
export interface BrokenGame {
  /** Its number among all games of the file, from 1. */
  readonly number: number;
  /** The line of the file on which the mistake is, from 1. */
  readonly line: number;
  readonly why: string;
}
