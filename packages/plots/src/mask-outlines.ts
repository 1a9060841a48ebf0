/** A closed line of corners x₀, y₀, x₁, y₁, … in pixels from the picture's upper left corner. */
export type MaskOutline = readonly number[];

/**
 * The lines around the pixels of a bitmap that are not 0, along the pixels' edges: what is inside
 * lies to their right, so that they run clockwise around a part and the other way around a hole.
 *
 * @throws RangeError when the bitmap has another number of pixels.
 */
export function maskOutlines(
  bitmap: ArrayLike<number>,
  { height, width }: { height: number; width: number },
): MaskOutline[] {
  if (bitmap.length !== height * width) {
    throw new RangeError(
      `Cannot outline a mask: ${height} × ${width} pixels need as many numbers, got ${bitmap.length}`,
    );
  }
  const edges = edgesOf(bitmap, { height, width });
  const outlines: MaskOutline[] = [];
  for (const start of edges.keys()) {
    while (edges.has(start)) outlines.push(around(edges, { start, across: width + 1 }));
  }
  return outlines;
}

/** By the corner where they start, the corners where edges between inside and outside end. */
type Edges = Map<number, number[]>;

function edgesOf(
  bitmap: ArrayLike<number>,
  { height, width }: { height: number; width: number },
): Edges {
  const edges: Edges = new Map();
  const inside = (x: number, y: number) =>
    x >= 0 && x < width && y >= 0 && y < height && bitmap[y * width + x] !== 0;
  const add = (from: number, to: number) => {
    const others = edges.get(from);
    if (others) others.push(to);
    else edges.set(from, [to]);
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!inside(x, y)) continue;
      const upper = y * (width + 1) + x;
      const lower = upper + width + 1;
      if (!inside(x, y - 1)) add(upper, upper + 1);
      if (!inside(x + 1, y)) add(upper + 1, lower + 1);
      if (!inside(x, y + 1)) add(lower + 1, lower);
      if (!inside(x - 1, y)) add(lower, upper);
    }
  }
  return edges;
}

/** Follows edges, which it takes away, back to the start; corners on a straight line are left out. */
function around(edges: Edges, { start, across }: { start: number; across: number }): MaskOutline {
  const corners: number[] = [];
  let [at, step] = [start, 0];
  do {
    const next = taken(edges, at);
    if (next - at !== step) corners.push(at % across, Math.floor(at / across));
    [at, step] = [next, next - at];
  } while (at !== start);
  return corners;
}

function taken(edges: Edges, from: number): number {
  const ends = edges.get(from)!;
  const end = ends.pop()!;
  if (ends.length === 0) edges.delete(from);
  return end;
}
