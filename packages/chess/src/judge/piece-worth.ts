import { type PieceLetter, squareName } from "../rules/move.js";
import { Position } from "../rules/position.js";
import type { Judge } from "./judge.js";

/** A piece, and what its side would lose without it. */
export interface PieceWorth {
  /** Its square, such as `e4`. */
  readonly square: string;
  readonly piece: PieceLetter;
  /** In the judge's measure: more is worth more, and below 0 its side would be better off. */
  readonly worth: number;
}

/**
 * What each piece of the side to move is worth where it stands, but for its king: by how much the
 * judge's score falls when it is taken off the board.
 *
 * @example
 * const worths = pieceWorth(new Position(), materialJudge());
 * worths.find(({ square }) => square === "d1")!.worth; // 9
 */
export function pieceWorth(position: Position, judge: Judge): PieceWorth[] {
  const whole = judge.score(position);
  return position.pieces.flatMap((piece, square) => {
    if (piece?.color !== position.turn || piece.type === "k") return [];
    const without = new Position(fenWithout(position.fen, square));
    return [{ square: squareName(square), piece: piece.type, worth: whole - judge.score(without) }];
  });
}

function fenWithout(fen: string, square: number): string {
  const [rows, ...rest] = fen.split(" ");
  const squares = rows!
    .split("/")
    .map((row) => [...row.replace(/\d/g, (empty) => "1".repeat(Number(empty)))]);
  squares[square >> 4]![square & 15] = "1";
  const written = squares.map((row) => row.join("").replace(/1+/g, (gap) => String(gap.length)));
  return [written.join("/"), ...rest].join(" ");
}
