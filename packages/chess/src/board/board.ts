import { type Figure, figure, type Trace } from "@rosenblatt/plots";
import type { Move, Side } from "../rules/move.js";
import { type PlacedPiece, Position } from "../rules/position.js";
import { arrowOutline } from "./arrow.js";
import { boardText } from "./board-text.js";
import { type Outline, pieceOutlines } from "./piece-outlines.js";

/** A move as an arrow. */
export interface MoveArrow {
  readonly move: Move;
  /** How strongly it is drawn, from 0 to 1. */
  readonly share?: number;
}

/** How to draw a board. */
export interface BoardOptions {
  /** Its squares are marked; without it, those of the move that was made last. */
  readonly lastMove?: Pick<Move, "from" | "to"> | undefined;
  readonly arrows?: readonly MoveArrow[];
  /** Whether Black is below. */
  readonly flip?: boolean;
  readonly title?: string;
  /** Width and height of the board, in pixels. */
  readonly size?: number;
}

/** Of squares along a side. */
const middles = Array.from({ length: 8 }, (_, i) => i + 0.5);

const colors = {
  light: "#E8EBEF",
  dark: "#9FB3C8",
  marked: "rgba(240, 200, 60, 0.55)",
  arrow: "#1F83C4",
  w: { fill: "#FFFFFF", line: "#2B2B2B" },
  b: { fill: "#3A3F45", line: "#101214" },
} as const;

/**
 * A position as a picture: pieces, the squares of the last move, coordinates, and arrows for moves
 * that are thought of.
 *
 * @example
 * const position = new Position();
 * position.play("e4");
 * board(position, { arrows: [{ move: position.named("e5") }] })
 * @throws RangeError for a text that is no position.
 */
export function board(
  position: Position | string,
  { lastMove, arrows = [], flip = false, title, size = 340 }: BoardOptions = {},
): Figure {
  const shown = typeof position === "string" ? new Position(position) : position;
  const marked = lastMove ?? shown.played.at(-1);
  const look: Look = { flip };
  const data = [
    squares,
    filled(marked ? [marked.from, marked.to].map((square) => tile(square, look)) : [], {
      color: colors.marked,
    }),
    ...(["w", "b"] as const).flatMap((side) => pieces(shown.pieces, { side, look })),
    ...arrows.map(({ move, share = 1 }) =>
      filled([arrowOutline(centre(move.from, look), centre(move.to, look))], {
        color: colors.arrow,
        opacity: 0.25 + 0.65 * share,
        name: shown.san(move),
      }),
    ),
  ];
  return figure(data, layoutOf({ flip, title, size }), { text: boardText(shown, { flip, title }) });
}

interface Look {
  readonly flip: boolean;
}

function layoutOf({
  flip,
  title,
  size,
}: {
  flip: boolean;
  title: string | undefined;
  size: number;
}) {
  const axis = (names: string) => ({
    range: [0, 8],
    tickvals: middles,
    ticktext: flip ? [...names].reverse() : [...names],
    showgrid: false,
    zeroline: false,
    fixedrange: true,
  });
  const top = title === undefined ? 8 : 36;
  return {
    ...(title === undefined ? {} : { title: { text: title, x: 0, xref: "paper" } }),
    xaxis: axis("abcdefgh"),
    yaxis: { ...axis("12345678"), scaleanchor: "x" },
    width: size + 32,
    height: size + top + 24,
    margin: { l: 24, r: 8, t: top, b: 24 },
    showlegend: false,
    hovermode: "closest",
  };
}

/** One object for all boards, so that an animation holds it once. */
const squares: Trace = {
  type: "heatmap",
  x: middles,
  y: middles,
  z: middles.map((_, y) => middles.map((_, x) => (x + y) % 2)),
  colorscale: [
    [0, colors.dark],
    [1, colors.light],
  ],
  showscale: false,
  hoverinfo: "skip",
};

/** The lower left corner of a square on the page's board, in squares. */
function corner(square: number, { flip }: Look): readonly [x: number, y: number] {
  const [row, column] = [square >> 4, square & 15];
  return flip ? [7 - column, row] : [column, 7 - row];
}

function centre(square: number, look: Look): readonly [x: number, y: number] {
  const [x, y] = corner(square, look);
  return [x + 0.5, y + 0.5];
}

function tile(square: number, look: Look): Outline {
  const [x, y] = corner(square, look);
  return [x, y, x + 1, y, x + 1, y + 1, x, y + 1, x, y];
}

/** All pieces of a side: filled shapes with their edges, then lines. */
function pieces(
  placed: readonly (PlacedPiece | undefined)[],
  { side, look }: { side: Side; look: Look },
): Trace[] {
  const { fill, line } = colors[side];
  const own = [...placed.entries()].flatMap(([square, piece]) =>
    piece?.color === side ? [{ square, drawn: pieceOutlines[piece.type] }] : [],
  );
  const on = (square: number, outline: Outline) => onSquare(outline, corner(square, look));
  const shapes = own.flatMap(({ square, drawn }) => drawn.shapes.map((each) => on(square, each)));
  const lines = own.flatMap(({ square, drawn }) => drawn.lines.map((each) => on(square, each)));
  const edge = { color: line, width: 1 };
  const inner = { color: side === "w" ? line : colors.w.fill, width: 1.2 };
  return [
    { ...filled(shapes, { color: fill }), line: edge },
    { ...traced(lines), line: inner },
  ];
}

/** An outline of 40 × 40, whose y goes down, on a square whose y goes up. */
function onSquare(outline: Outline, [x, y]: readonly [number, number]): Outline {
  return outline.map((value, i) => round(i % 2 === 0 ? x + value / 40 : y + 1 - value / 40));
}

function round(value: number): number {
  return Math.round(value * 500) / 500;
}

function traced(outlines: readonly Outline[]): Trace {
  const along = (first: number) =>
    outlines.flatMap((outline) => [...outline.filter((_, i) => i % 2 === first), null]);
  return {
    ...{ type: "scatter", mode: "lines", hoverinfo: "skip" },
    ...{ x: along(0), y: along(1) },
  };
}

function filled(
  outlines: readonly Outline[],
  { color, opacity = 1, name }: { color: string; opacity?: number; name?: string },
): Trace {
  return {
    ...traced(outlines),
    ...{ fill: "toself", fillcolor: color, opacity, line: { width: 0, color } },
    ...(name !== undefined && { name, hoverinfo: "name", hoveron: "fills" }),
  };
}
