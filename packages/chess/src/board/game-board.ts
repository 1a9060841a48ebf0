import { type Animation, animation } from "@rosenblatt/plots";
import { Position } from "../rules/position.js";
import { type BoardOptions, board } from "./board.js";

/** How to show a game. */
export interface GameBoardOptions extends Pick<BoardOptions, "flip" | "size"> {
  /** The position that it begins with, as FEN; the usual one without it. */
  readonly start?: string;
  /** What stands above the board, before the move. */
  readonly title?: string;
  /** Milliseconds between moves. */
  readonly interval?: number;
}

/**
 * A game on a board, move by move, under a play button and a slider, which need no kernel. Where
 * nothing moves, the last position stands.
 *
 * @example
 * gameBoard(["e4", "e5", "Qh5", "Nc6", "Bc4", "Nf6", "Qxf7#"], { title: "A short game" })
 * @throws RangeError for a start that is no position, and for a move that is not legal, naming it.
 */
export function gameBoard(
  moves: readonly string[],
  { start, title, interval = 900, flip = false, size = 340 }: GameBoardOptions = {},
): Animation {
  const position = new Position(start);
  const before = position.turn;
  const first = Number(position.fen.split(" ").at(-1));
  const frame = (told: string) =>
    board(position, { flip, size, title: title ? `${title}: ${told}` : told });
  const figures = [frame("the beginning")];
  const labels = ["–"];
  for (const [i, name] of moves.entries()) {
    const move = position.named(name);
    const ply = i + (before === "b" ? 1 : 0);
    const number = `${first + Math.floor(ply / 2)}${ply % 2 === 0 ? "." : " …"}`;
    const told = `${number} ${position.san(move)}`;
    position.play(move);
    figures.push(frame(told));
    labels.push(told);
  }
  return animation(figures, { labels, interval, still: figures.length - 1 });
}
