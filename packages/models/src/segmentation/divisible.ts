import type { Shape } from "@rosenblatt/engine";

/** @throws RangeError unless the sides of pictures can be halved so often. */
export function checkDivisible(maker: string, shape: Shape, by: number): void {
  const [height = 0, width = 0] = shape;
  if (height % by !== 0 || width % by !== 0 || height === 0 || width === 0) {
    throw new RangeError(
      `Cannot make ${maker} for pictures of ${height} × ${width}: both sides must be divisible ` +
        `by ${by}; bring pictures to such a size`,
    );
  }
}
