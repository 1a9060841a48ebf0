import type { Move } from "../rules/move.js";
import type { Position } from "../rules/position.js";

/** Somebody who plays: a program, or whoever answers a person's moves. */
export interface Opponent {
  readonly name: string;
  /** A legal move in a position in which the game goes on. */
  choose(position: Position): Move;
}
