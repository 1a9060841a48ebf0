import type { tf } from "@rosenblatt/engine";
import { branch } from "../branch.js";
import type { AnyLayer } from "../chain.js";
import { conv } from "../conv.js";
import { dense } from "../dense.js";
import { checkCount } from "../errors.js";
import { flatten } from "../flatten.js";
import { type Net, net } from "../net.js";
import { upConv } from "../up-conv.js";
import type { Detector, DetectorFacts } from "./detector.js";

/** What the second stage of a detector tells of each region. */
export interface RegionFacts extends Pick<DetectorFacts, "classes" | "things"> {
  /** Rows and columns of a region's features. */
  readonly size: number;
  /** Rows and columns of its mask. */
  readonly mask: number;
}

/**
 * The second stage of a detector: from a region's features one row of outputs, which are a logit for
 * background and each class, four offsets of the box, and a logit for each pixel of the mask.
 */
export interface RegionHead
  extends Net<readonly [number, number, number], readonly [number]>,
    RegionFacts {}

export interface RegionHeadOptions {
  /** Rows and columns that regions are brought to; masks have twice as many. */
  readonly size?: number;
  /** Of the hidden layer that classes and offsets come from. */
  readonly units?: number;
  /** How many convolutions come before the mask is enlarged. */
  readonly depth?: number;
}

/**
 * A second stage for the boxes that a detector proposes: a fully connected head names each region and
 * corrects its box, beside it a small convolutional one draws the mask. Masks and boxes are the
 * same whatever the class. `regions` makes what it learns from, `fit` trains it, and `detectMasks`
 * runs both stages.
 *
 * Girshick, Fast R-CNN (2015), figure 1; He, Gkioxari, Dollár, Girshick, Mask R-CNN (2017), figure 4
 * and table 2b, https://arxiv.org/abs/1703.06870
 *
 * @throws RangeError for counts that are not whole numbers above 0.
 * @example
 * const encoder = resnet18({ shape: [64, 64, 3], width: 0.125 });
 * const detector = fcos({ classes: ["dog", "cat"], encoder, strides: [4, 8], channels: 32 });
 * regionHead(detector, { size: 7 }).outputShape; // [null, 203]
 */
export function regionHead(
  { classes, things, features }: Pick<Detector, "classes" | "things" | "features">,
  { size = 7, units = 128, depth = 2 }: RegionHeadOptions = {},
): RegionHead {
  checkCount("regionHead()", { size, units, "depth + 1": depth + 1 });
  const channels = features.outputs[0]!.shape.at(-1)!;
  const windows = Array.from({ length: depth }, () => conv(channels, 3, { pad: "same" }));
  const named: AnyLayer[] = [flatten(), dense(units), dense(things.length + 1 + 4)];
  const drawn: AnyLayer[] = [
    ...windows,
    upConv(channels, 2, { act: "relu" }),
    conv(1, 1, { act: "linear" }),
    flatten(),
  ];
  const model = net([size, size, channels], branch([named, drawn]) as AnyLayer);
  return Object.assign(model, { classes, things, size, mask: 2 * size }) as unknown as RegionHead;
}

/**
 * Whether a model is the second stage of a detector.
 *
 * @example
 * isRegionHead(lenet()); // false
 */
export function isRegionHead(model: tf.LayersModel): model is RegionHead {
  return "mask" in model && "things" in model;
}
