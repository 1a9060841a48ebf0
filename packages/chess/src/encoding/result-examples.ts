import { type Dataset, dataset, type PgnGame, Split } from "@rosenblatt/datasets";
import { type BoardShape, boardShape } from "./board-planes.js";
import { type SamplingOptions, sampled } from "./sampled.js";

/** How a game ends for the side that is to move. */
export const outcomes = ["loss", "draw", "win"] as const;

/** Positions, and how their games ended for the side to move. */
export type ResultExamples = Dataset<BoardShape, typeof outcomes>;

/**
 * Positions of games as examples for a network that judges them: `boardPlanes`, labelled by how the
 * game ended for the side to move. Only quiet positions are taken, in which nobody is in check and
 * neither the move before nor the one that was made captures or promotes: in the midst of an
 * exchange the pieces on the board tell little. Games without a result are left out.
 *
 * @example
 * const { games } = await chessGames({ games: 40 });
 * const positions = resultExamples(games, { perGame: 4 });
 * positions.classes; // ["loss", "draw", "win"]
 * @throws RangeError for a move that is not legal (see `legalGames`), for options out of their range,
 *   and where nothing is left to train with.
 */
export function resultExamples(
  games: readonly PgnGame[],
  { perGame = 16, from = 12, test = 0.1, seed = 1 }: SamplingOptions = {},
): ResultExamples {
  const decided = games.filter(({ result }) => result !== "*");
  const parts = sampled(decided, {
    ...{ perGame, from, test, seed },
    label: (position, { move, game }) => {
      const before = position.played.at(-1);
      const loud = [before, move].some((each) => each?.captured || each?.promotion);
      return loud || position.check ? undefined : outcome(game, position.turn);
    },
  });
  const split = (part: typeof parts.train) =>
    new Split({ shape: boardShape, classes: outcomes, ...part });
  const facts = {
    name: "Positions and results",
    shape: boardShape,
    classes: outcomes,
    licence: "as of the games",
    source: "games of chess",
    citation: "none",
  };
  return dataset(facts, { train: split(parts.train), test: split(parts.test) });
}

function outcome({ result }: PgnGame, side: "w" | "b"): number {
  if (result === "1/2-1/2") return 1;
  return (result === "1-0") === (side === "w") ? 2 : 0;
}
