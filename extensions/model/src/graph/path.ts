import type { Point } from "./layout.js";

/** A smooth line through points, as the `d` of an SVG path. */
export function smoothPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  const parts = [`M${text(first)}`];
  rest.forEach((point, i) => {
    const next = rest[i + 1];
    if (!next) parts.push(`L${text(point)}`);
    else
      parts.push(
        `Q${text(point)} ${text({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`,
      );
  });
  return parts.join("");
}

function text({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}
