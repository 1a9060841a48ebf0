import type { Img } from "@rosenblatt/engine";
import { picturesOf } from "../encoder-levels.js";
import type { SegmentationOptions } from "./segmentation-options.js";

/**
 * Of the pictures that a network is made for: what is asked for, the encoder's, or as published.
 * @throws RangeError when the encoder is made for others than those asked for.
 */
export function pictureShape<S extends Img>(
  maker: string,
  { shape, encoder }: SegmentationOptions<S>,
  published: Img,
): Img {
  if (!encoder) return shape ?? published;
  const own = picturesOf(encoder);
  if (shape === undefined || `${shape}` === `${own}`) return own;
  throw new RangeError(
    `Cannot make ${maker} for pictures of [${shape.join(", ")}] on an encoder for pictures of ` +
      `[${own.join(", ")}]; leave the shape out, or make the encoder for it`,
  );
}

/** @throws RangeError unless the sides of pictures can be halved so often. */
export function checkDivisible(maker: string, [height, width]: Img, by: number): void {
  if (height % by !== 0 || width % by !== 0 || height === 0 || width === 0) {
    throw new RangeError(
      `Cannot make ${maker} for pictures of ${height} × ${width}: both sides must be divisible ` +
        `by ${by}; bring pictures to such a size`,
    );
  }
}
