import { bundleOf, type Displayable, displayable, table } from "@rosenblatt/plots";
import { knownMean } from "../one-against-rest.js";
import { boundaryF1s } from "./boundary-f1.js";
import { type LabelMap, type MapPair, mapPairs } from "./label-map.js";

/** How predictions are scored. */
export interface SegmentationReportOptions {
  readonly classes: readonly string[];
  /** Pixels that truths give this label do not count. */
  ignore?: number;
  /** How far apart boundaries may be, as a share of the picture's diagonal. */
  tolerance?: number;
}

/** How well the pixels of one class are told from the others. */
export interface SegmentedClass {
  readonly name: string;
  /** How many pixels it has. */
  readonly pixels: number;
  /** The share of them that is found; NaN where it has none. */
  readonly accuracy: number;
  /** Intersection over union; NaN where nothing is it, nor said to be. */
  readonly iou: number;
  /** The mean over the pictures on which it has a boundary, or is said to; NaN where there is none. */
  readonly boundaryF1: number;
}

/** How well pixels are classified; a table. What is NaN for a class does not count in means. */
export interface SegmentationReport extends Displayable {
  /** The share of all pixels that is right. */
  readonly pixelAccuracy: number;
  /** The mean over the classes of the share of their pixels that is found. */
  readonly meanAccuracy: number;
  /** Intersection over union, the mean over the classes. */
  readonly meanIou: number;
  /** The same, where each class weighs as much as it has pixels. */
  readonly frequencyWeightedIou: number;
  /** The mean over the classes. */
  readonly boundaryF1: number;
  readonly classes: readonly SegmentedClass[];
  /** How many pixels of each class, a row, are said to be of each, a column. */
  readonly confusion: readonly (readonly number[])[];
}

/**
 * How well the pixels of pictures are classified. Pictures may differ in size; all of their pixels
 * count together, but for boundaries, which are scored picture by picture. Sources: Long, Shelhamer
 * and Darrell, Fully convolutional networks (2015); Csurka et al., What is a good evaluation measure
 * for semantic segmentation? (2013), of whom the default tolerance is.
 *
 * @example
 * const truth = { height: 2, width: 3, labels: [0, 0, 1, 0, 1, 1] };
 * const said = { height: 2, width: 3, labels: [0, 0, 1, 0, 0, 1] };
 * const report = segmentationReport([said], [truth], { classes: ["sky", "sea"] });
 * report.classes.map(({ iou }) => iou); // [0.75, 0.66667]
 * report.pixelAccuracy; // 0.83333
 * @throws RangeError unless there is one prediction for each picture, of its size, and each label
 *   is a class.
 */
export function segmentationReport(
  predicted: readonly LabelMap[],
  truths: readonly LabelMap[],
  { classes, ignore = 255, tolerance = 0.0075 }: SegmentationReportOptions,
): SegmentationReport {
  const pairs = mapPairs(predicted, truths, { classes: classes.length, ignore });
  const confusion = confusionOf(pairs, { size: classes.length, ignore });
  const boundaries = pairs.map((pair) =>
    boundaryF1s(pair, { classes: classes.length, ignore, tolerance }),
  );
  const rows = confusion.map(sum);
  const columns = confusion.map((_, c) => sum(confusion.map((row) => row[c]!)));
  const scored = classes.map((name, c) => {
    const right = confusion[c]![c]!;
    return {
      name,
      pixels: rows[c]!,
      accuracy: right / rows[c]!,
      iou: right / (rows[c]! + columns[c]! - right),
      boundaryF1: knownMean(boundaries.map((picture) => picture[c]!)),
    };
  });
  const pixels = sum(rows);
  const weighted = scored.map(({ pixels, iou }) => (pixels === 0 ? 0 : pixels * iou));
  const report = {
    pixelAccuracy: sum(confusion.map((row, c) => row[c]!)) / pixels,
    meanAccuracy: knownMean(scored.map(({ accuracy }) => accuracy)),
    meanIou: knownMean(scored.map(({ iou }) => iou)),
    frequencyWeightedIou: sum(weighted) / pixels,
    boundaryF1: knownMean(scored.map(({ boundaryF1 }) => boundaryF1)),
    classes: scored,
    confusion,
  };
  return displayable(report, reportTable);
}

function confusionOf(
  pairs: readonly MapPair[],
  { size, ignore }: { size: number; ignore: number },
): number[][] {
  const counts = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const { said, truth } of pairs) {
    for (let i = 0; i < truth.labels.length; i += 1) {
      const actual = truth.labels[i]!;
      if (actual !== ignore) counts[actual]![said.labels[i]!]! += 1;
    }
  }
  return counts;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function reportTable(report: Omit<SegmentationReport, keyof Displayable>) {
  const { pixelAccuracy, meanAccuracy, meanIou, frequencyWeightedIou, boundaryF1 } = report;
  const rows = report.classes.map(({ name, pixels, accuracy, iou, boundaryF1: f1 }) => {
    return { class: name, pixels, accuracy, IoU: iou, "boundary F1": f1 };
  });
  const pixels = sum(report.classes.map((each) => each.pixels));
  const mean = { accuracy: meanAccuracy, IoU: meanIou, "boundary F1": boundaryF1 };
  const title =
    `${(100 * pixelAccuracy).toFixed(1)} % of pixels correct, mean IoU ${meanIou.toFixed(3)}, ` +
    `weighted by pixels ${frequencyWeightedIou.toFixed(3)}`;
  return bundleOf(table([{ class: "mean", pixels, ...mean }, ...rows], { title }));
}
