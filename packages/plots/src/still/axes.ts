import { titleText } from "./axis-fields.js";
import type { Canvas } from "./canvas.js";
import type { Box } from "./coverage.js";
import type { Scale } from "./scale.js";
import { faint, fontSize, ink, zero } from "./style.js";
import { drawText, textHeight, textWidth } from "./text.js";
import { type Tick, ticksOf } from "./ticks.js";

/** One pair of axes, and where it is. */
export interface Pair {
  readonly x: Scale;
  readonly y: Scale;
  readonly box: Box;
}

/** Draws the lines of a pair of axes, behind its traces. */
export function drawGrid(canvas: Canvas, { x, y, box }: Pair): void {
  const { left, right, top, bottom } = box;
  const lines: [Scale, (at: number) => number[]][] = [
    [x, (at) => [at, top, at, bottom]],
    [y, (at) => [left, at, right, at]],
  ];
  for (const [scale, lineAt] of lines) {
    const { visible = true, showgrid = true, zeroline = true } = scale.fields;
    if (!visible) continue;
    if (showgrid) {
      for (const { at } of ticksOf(scale)) {
        canvas.stroke(lineAt(at), { color: faint, width: 1 });
      }
    }
    const [low, high] = [Math.min(...scale.range), Math.max(...scale.range)];
    if (zeroline && scale.type === "linear" && low <= 0 && high >= 0) {
      canvas.stroke(lineAt(scale.at(0)), { color: zero, width: 1.2 });
    }
  }
}

/** Writes the numbers and titles of a pair of axes. */
export function drawLabels(canvas: Canvas, { x, y, box }: Pair): void {
  const style = { size: fontSize, color: ink } as const;
  const title = { size: fontSize + 2, color: ink } as const;
  if (shown(x)) {
    const ticks = thinned(x);
    const angle = angleOf(x, ticks);
    for (const { at, label } of ticks) {
      drawText(canvas, label, { x: at, y: box.bottom + 8, ...style, ...turned(angle) });
    }
  }
  if (shown(y)) {
    for (const { at, label } of ticksOf(y)) {
      drawText(canvas, label, {
        x: box.left - 7,
        y: at,
        ...style,
        anchor: "right",
        baseline: "middle",
      });
    }
  }
  if (x.fields.visible !== false) {
    const below = box.bottom + labelDepth(x) + 8;
    const middle = (box.left + box.right) / 2;
    const place = { x: middle, y: below, anchor: "center", baseline: "top" } as const;
    drawText(canvas, titleText(x.fields.title), { ...place, ...title });
  }
  if (y.fields.visible !== false) {
    const aside = box.left - labelWidth(y) - 8;
    const middle = (box.top + box.bottom) / 2;
    const place = { x: aside, y: middle, anchor: "center", angle: -90 } as const;
    drawText(canvas, titleText(y.fields.title), { ...place, ...title });
  }
}

/** The room that numbers and title of an axis take beside its pair, in pixels. */
export function roomBeside(y: Scale): number {
  if (y.fields.visible === false) return 0;
  const words = titleText(y.fields.title);
  return labelWidth(y) + (words ? 8 + textHeight(words, fontSize + 2) + 8 : 6);
}

/** The room that numbers and title of an axis take below its pair, in pixels. */
export function roomBelow(x: Scale): number {
  if (x.fields.visible === false) return 0;
  const words = titleText(x.fields.title);
  return labelDepth(x) + (words ? 8 + textHeight(words, fontSize + 2) + 8 : 2);
}

/** How far the last number of an axis reaches beyond it, in pixels. */
export function overhang(x: Scale): number {
  if (!shown(x) || x.type === "category") return 0;
  const reaches = thinned(x).map(({ at, label }) => at + textWidth(label, fontSize) / 2);
  return Math.max(0, ...reaches) - Math.max(...x.ends) + 4;
}

function shown({ fields: { visible = true, showticklabels = true } }: Scale): boolean {
  return visible && showticklabels;
}

function labelWidth(y: Scale): number {
  if (!shown(y)) return 0;
  return 7 + Math.max(0, ...ticksOf(y).map(({ label }) => textWidth(label, fontSize)));
}

function labelDepth(x: Scale): number {
  if (!shown(x)) return 0;
  const ticks = thinned(x);
  const turn = (Math.abs(angleOf(x, ticks)) * Math.PI) / 180;
  const depths = ticks.map(
    ({ label }) =>
      Math.sin(turn) * textWidth(label, fontSize) + Math.cos(turn) * textHeight(label, fontSize),
  );
  return 8 + Math.max(0, ...depths);
}

/** Numbers that would touch their neighbours are left out, names are turned. */
function thinned(x: Scale): Tick[] {
  const ticks = ticksOf(x);
  if (x.type === "category" || x.fields.tickvals) return ticks;
  const widest = Math.max(0, ...ticks.map(({ label }) => textWidth(label, fontSize)));
  const apart = ticks.length > 1 ? Math.abs(ticks[1]!.at - ticks[0]!.at) : Infinity;
  const every = Math.max(1, Math.ceil((widest + 6) / apart));
  return ticks.filter((_, i) => i % every === 0);
}

function angleOf(x: Scale, ticks: readonly Tick[]): number {
  if (x.fields.tickangle !== undefined) return x.fields.tickangle;
  const widest = Math.max(0, ...ticks.map(({ label }) => textWidth(label, fontSize)));
  const apart = Math.abs(x.ends[1] - x.ends[0]) / Math.max(1, ticks.length);
  return widest + 4 > apart && x.type === "category" ? 45 : 0;
}

function turned(angle: number) {
  if (angle === 0) return { anchor: "center", baseline: "top" } as const;
  return { anchor: angle < 0 ? "right" : "left", baseline: "middle", angle } as const;
}
