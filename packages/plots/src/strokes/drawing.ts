import { encode } from "fast-png";
import { type Displayable, displayable } from "../displayable.js";
import { base64 } from "../picture.js";
import { withDensity } from "../still/density.js";
import { drawingSvg } from "./drawing-svg.js";
import { drawingsStill } from "./drawings-still.js";
import { linesOf, penLinesOf } from "./pen-lines.js";

/** From the point before to this one, y downwards, and 1 where the pen is lifted behind it. */
export type PenMove = readonly [dx: number, dy: number, lifted: 0 | 1];

/** What somebody drew, as moves of a pen; shows itself. */
export interface Drawing extends Displayable {
  /** What was to be drawn. */
  readonly name: string;
  /** One for each point; the first is `[0, 0, …]`. */
  readonly moves: readonly PenMove[];
}

/** Of a drawing that stands alone, in pixels of the page. */
const side = 160;

/**
 * A drawing of moves, such as a network made; see `drawings` for several, and for their order.
 *
 * @example
 * drawing("a corner", [[0, 0, 0], [0, 1, 0], [1, 0, 1]]).moves.length // 3
 */
export function drawing(name: string, moves: readonly PenMove[]): Drawing {
  return displayable({ name, moves }, () => {
    const lines = penLinesOf(moves, { side });
    const svg = drawingSvg(lines, { side });
    return {
      "text/html": svg,
      "image/svg+xml": svg,
      get "image/png"() {
        const still = drawingsStill([lines], { side, across: 1, captions: [], title: undefined });
        return base64(withDensity(encode(still)));
      },
      "text/plain": drawingText({ name, moves }),
    };
  });
}

/** Such as `a corner: 1 stroke, 3 points`. */
export function drawingText({ name, moves }: Pick<Drawing, "name" | "moves">): string {
  const strokes = linesOf(moves).length;
  return `${name}: ${strokes} ${strokes === 1 ? "stroke" : "strokes"}, ${moves.length} points`;
}
