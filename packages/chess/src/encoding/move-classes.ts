import type { Move, PieceLetter } from "../rules/move.js";
import type { Position } from "../rules/position.js";
import { seenBy } from "./board-planes.js";

/** How many kinds of moves begin on each square. */
export const moveKinds = 73;

/** The ways of a queen, as [rows down, columns right], clockwise from straight ahead. */
const ways: readonly (readonly [number, number])[] = [
  [-1, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
  [1, 0],
  [1, -1],
  [0, -1],
  [-1, -1],
];
const leaps: readonly (readonly [number, number])[] = [
  [-2, 1],
  [-1, 2],
  [1, 2],
  [2, 1],
  [2, -1],
  [1, -2],
  [-1, -2],
  [-2, -1],
];
const lesser: readonly PieceLetter[] = ["n", "b", "r"];

/** Each kind's way over the board, and what a pawn becomes; a queen where nothing is said. */
const kinds: readonly (readonly [down: number, right: number, becomes?: PieceLetter])[] = [
  ...ways.flatMap(([down, right]) =>
    [1, 2, 3, 4, 5, 6, 7].map((steps) => [steps * down, steps * right] as const),
  ),
  ...leaps,
  ...lesser.flatMap((piece) => [-1, 0, 1].map((right) => [-1, right, piece] as const)),
];

const kindOf = new Map(
  kinds.map(([down, right, becomes = ""], kind) => [`${down} ${right} ${becomes}`, kind]),
);

/**
 * The class of a move, from 0 to 4,671, as the side that makes it sees the board: 73 kinds from each
 * square, row by row. These are up to seven steps on the eight ways of a queen, clockwise from
 * straight ahead, eight leaps of a knight, and a pawn that becomes a knight, a bishop or a rook to
 * the left, ahead and to the right; by the other kinds it becomes a queen. Castling is the king's
 * move. Source: Silver et al., A general reinforcement learning algorithm that masters chess, shogi,
 * and Go through self-play (2018), table S2.
 *
 * @example
 * const position = new Position();
 * moveNames[moveClass(position.named("e4"))]; // "e2e4"
 */
export function moveClass({ color, from, to, promotion }: Move): number {
  const [start, end] = [seenBy(color, from), seenBy(color, to)];
  const [down, right] = [(end >> 3) - (start >> 3), (end & 7) - (start & 7)];
  const becomes = promotion === undefined || promotion === "q" ? "" : promotion;
  return moveKinds * start + kindOf.get(`${down} ${right} ${becomes}`)!;
}

/**
 * The legal move of a class.
 *
 * @example uci(moveOfClass(new Position(), moveNames.indexOf("g1f3"))!); // "g1f3"
 */
export function moveOfClass(position: Position, number: number): Move | undefined {
  return position.moves().find((move) => moveClass(move) === number);
}

/**
 * The names of all classes of moves, as White would make them: `e2e4`, `a7b8n`. One that would leave
 * the board is `a8-`, its square and no more; no example has it.
 *
 * @example moveNames.length; // 4672
 */
export const moveNames: readonly string[] = Array.from({ length: 64 }, (_, start) =>
  kinds.map(([down, right, becomes = ""]) => {
    const [row, column] = [(start >> 3) + down, (start & 7) + right];
    const off = row < 0 || row > 7 || column < 0 || column > 7;
    return off ? `${named(start)}-` : named(start) + named(8 * row + column) + becomes;
  }),
).flat();

function named(square: number): string {
  return "abcdefgh"[square & 7]! + String(8 - (square >> 3));
}
