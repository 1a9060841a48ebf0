import { textWidth } from "./still/text.js";

/** A round thing that wants a label beside it; its place in units of its axes. */
export interface Labelled {
  readonly x: number;
  readonly y: number;
  /** In pixels. */
  readonly diameter: number;
  readonly label: string;
}

type Rectangle = readonly [left: number, top: number, right: number, bottom: number];

const choices = ["middle right", "middle left", "top center", "bottom center", "middle center"];

/** Where each label hides least of what is around it, as Plotly names it, one after the other. */
export function labelPlaces(
  items: readonly Labelled[],
  { width, height }: { width: number; height: number },
): string[] {
  const pixels = (key: "x" | "y", room: number) => {
    const values = items.map((item) => item[key]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const inner = room * 0.88;
    return (value: number) => room * 0.06 + ((value - low) / (high - low || 1)) * inner;
  };
  const [across, up] = [pixels("x", width), pixels("y", height)];
  const discs = items.map(({ x, y, diameter }): Rectangle => {
    const [cx, cy, r] = [across(x), height - up(y), diameter / 2];
    return [cx - r, cy - r, cx + r, cy + r];
  });
  const taken: Rectangle[] = [];
  return items.map(({ label }, i) => {
    const boxes = choices.map((choice) => labelBox(discs[i]!, { choice, label }));
    const costs = boxes.map((box, rank) => {
      const others = discs.filter((_, other) => other !== i);
      const outside = area(box) - overlap(box, [0, 0, width, height]);
      const hidden = [...others, ...taken].reduce((sum, other) => sum + overlap(box, other), 0);
      const centred = rank === choices.length - 1 && !fits(box, discs[i]!) ? area(box) : 0;
      return 3 * outside + hidden + centred + rank;
    });
    const best = costs.indexOf(Math.min(...costs));
    taken.push(boxes[best]!);
    return choices[best]!;
  });
}

function labelBox(
  [left, top, right, bottom]: Rectangle,
  { choice, label }: { choice: string; label: string },
): Rectangle {
  const [wide, tall] = [textWidth(label, 12) + 6, 16];
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  if (choice === "middle right") return [right, y - tall / 2, right + wide, y + tall / 2];
  if (choice === "middle left") return [left - wide, y - tall / 2, left, y + tall / 2];
  if (choice === "top center") return [x - wide / 2, top - tall, x + wide / 2, top];
  if (choice === "bottom center") return [x - wide / 2, bottom, x + wide / 2, bottom + tall];
  return [x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2];
}

function fits(inner: Rectangle, outer: Rectangle): boolean {
  return inner[0] >= outer[0] && inner[2] <= outer[2];
}

function area([left, top, right, bottom]: Rectangle): number {
  return (right - left) * (bottom - top);
}

function overlap(a: Rectangle, b: Rectangle): number {
  const wide = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const tall = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return wide > 0 && tall > 0 ? wide * tall : 0;
}
