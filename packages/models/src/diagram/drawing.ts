import { escapeHtml } from "@rosenblatt/plots";
import { faint, font, ink, paper } from "../theme.js";
import { colors } from "./colors.js";
import type { Folded, Repeat } from "./folded.js";
import type { Box } from "./graph.js";
import { type Layout, type Line, layout } from "./layout.js";

const boxHeight = 40;
const rowHeight = 62;
const margin = 20;
/** For the frame of a repetition and what is written beside it. */
const side = 46;

/** Draws boxes from top to bottom, and a frame around what is repeated. */
export function drawingOf({ boxes, repeats }: Folded): string {
  const placed = layout(boxes, widthOf);
  const width = Math.round(placed.width + 2 * margin + (repeats.length > 0 ? side : 0));
  const height = placed.rows * rowHeight - (rowHeight - boxHeight) + 2 * margin;
  const parts = [
    ...repeats.map((repeat) => frame(repeat, { boxes, placed })),
    ...placed.lines.map((line) => arrow(line, placed)),
    ...boxes.map((box, i) => drawn(box, placed.spots[i]!)),
  ];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" ` +
    `style="max-width:100%;height:auto;${font}" role="img" aria-label="The layers of a network">` +
    `<rect width="${width}" height="${height}" rx="6" fill="${paper}"/>${parts.join("")}</svg>`
  );
}

/** The width of text, in pixels, by its number of characters. */
const textWidth = (text: string, size: number) => text.length * size * 0.58;

const sizesOf = ({ output }: Box) => output.join("×");

/** A merge is a small circle; other boxes have room for two lines. */
function widthOf(box: Box): number {
  if (isDot(box)) return 28;
  const first = textWidth(box.label, 12);
  const second = textWidth([sizesOf(box), ...box.followers].join(" · "), 10.5);
  return Math.round(Math.max(72, first + 20, second + 20));
}

function isDot({ kind, label, followers }: Box): boolean {
  return kind === "merge" && label.length === 1 && followers.length === 0;
}

const topOf = (row: number) => margin + row * rowHeight;
const middleOf = (x: number) => x + margin;

function drawn(box: Box, { x, row }: Layout["spots"][number]): string {
  const [centre, top, color] = [middleOf(x), topOf(row), colors[box.kind]];
  const title = `<title>${escapeHtml(describe(box))}</title>`;
  if (isDot(box)) {
    return (
      `<g>${title}<circle cx="${round(centre)}" cy="${top + boxHeight / 2}" r="13" ` +
      `fill="${color}" fill-opacity="0.3"/>` +
      text({ x: centre, y: top + boxHeight / 2 + 5, size: 15, color: ink }, box.label) +
      "</g>"
    );
  }
  const width = widthOf(box);
  const details = [sizesOf(box), ...box.followers].join(" · ");
  return (
    `<g>${title}<rect x="${round(centre - width / 2)}" y="${top}" width="${width}" ` +
    `height="${boxHeight}" rx="5" fill="${color}" fill-opacity="0.24"/>` +
    text({ x: centre, y: top + 17, size: 12, color: ink }, box.label) +
    text({ x: centre, y: top + 32, size: 10.5, color: faint }, details) +
    "</g>"
  );
}

function text(
  { x, y, size, color }: { x: number; y: number; size: number; color: string },
  content: string,
): string {
  return (
    `<text x="${round(x)}" y="${y}" font-size="${size}" fill="${color}" ` +
    `text-anchor="middle">${escapeHtml(content)}</text>`
  );
}

function describe({ layers, label, followers, output, parameters }: Box): string {
  const weights = parameters > 0 ? `\n${parameters.toLocaleString("en")} parameters` : "";
  return `${layers.join(", ")}: ${[label, ...followers].join(", ")}\n→ [${output.join(", ")}]${weights}`;
}

/** From the bottom of a box to the top of another, around what lies between. */
function arrow({ from, to, through }: Line, { spots }: Layout): string {
  const [start, end] = [spots[from]!, spots[to]!];
  const points = [
    { x: middleOf(start.x), y: topOf(start.row) + boxHeight },
    ...through.flatMap(({ x, row }) => [
      { x: middleOf(x), y: topOf(row) },
      { x: middleOf(x), y: topOf(row) + boxHeight },
    ]),
    { x: middleOf(end.x), y: topOf(end.row) },
  ];
  const path = points.slice(1).map(({ x, y }, i) => {
    const before = points[i]!;
    if (before.x === x) return `V${y}`;
    const half = (before.y + y) / 2;
    return `C${round(before.x)} ${half} ${round(x)} ${half} ${round(x)} ${y}`;
  });
  return (
    `<path d="M${round(points[0]!.x)} ${points[0]!.y}${path.join("")}m-3 -4l3 4l3 -4" ` +
    `fill="none" stroke="${faint}" stroke-width="1.2"/>`
  );
}

/** Around the boxes that are repeated, with how often. */
function frame(
  { from, to, times }: Repeat,
  { boxes, placed }: { boxes: readonly Box[]; placed: Layout },
): string {
  const own = boxes.slice(from, to).map((box, i) => {
    const { x, row } = placed.spots[from + i]!;
    return { left: x - widthOf(box) / 2, right: x + widthOf(box) / 2, row };
  });
  const rows = own.map(({ row }) => row);
  const passing = placed.lines
    .filter((line) => from <= line.to && line.to < to)
    .flatMap(({ through }) => through.filter(({ row }) => row >= Math.min(...rows)))
    .map(({ x, row }) => ({ left: x, right: x, row }));
  const left = Math.min(...[...own, ...passing].map((part) => part.left)) + margin - 8;
  const right = Math.max(...[...own, ...passing].map((part) => part.right)) + margin + 8;
  const top = topOf(Math.min(...rows)) - 8;
  const height = topOf(Math.max(...rows)) + boxHeight + 8 - top;
  return (
    `<rect x="${round(left)}" y="${top}" width="${round(right - left)}" height="${height}" rx="8" ` +
    `fill="none" stroke="${faint}" stroke-opacity="0.7" stroke-dasharray="4 3"/>` +
    `<text x="${round(right + 6)}" y="${top + height / 2 + 5}" font-size="14" font-weight="600" ` +
    `fill="${ink}">× ${times}</text>`
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
