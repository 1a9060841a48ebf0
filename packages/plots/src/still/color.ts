/** Red, green and blue from 0 to 255, and opacity from 0 to 1. */
export type Color = readonly [red: number, green: number, blue: number, opacity: number];

/** Positions from 0 to 1 with their colours, in order. */
export type ColorScale = readonly (readonly [at: number, color: string])[];

const names: Readonly<Record<string, Color>> = {
  white: [255, 255, 255, 1],
  black: [0, 0, 0, 1],
  transparent: [0, 0, 0, 0],
  grey: [128, 128, 128, 1],
  gray: [128, 128, 128, 1],
  red: [255, 0, 0, 1],
  green: [0, 128, 0, 1],
  blue: [0, 0, 255, 1],
  orange: [255, 165, 0, 1],
};

/** A colour as CSS writes it: `#rgb`, `#rrggbb`, `rgb()`, `rgba()` or one of a few names. */
export function colorFrom(text: string): Color | undefined {
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(text)?.[1];
  if (hex) {
    const size = hex.length / 3;
    const part = (i: number) =>
      Number.parseInt(hex.slice(i * size, (i + 1) * size).repeat(size === 1 ? 2 : 1), 16);
    return [part(0), part(1), part(2), 1];
  }
  const numbers = /^rgba?\(([^)]*)\)$/.exec(text)?.[1]?.split(",").map(Number);
  if (numbers && numbers.length >= 3 && numbers.every(Number.isFinite)) {
    const [red = 0, green = 0, blue = 0, opacity = 1] = numbers;
    return [red, green, blue, opacity];
  }
  return names[text];
}

/** A colour that shows as much less through. */
export function faded([red, green, blue, opacity]: Color, by: number): Color {
  return [red, green, blue, opacity * by];
}

/** What a scale has at a place from 0 to 1, mixed from its neighbours. */
export function colorAt(
  scale: readonly (readonly [at: number, color: Color])[],
  at: number,
): Color {
  const next = scale.findIndex(([place]) => place >= at);
  if (next <= 0) return (next === 0 ? scale[0]! : scale.at(-1)!)[1];
  const [[from, low], [to, high]] = [scale[next - 1]!, scale[next]!];
  const share = to === from ? 1 : (at - from) / (to - from);
  return low.map((value, i) => value + share * (high[i]! - value)) as unknown as Color;
}

/** Viridis in nine steps: S. van der Walt and N. Smith, matplotlib, 2015. */
export const viridis: ColorScale = [
  [0, "#440154"],
  [0.125, "#472d7b"],
  [0.25, "#3b528b"],
  [0.375, "#2c728e"],
  [0.5, "#21918c"],
  [0.625, "#28ae80"],
  [0.75, "#5ec962"],
  [0.875, "#addc30"],
  [1, "#fde725"],
];
