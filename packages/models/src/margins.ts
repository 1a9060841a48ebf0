import type { Shape } from "@rosenblatt/engine";

/** Rows and columns at an image's edges: of all four, or of top and bottom, left and right. */
export type Margins =
  | number
  | readonly [readonly [top: number, bottom: number], readonly [left: number, right: number]];

/** Four counts of whole rows and columns; refuses anything else. */
export function marginsOf(
  maker: string,
  margins: Margins,
): [[top: number, bottom: number], [left: number, right: number]] {
  const given =
    typeof margins === "number"
      ? [
          [margins, margins],
          [margins, margins],
        ]
      : margins;
  if (!given.flat().every((count) => Number.isInteger(count) && count >= 0)) {
    throw new RangeError(
      `Cannot make ${maker} with margins [${given.flat().join(", ")}]: ` +
        "it needs whole numbers of rows and columns, none below 0",
    );
  }
  return given as [[number, number], [number, number]];
}

/** The sizes of an image whose edges grow, or for negative signs shrink, by margins. */
export function grown(
  [height, width, channels]: readonly [number, number, number],
  margins: readonly (readonly [number, number])[],
  sign: 1 | -1,
): Shape {
  const [rows, columns] = margins.map(([before, after]) => sign * (before + after));
  return [height + rows!, width + columns!, channels];
}
