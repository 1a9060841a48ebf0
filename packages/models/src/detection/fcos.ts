import type { Shape } from "@rosenblatt/engine";
import { assembleDetector } from "./assemble-detector.js";
import type { Detector, DetectorOptions } from "./detector.js";

/**
 * FCOS: a detector without anchors of several shapes. Each place tells whether it lies in the middle
 * of an object, of which class, and how far the object's edges are. Places of a level tell of
 * objects up to 8 times as long as their stride. Any network of pictures will do as the encoder, as
 * it is or trained before. In place of the paper's centre-ness it tells how well the box fits: see
 * `detectionLoss`.
 *
 * Tian, Shen, Chen, He, FCOS: Fully convolutional one-stage object detection (2019), and, for places
 * in the middle alone, its version of 2020, https://arxiv.org/abs/2006.09214
 *
 * @throws RangeError for strides that the encoder does not have, and for no class.
 * @example
 * const encoder = resnet18({ shape: [64, 64, 3], width: 0.25 });
 * const detector = fcos({ classes: ["dog", "cat"], encoder, strides: [4, 8] });
 * detector.outputShape; // [null, 320, 7]
 */
export function fcos<S extends Shape>(options: DetectorOptions<S>): Detector<S> {
  return assembleDetector(
    {
      maker: "fcos()",
      code: "edges",
      matching: { by: "middle", reach: 8 / 3 },
      // A place tells of boxes whose middle is at most 1.5 strides away.
      shapes: (stride) => ({ sizes: [3 * stride] }),
    },
    options,
  );
}
