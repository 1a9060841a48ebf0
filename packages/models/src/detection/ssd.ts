import type { Shape } from "@rosenblatt/engine";
import { assembleDetector } from "./assemble-detector.js";
import type { Detector, DetectorOptions } from "./detector.js";

/** What else a detector with anchors is made for. */
export interface SsdOptions<S extends Shape = Shape> extends DetectorOptions<S> {
  /** The sides of the square anchors of a level, in strides. */
  readonly sizes?: readonly number[];
  /** Heights over widths; each has the area of the square. */
  readonly ratios?: readonly number[];
}

/**
 * A single-shot detector with anchors: at each place of each level it asks of boxes of several sizes
 * and shapes whether an object fills them, and how far off they are. An anchor tells of an object
 * that it overlaps by half; below 0.4 it tells of nothing, and between the two it does not count.
 * Levels are those of a feature pyramid, and the focal loss takes the place of choosing hard examples,
 * as in RetinaNet.
 *
 * Liu et al., SSD: Single shot multibox detector (2016), https://arxiv.org/abs/1512.02325; Lin, Goyal,
 * Girshick, He, Dollár, Focal loss for dense object detection (2017), section 4
 *
 * @throws RangeError for strides that the encoder does not have, for no class, and for sizes and
 *   ratios that are not above 0.
 * @example
 * const encoder = mobilenetV2({ shape: [64, 64, 3], width: 0.35 });
 * const detector = ssd({ classes: ["dog", "cat"], encoder, strides: [8, 16] });
 * detector.outputShape; // [null, 480, 7]
 */
export function ssd<S extends Shape>({
  sizes = [3, 4.5],
  ratios = [0.5, 1, 2],
  ...options
}: SsdOptions<S>): Detector<S> {
  return assembleDetector(
    {
      maker: "ssd()",
      code: "offsets",
      matching: { by: "overlap", positive: 0.5, negative: 0.4 },
      shapes: (stride) => ({ sizes: sizes.map((size) => size * stride), ratios }),
    },
    options,
  );
}
