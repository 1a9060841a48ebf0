import type { Side } from "../rules/move.js";

/** What a board in the page knows of a game. */
export interface PlayState {
  /** A letter for each square from a8 to h1, White's large, and a dot where none stands. */
  readonly squares: string;
  /** The legal moves, as `uci` has them; none while the computer thinks, or when the game is over. */
  readonly legal: readonly string[];
  /** The squares of the last move. */
  readonly last: readonly string[];
  /** The square of a king in check, or nothing. */
  readonly check: string;
  /** All moves in standard algebraic notation. */
  readonly moves: readonly string[];
  /** Whether Black is below. */
  readonly flip: boolean;
  readonly turn: Side;
  /** Whose turn it is, or how the game ended. */
  readonly status: string;
  /** Why the last move that was tried could not be made. */
  readonly why: string;
  /** White's share of the point as it is judged, from 0 to 1; −1 where nobody judges. */
  readonly chance: number;
}

/** What a person asks for. */
export type PlayMessage =
  | { readonly kind: "move"; readonly move: string }
  | { readonly kind: "undo" }
  | { readonly kind: "new" }
  | { readonly kind: "flip" };
