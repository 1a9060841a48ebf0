import { type Dataset, dataset, type PgnGame, Split } from "@rosenblatt/datasets";
import { type BoardShape, boardShape } from "./board-planes.js";
import { moveClass, moveNames } from "./move-classes.js";
import { type SamplingOptions, sampled } from "./sampled.js";

/** Positions, and the moves that were made in them. */
export type MoveExamples = Dataset<BoardShape, readonly string[]>;

/**
 * Positions of games as examples for a network that proposes moves: `boardPlanes`, labelled by the
 * `moveClass` of the move that was made.
 *
 * @example
 * const { games } = await chessGames({ games: 40 });
 * const moves = moveExamples(games, { perGame: 4 });
 * moves.train.at(0).label; // such as "g1f3"
 * @throws RangeError for a move that is not legal (see `legalGames`), for options out of their range,
 *   and where nothing is left to train with.
 */
export function moveExamples(
  games: readonly PgnGame[],
  { perGame = 16, from = 0, test = 0.1, seed = 1 }: SamplingOptions = {},
): MoveExamples {
  const parts = sampled(games, {
    ...{ perGame, from, test, seed },
    label: (_, { move }) => moveClass(move),
  });
  const split = (part: typeof parts.train) =>
    new Split({ shape: boardShape, classes: moveNames, ...part });
  const facts = {
    name: "Positions and moves",
    shape: boardShape,
    classes: moveNames,
    licence: "as of the games",
    source: "games of chess",
    citation: "none",
  };
  return dataset(facts, { train: split(parts.train), test: split(parts.test) });
}
