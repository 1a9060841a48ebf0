import type { Net } from "@rosenblatt/models";
import { type BoardShape, boardShape, mostActive, writeActive } from "../encoding/board-planes.js";
import { balanceScale } from "../network/piece-balance.js";
import { layerNames } from "../network/value-network.js";
import type { PieceLetter } from "../rules/move.js";
import type { Position } from "../rules/position.js";
import type { Judge } from "./judge.js";
import { addInput, plainDense } from "./plain-dense.js";

/** How likely each end of a game is for the side to move; they sum to 1. */
export interface Outlook {
  readonly loss: number;
  readonly draw: number;
  readonly win: number;
}

/** A judge by a network, which also tells what it expects. */
export interface NetworkJudge extends Judge {
  outlook(position: Position): Outlook;
  /** The share of the point that White may expect, from 0 to 1. */
  readonly chance: (position: Position) => number;
  /** What each kind of piece is worth by itself, whatever its place, in pawns. */
  readonly prices: Readonly<Record<PieceLetter, number>>;
}

/**
 * A judge by a `valueNetwork` that was trained with `resultExamples`: the logarithm of how much more
 * likely the side to move wins than loses. It keeps the weights that the network has now, and runs
 * them in plain JavaScript: a position has some 30 inputs of 896 that are not 0, and takes some
 * microseconds, where handing it to a runtime takes a hundred.
 *
 * @example
 * const judge = networkJudge(valueNetwork({ units: 8 }));
 * const { loss, draw, win } = judge.outlook(new Position());
 * Math.round(1000 * (loss + draw + win)); // 1000
 * @throws RangeError for a network that `valueNetwork` did not make.
 */
export function networkJudge(
  model: Net<BoardShape, readonly [3]>,
  { name = "network" }: { name?: string } = {},
): NetworkJudge {
  const layers = {
    prices: plainDense(model, layerNames.prices),
    places: plainDense(model, layerNames.places),
    outlook: plainDense(model, layerNames.outlook),
  };
  const active = new Int16Array(mostActive);
  const hidden = new Float32Array(layers.places.bias.length);
  const logits = new Float32Array(3);
  const planes = boardShape[2];

  /** Leaves the logits of a position in `logits`. */
  function run(position: Position): void {
    hidden.set(layers.places.bias);
    for (let i = 0; i < 3; i += 1) logits[i] = layers.prices.bias[i]! + layers.outlook.bias[i]!;
    const count = writeActive(position, active);
    for (let n = 0; n < count; n += 1) {
      const input = active[n]!;
      addInput(hidden, layers.places, input);
      const plane = input % planes;
      // Of the planes 0 to 5 are its own pieces, 6 to 11 the other side's; kings have no price.
      if (plane < 5) addInput(logits, layers.prices, plane, balanceScale);
      else if (plane > 5 && plane < 11) addInput(logits, layers.prices, plane - 6, -balanceScale);
    }
    for (let unit = 0; unit < hidden.length; unit += 1) {
      if (hidden[unit]! > 0) addInput(logits, layers.outlook, unit, hidden[unit]!);
    }
  }

  function outlook(position: Position): Outlook {
    run(position);
    const most = Math.max(...logits);
    const [loss, draw, win] = Array.from(logits, (logit) => Math.exp(logit - most));
    const sum = loss! + draw! + win!;
    return { loss: loss! / sum, draw: draw! / sum, win: win! / sum };
  }

  return {
    name,
    prices: pricesOf(layers.prices.weights),
    outlook,
    score: (position) => {
      run(position);
      return logits[2]! - logits[0]!;
    },
    chance: (position) => {
      const { win, draw } = outlook(position);
      return position.turn === "w" ? win + draw / 2 : 1 - win - draw / 2;
    },
  };
}

/** By how much each piece raises a win over a loss, in those of a pawn. */
function pricesOf(weights: Float32Array): Record<PieceLetter, number> {
  const worth = (plane: number) => weights[3 * plane + 2]! - weights[3 * plane]!;
  const [p, n, b, r, q] = [0, 1, 2, 3, 4].map((plane) => worth(plane) / worth(0));
  return { p: p!, n: n!, b: b!, r: r!, q: q!, k: 0 };
}
