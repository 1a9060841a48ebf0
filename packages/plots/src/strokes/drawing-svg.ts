import type { PenLine, PenPoint } from "./pen-lines.js";

/** How a drawing is drawn. */
export interface DrawingSvgOptions {
  /** Of the square, in pixels of the page. */
  readonly side: number;
  /** How long drawing it takes; without it, it stands there at once. */
  readonly seconds?: number | undefined;
}

const name = "rosenblatt-pen";

/**
 * Strokes grow by the page's styles alone, without script: once when the page shows them, and again
 * under the pointer. Readers who asked for less motion see the whole drawing.
 */
const style =
  `@keyframes ${name}{from{stroke-dashoffset:1.1}to{stroke-dashoffset:0}}` +
  `@keyframes ${name}-again{from{stroke-dashoffset:1.1}to{stroke-dashoffset:0}}` +
  "@media(prefers-reduced-motion:no-preference){" +
  `.${name} path{stroke-dasharray:1 2;animation:${name} 1s linear both}` +
  `.${name}:hover path{animation-name:${name}-again}}`;

/** A square picture of a drawing, in the colour of the page's letters where it has no other. */
export function drawingSvg(
  lines: readonly PenLine[],
  { side, seconds }: DrawingSvgOptions,
): string {
  const paths = lines.map((line) => pathOf(line, seconds));
  const marks = lines.flatMap((line) => markOf(line, side));
  const moving = seconds === undefined ? "" : ` class="${name}"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg"${moving} width="${side}" height="${side}" ` +
    `viewBox="0 0 ${side} ${side}" fill="none" stroke="currentColor" ` +
    `stroke-width="${penWidth(side)}" stroke-linecap="round" stroke-linejoin="round">` +
    `${seconds === undefined ? "" : `<style>${style}</style>`}${paths.join("")}${marks.join("")}</svg>`
  );
}

function pathOf(line: PenLine, seconds: number | undefined): string {
  const { points, color, opacity, from, to } = line;
  const [first, ...rest] = points.map(at);
  const looks = [
    ...(color === undefined ? [] : [` stroke="${color}"`]),
    ...(opacity === 1 ? [] : [` opacity="${opacity.toFixed(2)}"`]),
  ];
  if (seconds !== undefined) {
    const [delay, long] = [from * seconds, Math.max(0.05, (to - from) * seconds)];
    const times = `animation-delay:${delay.toFixed(2)}s;animation-duration:${long.toFixed(2)}s`;
    looks.push(` pathLength="1" style="${times}"`);
  }
  return `<path d="M${first}L${rest.join(" ")}"${looks.join("")}/>`;
}

/** The number of a stroke, behind its beginning. */
function markOf({ points, color, mark }: PenLine, side: number): string[] {
  if (mark === undefined) return [];
  const [x, y] = markPlace(points, side);
  return [
    `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" dy=".35em" text-anchor="middle" ` +
      `font-family="system-ui,sans-serif" font-size="${markSize(side)}" stroke="none" ` +
      `fill="${color}">${mark}</text>`,
  ];
}

/** Of a line, in pixels. */
export function penWidth(side: number): number {
  return Math.max(1.6, side / 50);
}

/** Of the letters, in pixels. */
export function markSize(side: number): number {
  return Math.max(8, side / 12);
}

/** The middle of a mark: away from where the stroke goes. */
export function markPlace(points: readonly PenPoint[], side: number): PenPoint {
  const [x, y] = points[0]!;
  const reach = markSize(side);
  const far = points.find(([u, v]) => Math.hypot(u - x, v - y) > reach / 2) ?? [x + 1, y + 1];
  const length = Math.hypot(far[0] - x, far[1] - y);
  const within = (value: number) => Math.max(reach / 2, Math.min(side - reach / 2, value));
  const back = (0.8 * reach) / length;
  return [within(x - (far[0] - x) * back), within(y - (far[1] - y) * back)];
}

function at([x, y]: PenPoint): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
