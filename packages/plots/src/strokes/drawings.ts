import { encode } from "fast-png";
import { cellTable } from "../cell-table.js";
import { type Displayable, displayable } from "../displayable.js";
import { escapeHtml } from "../html.js";
import { base64 } from "../picture.js";
import { withDensity } from "../still/density.js";
import { type Drawing, drawingText } from "./drawing.js";
import { drawingSvg } from "./drawing-svg.js";
import { drawingsStill } from "./drawings-still.js";
import { penLinesOf } from "./pen-lines.js";

/** How drawings are shown. */
export interface DrawingsOptions {
  /** A line of text under each. */
  readonly captions?: readonly string[] | undefined;
  readonly columns?: number;
  /** Of each, in pixels of the page. */
  readonly side?: number;
  readonly title?: string | undefined;
  /**
   * Strokes are drawn one after the other as they were made, with a number where each begins. Where
   * nothing moves, in print or for readers who asked for less motion, numbers and colours tell.
   */
  readonly inOrder?: boolean;
  /** How long that takes. */
  readonly seconds?: number;
  /**
   * For each drawing a number a move, whose colour the way to its point has: blue above 0, orange
   * below; such as what a unit of a recurrent layer says there.
   */
  readonly values?: readonly ArrayLike<number>[] | undefined;
  /** The value of the strongest colour, on either side of 0; by default the largest there is. */
  readonly limit?: number;
}

/** Drawings that show themselves together. */
export interface DrawingGrid extends Displayable {
  readonly items: readonly Drawing[];
}

/**
 * Drawings beside each other; with `inOrder` the pen draws them while one looks on, by styles of
 * the page without any script: once, and again under the pointer.
 *
 * @example
 * const corner = drawing("a corner", [[0, 0, 0], [0, 1, 0], [1, 0, 1]]);
 * drawings([corner, corner], { captions: ["first", "second"], inOrder: true })
 * @throws RangeError when there is none, or not one caption for each, or not one number a move.
 */
export function drawings(
  items: readonly Drawing[],
  {
    captions = [],
    columns = 8,
    side = 72,
    title,
    inOrder = false,
    seconds = 3,
    values,
    limit = largest(values ?? []),
  }: DrawingsOptions = {},
): DrawingGrid {
  check(items, { captions, values });
  return displayable({ items }, () => {
    const drawn = items.map(({ moves }, i) =>
      penLinesOf(moves, { side, numbered: inOrder, values: values?.[i], limit }),
    );
    const across = Math.max(1, Math.min(columns, items.length));
    const svgs = drawn.map((lines) =>
      drawingSvg(lines, { side, seconds: inOrder ? seconds : undefined }),
    );
    return {
      "text/html": cellTable(
        svgs.map((svg, i) => cell(svg, captions[i])),
        { across, title },
      ),
      get "image/png"() {
        return base64(withDensity(encode(drawingsStill(drawn, { side, across, captions, title }))));
      },
      "text/plain": [...(title ? [title] : []), ...items.map(drawingText)].join("\n"),
    };
  });
}

function cell(svg: string, caption: string | undefined): string {
  return (
    '<td style="border:0;background:none;padding:3px 5px;text-align:center;vertical-align:top">' +
    `${svg.replace("<svg ", '<svg style="display:block;margin:auto" ')}` +
    `${caption === undefined ? "" : `<small>${escapeHtml(caption)}</small>`}</td>`
  );
}

function check(
  items: readonly Drawing[],
  { captions, values }: { captions: readonly string[]; values: DrawingsOptions["values"] },
): void {
  if (items.length === 0) {
    throw new RangeError("Cannot show drawings: got none; give at least one");
  }
  if (captions.length > 0 && captions.length !== items.length) {
    throw new RangeError(
      `Cannot show ${items.length} drawings with ${captions.length} captions: each needs one`,
    );
  }
  if (!values) return;
  const wrong = items.findIndex(({ moves }, i) => values[i]?.length !== moves.length);
  if (wrong < 0) return;
  throw new RangeError(
    `Cannot colour drawing ${wrong}, of ${items[wrong]!.moves.length} moves, by ` +
      `${values[wrong]?.length ?? 0} numbers: it needs one a move`,
  );
}

function largest(values: readonly ArrayLike<number>[]): number {
  return values.reduce(
    (most, own) => Array.from(own).reduce((top, value) => Math.max(top, Math.abs(value)), most),
    0,
  );
}
