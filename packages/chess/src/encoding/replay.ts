import type { PgnGame } from "@rosenblatt/datasets";
import type { Move } from "../rules/move.js";
import { Position } from "../rules/position.js";

/**
 * A game's positions one after the other, each with the move that was made in it; the last one has
 * none. It is one `Position`, which changes.
 *
 * @example
 * const [game] = parsePgn("1. e4 e5 2. Nf3 *").games;
 * Array.from(replay(game!)).length; // 4
 * @throws RangeError for a move that is not legal.
 */
export function* replay({
  headers,
  moves,
}: Pick<PgnGame, "headers" | "moves">): Generator<{ position: Position; next?: Move }> {
  const position = new Position(headers.FEN);
  for (const move of moves) {
    const next = position.named(move);
    yield { position, next };
    position.play(next);
  }
  yield { position };
}
