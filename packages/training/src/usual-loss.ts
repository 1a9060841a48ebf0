import type { tf } from "@rosenblatt/engine";
import { isDetector } from "@rosenblatt/models";
import { detectionLoss } from "./detection/detection-loss.js";
import { crossEntropy, type Measure, meanSquaredError } from "./loss.js";

/** A detector's own loss; else the one for these classes, or, where there are none, for numbers. */
export function usualLoss(
  { classes }: { readonly classes: readonly string[] },
  model?: tf.LayersModel,
): Measure {
  if (model && isDetector(model)) return detectionLoss(model);
  return classes.length > 0 ? crossEntropy : meanSquaredError;
}
