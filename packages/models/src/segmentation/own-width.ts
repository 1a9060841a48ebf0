import type { Img } from "@rosenblatt/engine";
import { type Widen, widener } from "../builders/width.js";
import type { SegmentationOptions } from "./segmentation-options.js";

/**
 * How wide a network is whose way back has just as many filters as its way down.
 * @throws RangeError for a width beside an encoder, which has its own.
 */
export function ownWidth<S extends Img>(
  maker: string,
  { width, encoder }: SegmentationOptions<S>,
): Widen {
  if (!encoder || width === undefined) return widener(maker, width ?? 1);
  throw new RangeError(
    `Cannot make ${maker} with width = ${width} on an encoder: its numbers of filters are those ` +
      "of the encoder; leave the width out, or make the encoder with it",
  );
}
