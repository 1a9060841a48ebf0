import type { Split } from "@rosenblatt/datasets";
import type { Shape, tf } from "@rosenblatt/engine";
import { predict } from "../../predict.js";
import type { LabelMap } from "./label-map.js";
import {
  type SegmentationReport,
  type SegmentationReportOptions,
  segmentationReport,
} from "./segmentation-report.js";

/**
 * How well a model tells the class of each pixel, on a split whose pixels have labels: predicts,
 * and scores by `segmentationReport`.
 *
 * @example
 * const { shape, inputs, scale } = data.train.take(20);
 * const labels = Int32Array.from(inputs, (value) => (value > 127 ? 1 : 0));
 * const fields = { shape, inputs, scale, labels, labelShape: [28, 28] } as const;
 * const inked = new Split({ ...fields, classes: ["paper", "ink"] });
 * segmentation(net(shape, conv(8, 3, { pad: "same" }), conv(2, 1)), inked).meanIou;
 * @throws RangeError unless each pixel has a label that is a class.
 */
export function segmentation<S extends Shape, C extends readonly string[]>(
  model: tf.LayersModel,
  split: Split<S, C, Shape>,
  options: Omit<SegmentationReportOptions, "classes" | "ignore"> = {},
): SegmentationReport {
  const { classes, labels, labelShape, ignore } = split;
  if (labelShape.length !== 2 || classes.length === 0) {
    throw new RangeError(
      `Cannot score the pixels of labels of [${labelShape}] in ${classes.length} classes: it needs ` +
        "one for each pixel, [height, width]; see confusion() and evaluate()",
    );
  }
  const said = predict(model, split);
  const maps = (all: Int32Array) => mapsOf(all, labelShape as readonly [number, number]);
  const marked = { classes, ...(ignore !== undefined && { ignore }) };
  return segmentationReport(maps(said.classes), maps(labels as Int32Array), {
    ...options,
    ...marked,
  });
}

function mapsOf(labels: Int32Array, [height, width]: readonly [number, number]): LabelMap[] {
  const size = height * width;
  return Array.from({ length: labels.length / size }, (_, i) => {
    return { height, width, labels: labels.subarray(i * size, (i + 1) * size) };
  });
}
