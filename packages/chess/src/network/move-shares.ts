import { Split } from "@rosenblatt/datasets";
import type { Shape, tf } from "@rosenblatt/engine";
import { predict } from "@rosenblatt/training";
import { boardPlanes, boardShape } from "../encoding/board-planes.js";
import { moveClass, moveNames } from "../encoding/move-classes.js";
import type { Move } from "../rules/move.js";
import type { Position } from "../rules/position.js";

/** A legal move, and how likely a network thinks that it is made. */
export interface MoveShare {
  readonly move: Move;
  /** From 0 to 1; all legal moves sum to 1. */
  readonly share: number;
}

/**
 * How likely each legal move is, the likeliest first, by a network that was trained with
 * `moveExamples`: a softmax over the legal moves alone.
 *
 * @example
 * const model = net([8, 8, 14], conv(73, 1, { act: "linear" }), flatten());
 * const [first] = moveShares(model, new Position());
 * uci(first!.move); // such as "e2e4"
 * @throws RangeError for a network that has not one output for each of the 4,672 classes of moves.
 */
export function moveShares(model: tf.LayersModel, position: Position): MoveShare[] {
  const one = new Split<Shape, readonly string[]>({
    shape: boardShape,
    classes: moveNames,
    inputs: boardPlanes(position),
    labels: Int32Array.of(0),
  });
  const { outputs, units } = predict(model, one);
  if (units !== moveNames.length) {
    throw new RangeError(
      `Cannot propose moves by a network of ${units} outputs: it needs ${moveNames.length}, one for ` +
        "each class of moves; end it with conv(73, 1) and flatten()",
    );
  }
  const moves = position.moves();
  const logits = moves.map((move) => outputs[moveClass(move)]!);
  const most = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp(logit - most));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return moves
    .map((move, i) => ({ move, share: weights[i]! / sum }))
    .sort((a, b) => b.share - a.share);
}
