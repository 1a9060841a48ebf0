import type { tf } from "@rosenblatt/engine";
import { moveShares } from "../network/move-shares.js";
import { uci } from "../rules/move.js";
import type { MoveOrder } from "./search.js";

/**
 * The order in which a network that was trained with `moveExamples` proposes moves, the likeliest
 * first: for `bestMoves` and `searchPlayer`.
 *
 * @example
 * const model = net([8, 8, 14], conv(73, 1, { act: "linear" }), flatten());
 * const player = searchPlayer(materialJudge(), { depth: 3, order: proposedOrder(model) });
 */
export function proposedOrder(model: tf.LayersModel): MoveOrder {
  return (position) => {
    const shares = new Map(
      moveShares(model, position).map(({ move, share }) => [uci(move), share]),
    );
    return (move) => shares.get(uci(move)) ?? 0;
  };
}
