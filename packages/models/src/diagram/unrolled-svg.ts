import { escapeHtml } from "@rosenblatt/plots";
import { faint, font, ink, paper } from "../theme.js";
import { colors } from "./colors.js";
import type { Box } from "./graph.js";
import type { LayerStep, StepReading } from "./unrolled.js";

const cell = { width: 44, height: 28, across: 84, up: 58 };
const margin = 16;

interface Drawn {
  readonly boxes: readonly Box[];
  readonly steps: number;
  readonly moments: readonly LayerStep[];
  readonly readings: readonly StepReading[];
}

/** Boxes of a layer side by side, time to the right; the names of layers stand before them. */
export function unrolledSvg({ boxes, steps, moments, readings }: Drawn): string {
  const named = boxes.map(({ label, followers }) => [label, ...followers].join(", "));
  // Letters are some 6.5 pixels wide.
  const left = 24 + 6.5 * Math.max(...named.map(({ length }) => length));
  const width = left + (steps - 1) * cell.across + cell.width + 2 * margin;
  const height = (boxes.length - 1) * cell.up + cell.height + 2 * margin + 16;
  const place = ({ row, step }: LayerStep) => ({
    x: margin + left + cell.width / 2 + step * cell.across,
    y: margin + cell.height / 2 + (boxes.length - 1 - row) * cell.up,
  });
  const names = named.map((name, row) => {
    const { y } = place({ row, step: 0 });
    return `<text x="${margin}" y="${y + 4}" fill="${ink}">${escapeHtml(name)}</text>`;
  });
  const squares = moments.map((moment) => {
    const { x, y } = place(moment);
    return (
      `<rect x="${x - cell.width / 2}" y="${y - cell.height / 2}" width="${cell.width}" ` +
      `height="${cell.height}" rx="5" fill="${colors[boxes[moment.row]!.kind]}" fill-opacity="0.3"/>`
    );
  });
  const times = Array.from({ length: steps }, (_, step) => {
    const back = steps - 1 - step;
    const time = back === 0 ? "t" : `t − ${back}`;
    const { x } = place({ row: 0, step });
    return `<text x="${x}" y="${height - 6}" fill="${faint}" text-anchor="middle">${time}</text>`;
  });
  const arrows = readings.map(({ from, to }) => arrow(place(from), place(to)));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" ` +
    `style="max-width:100%;height:auto;${font}" role="img" aria-label="A network, unrolled">` +
    `<rect width="${width}" height="${height}" rx="6" fill="${paper}"/>` +
    `${[...arrows, ...squares, ...names, ...times].join("")}</svg>`
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Along a row from side to side, both ways apart; else from the top of a box to the next one's foot. */
function arrow(from: Point, to: Point): string {
  const level = from.y === to.y;
  const way = Math.sign(to.x - from.x);
  const start = level
    ? { x: from.x + (way * cell.width) / 2, y: from.y - 4 * way }
    : { x: from.x, y: from.y - cell.height / 2 };
  const end = level
    ? { x: to.x - (way * cell.width) / 2, y: to.y - 4 * way }
    : { x: to.x, y: to.y + cell.height / 2 };
  const tip = level ? `m${-4 * way} -3l${4 * way} 3l${-4 * way} 3` : "m-3 4l3 -4l3 4";
  const curve = level
    ? `H${end.x}`
    : `C${start.x} ${start.y - 16} ${end.x} ${end.y + 16} ${end.x} ${end.y}`;
  return (
    `<path d="M${start.x} ${start.y}${curve}${tip}" fill="none" ` +
    `stroke="${level ? ink : faint}" stroke-width="${level ? 1.8 : 1.2}"/>`
  );
}
