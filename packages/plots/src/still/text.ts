import type { Canvas } from "./canvas.js";
import type { Color } from "./color.js";
import { glyphs } from "./glyphs.js";

/** Where a text goes and how it looks. */
export interface TextStyle {
  readonly x: number;
  readonly y: number;
  /** The height of an em, in pixels. */
  readonly size: number;
  readonly color: Color;
  /** What of the text is at `x`, and at `y`. */
  readonly anchor?: "left" | "center" | "right";
  readonly baseline?: "top" | "middle" | "bottom";
  /** Degrees clockwise about its anchor. */
  readonly angle?: number;
  readonly bold?: boolean;
}

interface Piece {
  readonly text: string;
  readonly bold: boolean;
  /** 1 above the line, -1 below it. */
  readonly shift: -1 | 0 | 1;
}

/** How high capital letters are, in ems. */
const capitals = 0.73;
const lineHeight = 1.3;
const raised = { size: 0.7, by: 0.36 };

/** The width of the longest line of a text, in pixels; tags that Plotly knows take no room. */
export function textWidth(text: string, size: number): number {
  return Math.max(0, ...linesOf(text).map((line) => lineWidth(line) * size));
}

/** The height of all lines of a text, in pixels. */
export function textHeight(text: string, size: number): number {
  return (capitals + (linesOf(text).length - 1) * lineHeight) * size;
}

/** Writes a text with the tags that Plotly knows: b, i, br, sub and sup. */
export function drawText(
  canvas: Canvas,
  text: string,
  { x, y, size, color, anchor = "left", baseline = "bottom", angle = 0, bold = false }: TextStyle,
): void {
  const lines = linesOf(text);
  const turn = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const height = textHeight(text, size);
  const top = { top: capitals * size, middle: capitals * size - height / 2, bottom: 0 }[baseline];
  const first = baseline === "bottom" ? -(lines.length - 1) * lineHeight * size : top;
  lines.forEach((line, number) => {
    const across = { left: 0, center: 0.5, right: 1 }[anchor];
    let pen = -across * lineWidth(line) * size;
    const base = first + number * lineHeight * size;
    for (const { text: letters, bold: heavy, shift } of line) {
      const em = shift === 0 ? size : raised.size * size;
      for (const letter of letters) {
        const [width, outline] = glyphOf(letter);
        const up = base - shift * raised.by * size;
        const place = (u: number, v: number): [number, number] => {
          const [a, b] = [pen + (u * em) / 1000, up - (v * em) / 1000];
          return [x + a * cos - b * sin, y + a * sin + b * cos];
        };
        canvas.fill(outlines(outline, place), color);
        if (heavy || bold) {
          canvas.fill(
            outlines(outline, (u, v) => place(u + 30, v)),
            color,
          );
        }
        pen += (width * em) / 1000;
      }
    }
  });
}

function glyphOf(letter: string): readonly [width: number, outline: string] {
  return glyphs[letter] ?? glyphs["□"]!;
}

function lineWidth(line: readonly Piece[]): number {
  return line.reduce((sum, { text, shift }) => {
    const letters = [...text].reduce((width, letter) => width + glyphOf(letter)[0], 0);
    return sum + (letters / 1000) * (shift === 0 ? 1 : raised.size);
  }, 0);
}

const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&#39;": "'",
  "&nbsp;": " ",
};

function linesOf(text: string): Piece[][] {
  return text.split(/<br\s*\/?>|\n/).map((line) => {
    const pieces: Piece[] = [];
    let [bold, shift]: [boolean, Piece["shift"]] = [false, 0];
    for (const part of line.split(/(<\/?[a-z]+[^>]*>)/)) {
      const [, end, tag] = /^<(\/?)([a-z]+)/.exec(part) ?? [];
      if (tag === "b") bold = end === "";
      else if (tag === "sup" || tag === "sub") shift = end === "/" ? 0 : tag === "sup" ? 1 : -1;
      else if (tag === undefined) {
        const plain = part.replace(/&[a-z#\d]+;/g, (entity) => entities[entity] ?? entity);
        pieces.push({ text: plain, bold, shift });
      }
    }
    return pieces;
  });
}

/** Where a path's curves become lines, at a fixed number of steps. */
const steps = 4;

function outlines(
  path: string,
  place: (x: number, y: number) => readonly [x: number, y: number],
): number[][] {
  const closed: number[][] = [];
  let [x, y] = [0, 0];
  for (const [, letter, rest] of path.matchAll(/([MLQ])([-\d ]+)/g)) {
    const numbers = rest!.split(" ").map(Number);
    if (letter === "M") closed.push([]);
    if (letter === "Q") {
      const [cx, cy, ex, ey] = numbers as [number, number, number, number];
      for (let i = 1; i <= steps; i += 1) {
        const t = i / steps;
        const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t * t];
        closed.at(-1)!.push(...place(a * x + b * cx + c * ex, a * y + b * cy + c * ey));
      }
      [x, y] = [ex, ey];
    } else {
      [x, y] = numbers as [number, number];
      closed.at(-1)!.push(...place(x, y));
    }
  }
  return closed;
}
