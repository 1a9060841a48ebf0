import type { PieceLetter } from "../rules/move.js";
import type { Position } from "../rules/position.js";
import type { Judge } from "./judge.js";

/** What textbooks count a piece for, in pawns; the king has no price. */
export const textbookValues: Readonly<Record<PieceLetter, number>> = {
  p: 1,
  n: 3,
  b: 3,
  r: 5,
  q: 9,
  k: 0,
};

/**
 * A judge that counts pieces, in pawns: those of the side to move less the other's. It knows nothing
 * else.
 *
 * @example
 * const counts = materialJudge();
 * counts.score(new Position("4k3/8/8/8/8/8/8/R3K3 b - - 0 1")); // -5
 */
export function materialJudge(
  values: Readonly<Record<PieceLetter, number>> = textbookValues,
): Judge {
  return {
    name: "material",
    score: ({ pieces, turn }: Position) => {
      let sum = 0;
      for (let square = 0; square < 120; square += 1) {
        const piece = pieces[square];
        if (piece) sum += piece.color === turn ? values[piece.type] : -values[piece.type];
      }
      return sum;
    },
  };
}
