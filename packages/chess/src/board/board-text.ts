import type { Position } from "../rules/position.js";

/** A position in letters, White's large, with who is to move. */
export function boardText(
  { pieces, turn }: Position,
  { flip, title }: { flip: boolean; title: string | undefined },
): string {
  const order = flip ? [7, 6, 5, 4, 3, 2, 1, 0] : [0, 1, 2, 3, 4, 5, 6, 7];
  const letter = (square: number) => {
    const piece = pieces[square];
    if (!piece) return ".";
    return piece.color === "w" ? piece.type.toUpperCase() : piece.type;
  };
  const rows = order.map((row) => {
    const letters = order.map((column) => letter(16 * row + column));
    return `${8 - row}  ${letters.join(" ")}`;
  });
  const files = order.map((column) => "abcdefgh"[column]).join(" ");
  const next = `${turn === "w" ? "White" : "Black"} to move`;
  return [...(title === undefined ? [] : [title]), ...rows, `   ${files}`, next].join("\n");
}
