import type { tf } from "@rosenblatt/engine";
import { isDetector, isRegionHead } from "@rosenblatt/models";
import { detectionLoss } from "./detection/detection-loss.js";
import { regionLoss } from "./detection/regions/region-loss.js";
import { crossEntropy, type Measure, meanSquaredError } from "./loss.js";

/** That of a detector, or of its second stage; else the one for these classes, or, where there are none, for numbers. */
export function usualLoss(
  { classes }: { readonly classes: readonly string[] },
  model?: tf.LayersModel,
): Measure {
  if (model && isDetector(model)) return detectionLoss(model);
  if (model && isRegionHead(model)) return regionLoss(model);
  return classes.length > 0 ? crossEntropy : meanSquaredError;
}
