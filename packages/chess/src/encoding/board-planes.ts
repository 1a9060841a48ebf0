import type { PieceLetter, Side } from "../rules/move.js";
import type { Position } from "../rules/position.js";

/** The shape of a position: rows, columns and planes. */
export type BoardShape = readonly [8, 8, 14];

/** Rows, columns, planes. */
export const boardShape: BoardShape = [8, 8, 14];

/** The order of the pieces among the planes. */
export const pieceLetters: readonly PieceLetter[] = ["p", "n", "b", "r", "q", "k"];

const planes = boardShape[2];
/** Of rooks with which their side may still castle. */
const castlingPlane = 12;
/** Of the square on which a pawn may be captured en passant. */
const enPassantPlane = 13;

/** As many inputs as are ever 1 at once: 32 pieces, four rooks to castle with, one square. */
export const mostActive = 37;

/** The letter's plane; the other side's pieces are six behind. */
const planeOf: Readonly<Record<PieceLetter, number>> = { p: 0, n: 1, b: 2, r: 3, q: 4, k: 5 };

/**
 * The number of a square as the side to move sees it, row by row from the top left: its own pieces
 * start at the bottom, and files stay where they are.
 */
export function seenBy(side: Side, square: number): number {
  const row = side === "w" ? square >> 4 : 7 - (square >> 4);
  return 8 * row + (square & 15);
}

/** Writes which inputs of a position are 1 to the beginning of `active`; gives how many there are. */
export function writeActive(position: Position, active: Int16Array): number {
  const side = position.turn;
  const { pieces, enPassant } = position;
  let count = 0;
  for (let square = 0; square < 120; square += 1) {
    if (square & 0x88) {
      square += 7;
      continue;
    }
    const piece = pieces[square];
    if (!piece) continue;
    const plane = planeOf[piece.type] + (piece.color === side ? 0 : 6);
    active[count] = planes * seenBy(side, square) + plane;
    count += 1;
  }
  for (const [color, row] of castlingRows) {
    for (const [wing, column] of castlingColumns) {
      if (!position.mayCastle(color, wing)) continue;
      active[count] = planes * seenBy(side, 16 * row + column) + castlingPlane;
      count += 1;
    }
  }
  if (enPassant >= 0) {
    active[count] = planes * seenBy(side, enPassant) + enPassantPlane;
    count += 1;
  }
  return count;
}

const castlingRows = [
  ["w", 7],
  ["b", 0],
] as const;
const castlingColumns = [
  ["king", 7],
  ["queen", 0],
] as const;

/**
 * A position as a network sees it, `[8, 8, 14]`: always from the side that is to move, whose pieces
 * start at the bottom; for Black the board is mirrored top to bottom, and colours change places. In
 * each square are ones and zeros: its own pawn, knight, bishop, rook, queen or king; the same of the
 * other side; a rook with which its side may still castle; a square on which a pawn may be captured
 * en passant.
 *
 * @example
 * const planes = boardPlanes(new Position());
 * planes.length; // 896
 * planes.reduce((sum, value) => sum + value); // 36
 */
export function boardPlanes(position: Position): Uint8Array {
  const active = new Int16Array(mostActive);
  const values = new Uint8Array(64 * planes);
  for (const input of active.subarray(0, writeActive(position, active))) values[input] = 1;
  return values;
}

/**
 * The position that a network sees, with White to move, as a FEN: of Black's moves the mirror image.
 *
 * @example
 * const position = new Position();
 * position.play("e4");
 * planesFen(boardPlanes(position)); // "rnbqkbnr/pppp1ppp/8/4p3/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1"
 * @throws RangeError unless there are 8 × 8 × 14 values.
 */
export function planesFen(values: ArrayLike<number>): string {
  if (values.length !== 64 * planes) {
    throw new RangeError(
      `Cannot read a position of ${values.length} values: it needs 8 × 8 × 14, as boardPlanes gives`,
    );
  }
  const at = (square: number, plane: number) => values[planes * square + plane]! > 0.5;
  const rows = [0, 1, 2, 3, 4, 5, 6, 7].map((row) =>
    [0, 1, 2, 3, 4, 5, 6, 7]
      .map((column) => letterAt((plane) => at(8 * row + column, plane)))
      .join("")
      .replace(/1+/g, (empty) => String(empty.length)),
  );
  const rights = [63, 56, 7, 0].map((square, i) => (at(square, castlingPlane) ? "KQkq"[i] : ""));
  const target = Array.from({ length: 64 }, (_, i) => i).find((i) => at(i, enPassantPlane));
  const passed =
    target === undefined ? "-" : "abcdefgh"[target % 8]! + String(8 - Math.floor(target / 8));
  return `${rows.join("/")} w ${rights.join("") || "-"} ${passed} 0 1`;
}

function letterAt(has: (plane: number) => boolean): string {
  const own = pieceLetters.find((_, plane) => has(plane));
  if (own) return own.toUpperCase();
  return pieceLetters.find((_, plane) => has(plane + 6)) ?? "1";
}
