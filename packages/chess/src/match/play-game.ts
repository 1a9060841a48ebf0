import type { GameResult } from "@rosenblatt/datasets";
import { materialJudge } from "../judge/material.js";
import type { Side } from "../rules/move.js";
import { type GameEnd, Position } from "../rules/position.js";
import type { Opponent } from "../search/opponent.js";

/** A game that two players played. */
export interface PlayedGame {
  readonly white: string;
  readonly black: string;
  readonly result: Exclude<GameResult, "*">;
  /** Why it ended: by the rules, or because it was long enough and was judged by its pieces. */
  readonly by: GameEnd | "length";
  /** In standard algebraic notation, the opening first. */
  readonly moves: readonly string[];
  /** How many of them are the opening, which the players found on the board. */
  readonly opening: number;
}

/** How a game begins, and when it is stopped. */
export interface GameRules {
  /** The moves that are made before the players begin, by their names. */
  readonly opening?: readonly string[];
  /** After so many moves by both sides, the opening's included, a game is stopped. */
  readonly length?: number;
}

/** A side that is so much ahead, in pawns, when a game is stopped has won it. */
const decisive = 3;

/**
 * Lets two players play. A game of `length` moves is stopped: who is ahead by three pawns or more,
 * with pieces counted as in textbooks, has won, else it is drawn.
 *
 * @example
 * const [white, black] = [searchPlayer(materialJudge(), { depth: 1 }), randomPlayer()];
 * const { result, by, moves } = playGame({ white, black }, { opening: ["e4", "e5"], length: 60 });
 * @throws RangeError for an opening with a move that is not legal.
 */
export function playGame(
  { white, black }: { readonly white: Opponent; readonly black: Opponent },
  { opening = [], length = 200 }: GameRules = {},
): PlayedGame {
  const position = new Position();
  const moves: string[] = [];
  const make = (named: Parameters<Position["san"]>[0]) => {
    moves.push(position.san(named));
    position.play(named);
  };
  for (const move of opening) make(position.named(move));
  let end = position.end;
  while (!end && moves.length < length) {
    make((position.turn === "w" ? white : black).choose(position));
    end = position.end;
  }
  const result = end ? resultBy(end, position.turn) : resultByPieces(position);
  const names = { white: white.name, black: black.name };
  return { ...names, result, by: end ?? "length", moves, opening: opening.length };
}

function resultBy(end: GameEnd, turn: Side): PlayedGame["result"] {
  if (end !== "checkmate") return "1/2-1/2";
  return turn === "w" ? "0-1" : "1-0";
}

function resultByPieces(position: Position): PlayedGame["result"] {
  const ahead = materialJudge().score(position) * (position.turn === "w" ? 1 : -1);
  if (Math.abs(ahead) < decisive) return "1/2-1/2";
  return ahead > 0 ? "1-0" : "0-1";
}
