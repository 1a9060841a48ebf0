import type { Random } from "../augment/augmentation.js";
import { type CutOut, side } from "./cut-outs.js";
import type { Texture } from "./textures.js";

/** A scene while it is painted. */
export interface Canvas {
  readonly size: number;
  /** Red, green and blue from 0 to 1, row by row. */
  readonly values: Float32Array;
  /** Which thing each pixel is of, numbered from 1 from back to front; 0 is background. */
  readonly owners: Uint8Array;
}

/** A colour as three factors. */
type Tint = readonly [number, number, number];

/** A number from `low` to `high`. */
export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** A piece of a photograph, at a random place, size and colour, which fills the canvas. */
export function paintBackground(canvas: Canvas, texture: Texture, random: Random): void {
  const { size, values } = canvas;
  const step = (texture.side / size) * between(random, 0.35, 0.9);
  const room = texture.side - 1 - step * (size - 1);
  const [left, top] = [random() * room, random() * room];
  const tint: Tint = [0, 0, 0].map(() => between(random, 0.65, 1.15)) as [number, number, number];
  const mirror = random() < 0.5;
  for (let row = 0, to = 0; row < size; row += 1) {
    const y = top + row * step;
    for (let column = 0; column < size; column += 1, to += 3) {
      const x = left + (mirror ? size - 1 - column : column) * step;
      paintPixel(values, to, { texture, x, y, tint });
    }
  }
}

/** Bilinear between the photograph's pixels. */
function paintPixel(
  values: Float32Array,
  to: number,
  { texture, x, y, tint }: { texture: Texture; x: number; y: number; tint: Tint },
): void {
  const { side: width, values: from } = texture;
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [right, below] = [x - column, y - row];
  const at = (row * width + column) * 3;
  const next = column + 1 < width ? 3 : 0;
  const down = row + 1 < width ? 3 * width : 0;
  for (let k = 0; k < 3; k += 1) {
    const above = from[at + k]! * (1 - right) + from[at + next + k]! * right;
    const under = from[at + down + k]! * (1 - right) + from[at + down + next + k]! * right;
    values[to + k] = (above * (1 - below) + under * below) * tint[k]!;
  }
}

/** Where a thing lies and how it looks. */
export interface Pose {
  /** Of its middle, in pixels. */
  readonly x: number;
  readonly y: number;
  /** Pixels of the scene for each of the cut-out. */
  readonly zoom: number;
  /** In radians. */
  readonly turn: number;
  readonly mirror: boolean;
  readonly tint: Tint;
}

/** `scale` is the side of its picture, the least and the most, as shares of the scene's. */
export function randomPose(
  { size, scale: [least, most] }: { size: number; scale: readonly [number, number] },
  random: Random,
): Pose {
  return {
    x: between(random, 0.1, 0.9) * size,
    y: between(random, 0.1, 0.9) * size,
    zoom: (between(random, least, most) * size) / side,
    turn: between(random, -0.4, 0.4),
    mirror: random() < 0.5,
    tint: [0, 0, 0].map(() => between(random, 0.3, 1.2)) as [number, number, number],
  };
}

/** Paints a thing over all that is there; a pixel is its own where it covers half of it. */
export function paintThing(
  { size, values, owners }: Canvas,
  cutOut: CutOut,
  { pose, owner }: { pose: Pose; owner: number },
): void {
  const { x, y, zoom, turn, mirror, tint } = pose;
  const reach = (zoom * side * (Math.abs(Math.cos(turn)) + Math.abs(Math.sin(turn)))) / 2;
  const [cos, sin] = [Math.cos(turn) / zoom, Math.sin(turn) / zoom];
  const span = (middle: number) => [
    Math.max(0, Math.floor(middle - reach)),
    Math.min(size - 1, Math.ceil(middle + reach)),
  ];
  const [[left, right], [top, bottom]] = [span(x), span(y)] as [[number, number], [number, number]];
  const middle = (side - 1) / 2;
  const seen = { x: 0, y: 0, alpha: 0, value: 0 };
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const [dx, dy] = [column - x, row - y];
      const across = cos * dx + sin * dy;
      seen.x = middle + (mirror ? -across : across);
      seen.y = middle - sin * dx + cos * dy;
      look(cutOut, seen);
      if (seen.alpha === 0) continue;
      const pixel = row * size + column;
      for (let k = 0; k < 3; k += 1) {
        const own = (0.2 + 0.8 * seen.value) * tint[k]!;
        const at = 3 * pixel + k;
        values[at] = values[at]! * (1 - seen.alpha) + own * seen.alpha;
      }
      if (seen.alpha >= 0.5) owners[pixel] = owner;
    }
  }
}

/** A place of a cut-out's picture, and what is seen there. */
interface Seen {
  x: number;
  y: number;
  alpha: number;
  value: number;
}

/** How much of a thing is at a place of its picture, and how bright that is; bilinear. */
function look({ values, mask }: CutOut, seen: Seen): void {
  const [column, row] = [Math.floor(seen.x), Math.floor(seen.y)];
  const [right, below] = [seen.x - column, seen.y - row];
  seen.alpha = 0;
  seen.value = 0;
  for (let tap = 0; tap < 4; tap += 1) {
    const j = column + (tap & 1);
    const i = row + (tap >> 1);
    if (i < 0 || j < 0 || i >= side || j >= side || mask[i * side + j] === 0) continue;
    const share = (tap & 1 ? right : 1 - right) * (tap >> 1 ? below : 1 - below);
    seen.alpha += share;
    seen.value += share * values[i * side + j]!;
  }
  if (seen.alpha > 0) seen.value /= seen.alpha;
}

/** Light from one side, more or less of it, and noise, on the way to bytes. */
export function develop(
  { size, values }: Canvas,
  { noise, bytes, random }: { noise: number; bytes: Uint8ClampedArray; random: Random },
): void {
  const angle = random() * 2 * Math.PI;
  const slope = between(random, 0, 0.4) / size;
  const gain = 255 * between(random, 0.7, 1.15);
  const [across, down] = [slope * Math.cos(angle), slope * Math.sin(angle)];
  for (let row = 0, at = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1, at += 3) {
      const factor = gain * (1 + across * (column - size / 2) + down * (row - size / 2));
      const grain = 255 * noise * (2 * random() - 1);
      bytes[at] = values[at]! * factor + grain;
      bytes[at + 1] = values[at + 1]! * factor + grain;
      bytes[at + 2] = values[at + 2]! * factor + grain;
    }
  }
}
