import type { Img } from "@rosenblatt/engine";

/** What networks that tell the class of each pixel are made for. */
export interface SegmentationOptions<S extends Img> {
  /** Of one picture. */
  readonly shape?: S;
  /** How many logits come out for each pixel. */
  readonly classes?: number;
  /** Multiplies the numbers of filters; 1 is the published network. */
  readonly width?: number;
  /** How often pictures are halved; without it as in the paper. */
  readonly depth?: number;
}
