import type { Position } from "../rules/position.js";

/** Tells how good positions are. */
export interface Judge {
  readonly name: string;
  /** How good a position is for the side to move: more is better, 0 is equal. */
  score(position: Position): number;
}
