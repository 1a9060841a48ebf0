import { type Color, type ColorScale, colorAt, colorFrom, viridis } from "./color.js";

/** Values and the colours that stand for them. */
export interface ColorRange {
  readonly colorscale?: ColorScale | string | undefined;
  readonly reversed?: boolean | undefined;
  readonly values: readonly number[];
  /** What the ends of the scale stand for; the least and greatest of the values by default. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

/** Few enough for a small file, more than an eye tells apart. */
const shades = 129;

/** Gives each value its colour. */
export function colorsOf({
  colorscale,
  reversed,
  values,
  low,
  high,
}: ColorRange): (value: number) => Color {
  const [from, to] = limitsOf({ values, low, high });
  const stops = (typeof colorscale === "object" ? colorscale : viridis).map(
    ([at, color]) => [at, colorFrom(color) ?? ([128, 128, 128, 1] as const)] as const,
  );
  const table = Array.from({ length: shades }, (_, i) => colorAt(stops, i / (shades - 1)));
  return (value) => {
    const share = Math.min(1, Math.max(0, (value - from) / (to - from || 1)));
    return table[Math.round((reversed ? 1 - share : share) * (shades - 1))]!;
  };
}

/** What the ends of a colour scale stand for. */
export function limitsOf({
  values,
  low,
  high,
}: Pick<ColorRange, "values" | "low" | "high">): readonly [from: number, to: number] {
  const finite = values.filter(Number.isFinite);
  const least = finite.reduce((a, b) => Math.min(a, b), Infinity);
  const greatest = finite.reduce((a, b) => Math.max(a, b), -Infinity);
  return [low ?? (finite.length > 0 ? least : 0), high ?? (finite.length > 0 ? greatest : 1)];
}
