/** A piece by its letter, as in chess.js: pawn, knight, bishop, rook, queen, king. */
export type PieceLetter = "p" | "n" | "b" | "r" | "q" | "k";

/** White or black. */
export type Side = "w" | "b";

/**
 * A move as chess.js keeps it. Squares are numbers: 16 × row + column, from a8 = 0 to h1 = 119.
 * Compare moves of one position by identity, and of several by `uci`.
 */
export interface Move {
  readonly color: Side;
  readonly from: number;
  readonly to: number;
  readonly piece: PieceLetter;
  readonly captured?: PieceLetter;
  readonly promotion?: PieceLetter;
  /** What is special about it, as a sum of powers of two. */
  readonly flags: number;
}

/** The flags of castling to the right and to the left, as White sees it. */
export const castling = { king: 32, queen: 64 } as const;

/** The name of a square: `squareName(0)` is a8. */
export function squareName(square: number): string {
  return "abcdefgh"[square & 15]! + "87654321"[square >> 4]!;
}

/**
 * A move as chess programs write it to each other: from, to, and what a pawn becomes.
 *
 * @example uci(new Position().moves()[0]!); // "a2a3"
 */
export function uci({ from, to, promotion }: Move): string {
  return squareName(from) + squareName(to) + (promotion ?? "");
}
