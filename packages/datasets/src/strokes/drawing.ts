import { type Displayable, displayable } from "@rosenblatt/plots";

/** From the point before to this one, y downwards, and 1 where the pen is lifted behind it. */
export type PenMove = readonly [dx: number, dy: number, lifted: 0 | 1];

/** What somebody drew, as moves of a pen; shows itself. */
export interface Drawing extends Displayable {
  /** What was to be drawn. */
  readonly name: string;
  /** One for each point; the first is `[0, 0, …]`. */
  readonly moves: readonly PenMove[];
}

/**
 * A drawing of moves, such as a network made.
 *
 * @example
 * drawing("a corner", [[0, 0, 0], [0, 1, 0], [1, 0, 1]]).moves.length // 3
 */
export function drawing(name: string, moves: readonly PenMove[]): Drawing {
  return displayable({ name, moves }, () => {
    const svg = drawingSvg(moves, 160);
    const strokes = moves.filter(([, , lifted]) => lifted === 1).length;
    const text = `${name}: ${strokes} strokes, ${moves.length} points`;
    return { "text/html": svg, "image/svg+xml": svg, "text/plain": text };
  });
}

/** A square picture of a drawing, as large as fits. */
export function drawingSvg(moves: readonly PenMove[], side: number): string {
  const lines = linesOf(moves);
  const [xs, ys] = [0, 1].map((axis) => lines.flat().map((point) => point[axis]!)) as [
    number[],
    number[],
  ];
  const [left, top] = [Math.min(...xs, 0), Math.min(...ys, 0)];
  const extent = Math.max(Math.max(...xs, 0) - left, Math.max(...ys, 0) - top) || 1;
  const margin = side / 10;
  const place = (value: number, from: number) =>
    (margin + ((value - from) / extent) * (side - 2 * margin)).toFixed(1);
  const paths = lines.map(([first, ...rest]) => {
    const at = ([x, y]: readonly [number, number]) => `${place(x, left)} ${place(y, top)}`;
    // A line of no length with round ends is a dot.
    return `M${at(first!)}L${[...(rest.length > 0 ? rest : [first!])].map(at).join(" ")}`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" ` +
    `viewBox="0 0 ${side} ${side}"><path d="${paths.join("")}" fill="none" ` +
    `stroke="currentColor" stroke-width="${side / 50}" stroke-linecap="round" ` +
    `stroke-linejoin="round"/></svg>`
  );
}

/** The points of each stroke. */
function linesOf(moves: readonly PenMove[]): (readonly [number, number])[][] {
  const lines: (readonly [number, number])[][] = [];
  let [x, y, lifted] = [0, 0, 1];
  for (const [dx, dy, lift] of moves) {
    [x, y] = [x + dx, y + dy];
    if (lifted === 1) lines.push([]);
    lines.at(-1)!.push([x, y]);
    lifted = lift;
  }
  return lines;
}
