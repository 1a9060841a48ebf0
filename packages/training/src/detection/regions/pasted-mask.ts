import { type BoxEdges, encodeMask, type RunLengthMask } from "@rosenblatt/datasets";

/**
 * A region's mask on the whole picture: its logits, `size` × `size`, spread over the box and read at
 * the middle of each pixel, bilinear; the object is where they are above 0.
 */
export function pastedMask(
  logits: ArrayLike<number>,
  { box, picture }: { box: BoxEdges; picture: { readonly height: number; readonly width: number } },
): RunLengthMask {
  const { height, width } = picture;
  const size = Math.sqrt(logits.length);
  const [left, top, across, down] = box;
  const columns = reading({ start: left, length: across, size, pixels: width });
  const rows = reading({ start: top, length: down, size, pixels: height });
  const bitmap = new Uint8Array(height * width);
  for (const { pixel: y, at: v } of rows) {
    for (const { pixel: x, at: u } of columns) {
      bitmap[y * width + x] = Number(bilinear(logits, { size, u, v }) > 0);
    }
  }
  return encodeMask(bitmap, { height, width });
}

/** The pixels whose middle is in a box, and where in the mask each is. */
function reading({
  start,
  length,
  size,
  pixels,
}: {
  start: number;
  length: number;
  size: number;
  pixels: number;
}): { pixel: number; at: number }[] {
  const first = Math.max(0, Math.ceil(start - 0.5));
  const end = Math.min(pixels, Math.ceil(start + length - 0.5));
  return Array.from({ length: Math.max(0, end - first) }, (_, i) => {
    const at = ((first + i + 0.5 - start) / length) * size - 0.5;
    return { pixel: first + i, at: Math.min(size - 1, Math.max(0, at)) };
  });
}

function bilinear(
  values: ArrayLike<number>,
  { size, u, v }: { size: number; u: number; v: number },
): number {
  const [x, y] = [Math.floor(u), Math.floor(v)];
  const [right, below] = [Math.min(size - 1, x + 1), Math.min(size - 1, y + 1)];
  const along = (row: number) =>
    values[row * size + x]! * (1 - (u - x)) + values[row * size + right]! * (u - x);
  return along(y) * (1 - (v - y)) + along(below) * (v - y);
}
