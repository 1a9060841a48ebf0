import type { BoxEdges } from "@rosenblatt/datasets";

/** The part of a box that lies in the picture. */
export function within(
  [x = 0, y = 0, width = 0, height = 0]: ArrayLike<number> & Iterable<number>,
  picture: { readonly height: number; readonly width: number },
): BoxEdges {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const [right, bottom] = [
    Math.min(picture.width, x + width),
    Math.min(picture.height, y + height),
  ];
  return [left, top, right - left, bottom - top];
}
