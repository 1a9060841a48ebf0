/** Takes a place to a place: `[a, b, c, d, e, f]` takes (x, y) to (ax + by + c, dx + ey + f). */
export type Affine = readonly [number, number, number, number, number, number];

/** Takes places back. The determinant must not be 0. */
export function inverse([a, b, c, d, e, f]: Affine): Affine {
  const determinant = a * e - b * d;
  const [p, q, r, s] = [e, -b, -d, a].map((value) => value / determinant) as [
    number,
    number,
    number,
    number,
  ];
  return [p, q, -(p * c + q * f), r, s, -(r * c + s * f)];
}

/** The same change told in places that are counted from another origin, which lies at `(x, y)`. */
export function fromOrigin([a, b, c, d, e, f]: Affine, [x, y]: readonly [number, number]): Affine {
  return [a, b, c + x - a * x - b * y, d, e, f + y - d * x - e * y];
}
