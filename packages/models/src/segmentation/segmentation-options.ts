import type { Img } from "@rosenblatt/engine";
import type { Net } from "../net.js";

/** What networks that tell the class of each pixel are made for. */
export interface SegmentationOptions<S extends Img> {
  /** Of one picture; with an encoder its own. */
  readonly shape?: S;
  /** How many logits come out for each pixel. */
  readonly classes?: number;
  /** Multiplies the numbers of filters of the network's own layers; 1 is the published network. */
  readonly width?: number;
  /**
   * A network of pictures in place of the network's own way down, with or without its end: the last
   * outputs of each size are taken. It is shared, not copied: weights that it has learned are a start.
   */
  readonly encoder?: Net<S>;
}

/** What networks are made for that double pictures as often as they were halved. */
export interface MirroredOptions<S extends Img> extends SegmentationOptions<S> {
  /** How often pictures are halved; without it as in the paper, or as often as the encoder does. */
  readonly depth?: number;
}
