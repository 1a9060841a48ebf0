import { generator } from "@rosenblatt/datasets";
import type { Judge } from "../judge/judge.js";
import type { Opponent } from "./opponent.js";
import { bestMoves, type MoveOrder } from "./search.js";

/**
 * A player that looks ahead with a judge, and chooses by lot among moves that are exactly as good:
 * see `bestMoves`. An `order`, such as `proposedOrder` makes of a network, says what it tries first.
 *
 * @example
 * const player = searchPlayer(materialJudge(), { depth: 1, seed: 7 });
 * const position = new Position("6k1/5ppp/8/8/8/8/8/R6K w - - 0 1");
 * position.san(player.choose(position)); // "Ra8#"
 */
export function searchPlayer(
  judge: Judge,
  {
    depth = 2,
    seed = 1,
    name = `${judge.name}, ${depth} ahead`,
    order,
  }: { depth?: number; seed?: number; name?: string; order?: MoveOrder } = {},
): Opponent {
  const random = generator(seed);
  return {
    name,
    choose: (position) => {
      const { best } = bestMoves(position, { judge, depth, ...(order && { order }) });
      return best[Math.floor(random() * best.length)]!.move;
    },
  };
}

/**
 * A player that makes any legal move.
 *
 * @example
 * const player = randomPlayer({ seed: 7 });
 * uci(player.choose(new Position())); // such as "b1c3"
 */
export function randomPlayer({ seed = 1 }: { seed?: number } = {}): Opponent {
  const random = generator(seed);
  return {
    name: "random",
    choose: (position) => {
      const moves = position.moves();
      return moves[Math.floor(random() * moves.length)]!;
    },
  };
}
