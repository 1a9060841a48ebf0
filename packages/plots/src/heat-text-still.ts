import type { Raster } from "./picture.js";
import { Canvas } from "./still/canvas.js";
import { scale } from "./still/density.js";
import { fontSize, ink, titleSize } from "./still/style.js";
import { drawText } from "./still/text.js";

/** A letter on its colour. */
export interface HeatLetter {
  readonly letter: string;
  readonly color: readonly [red: number, green: number, blue: number];
  /** From 0 to 1. */
  readonly opacity: number;
}

const columns = 80;
const cell = { width: 8, height: 20 };
const gap = 8;
/** Of what comes under the text. */
const small = fontSize - 2;

/** Letters in rows, each as wide as the next, as pixels on white paper. */
export function heatTextStill(
  letters: readonly HeatLetter[],
  { title, legend }: { title: string | undefined; legend: string },
): Raster {
  const rows = rowsOf(letters);
  const top = gap + (title === undefined ? 0 : titleSize + 8);
  const bottom = top + rows.length * cell.height;
  const canvas = new Canvas({
    width: columns * cell.width + 2 * gap,
    height: bottom + small + 2 * gap,
    scale,
  });
  drawText(canvas, title ?? "", { x: gap, y: gap, size: titleSize, color: ink, baseline: "top" });
  rows.forEach((row, y) => {
    row.forEach(({ letter, color, opacity }, x) => {
      const [left, upper] = [gap + x * cell.width, top + y * cell.height];
      const [right, lower] = [left + cell.width, upper + cell.height - 2];
      canvas.fill([[left, upper, right, upper, right, lower, left, lower]], [...color, opacity]);
      const place = { x: left + cell.width / 2, y: lower - 5, size: fontSize, color: ink } as const;
      // Tags and entities are letters here.
      const plain = letter === "\n" ? "¶" : letter.replace(/[<&]/, entityOf);
      drawText(canvas, plain, { ...place, anchor: "center" });
    });
  });
  drawText(canvas, legend, { x: gap, y: bottom + gap, size: small, color: ink, baseline: "top" });
  return canvas.raster();
}

function entityOf(letter: string): string {
  return letter === "<" ? "&lt;" : "&amp;";
}

/** A row ends with a line break, or with the last space before it would be too long. */
function rowsOf(letters: readonly HeatLetter[]): HeatLetter[][] {
  const rows: HeatLetter[][] = [];
  for (let start = 0; start < letters.length; ) {
    const most = letters.slice(start, start + columns);
    const broken = most.findIndex(({ letter }) => letter === "\n");
    const space = most.map(({ letter }) => letter).lastIndexOf(" ");
    const whole = start + columns >= letters.length || space < 0;
    const count = broken >= 0 ? broken + 1 : whole ? most.length : space + 1;
    rows.push(letters.slice(start, start + count));
    start += count;
  }
  return rows;
}
