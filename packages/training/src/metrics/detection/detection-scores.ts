import { type Area, areas, mostFound, thresholds } from "./coco-grid.js";
import type { ClassMatches } from "./match-objects.js";
import {
  type PrecisionCurve,
  precisionCurves,
  recallsWithin,
  surestFirst,
} from "./precision-curve.js";

/**
 * COCO's twelve scores. Average precision (AP) is the mean of precision over recalls 0, 0.01, …, 1,
 * and of that over thresholds 0.5, 0.55, …, 0.95 of intersection over union; average recall (AR)
 * the mean over thresholds of the share of objects that is found. NaN where there is no object.
 */
export interface DetectionScores {
  readonly ap: number;
  /** At threshold 0.5 alone. */
  readonly ap50: number;
  /** At threshold 0.75 alone. */
  readonly ap75: number;
  /** Of objects of at most 32² pixels. */
  readonly apSmall: number;
  /** Of objects from 32² to 96² pixels. */
  readonly apMedium: number;
  /** Of objects of at least 96² pixels. */
  readonly apLarge: number;
  /** By the surest detection of each picture and class. */
  readonly ar1: number;
  /** By the surest ten. */
  readonly ar10: number;
  /** By the surest hundred, as all that follow. */
  readonly ar100: number;
  readonly arSmall: number;
  readonly arMedium: number;
  readonly arLarge: number;
}

/** How well the objects of one class are found. */
export interface DetectedClass extends DetectionScores {
  readonly name: string;
  /** The category's id. */
  readonly category: number;
  /** How many objects there are; crowds and difficult ones do not count. */
  readonly truths: number;
  /** Of all areas, at thresholds 0.5, 0.55, …, 0.95; none where there is no object. */
  readonly curves: readonly PrecisionCurve[];
}

/** The scores of one class. */
export function scoresOf(
  matches: ClassMatches,
  { name, category }: Pick<DetectedClass, "name" | "category">,
): DetectedClass {
  const order = surestFirst(matches);
  const curves = Object.fromEntries(
    (Object.keys(areas) as Area[]).map((area) => [
      area,
      matches.truths[area] === 0 ? [] : precisionCurves(matches, { area, order }),
    ]),
  ) as Record<Area, PrecisionCurve[]>;
  const at = (threshold: number) => curves.all.slice(threshold, threshold + 1);
  const recall = (area: Area, limit: number = mostFound) =>
    mean(recallsWithin(matches, { area, limit }));
  return {
    ...{ name, category, truths: matches.truths.all, curves: curves.all },
    ap: averagePrecision(curves.all),
    ap50: averagePrecision(at(thresholds.indexOf(0.5))),
    ap75: averagePrecision(at(thresholds.indexOf(0.75))),
    apSmall: averagePrecision(curves.small),
    apMedium: averagePrecision(curves.medium),
    apLarge: averagePrecision(curves.large),
    ar1: recall("all", 1),
    ar10: recall("all", 10),
    ar100: recall("all"),
    arSmall: recall("small"),
    arMedium: recall("medium"),
    arLarge: recall("large"),
  };
}

const names = [
  ...["ap", "ap50", "ap75", "apSmall", "apMedium", "apLarge"],
  ...["ar1", "ar10", "ar100", "arSmall", "arMedium", "arLarge"],
] as (keyof DetectionScores)[];

/** The mean of each score over the classes that have one. */
export function meanScores(classes: readonly DetectionScores[]): DetectionScores {
  const known = (name: keyof DetectionScores) =>
    classes.map((each) => each[name]).filter((score) => !Number.isNaN(score));
  const scores = names.map((name) => [name, mean(known(name))]);
  return Object.fromEntries(scores) as unknown as DetectionScores;
}

/** NaN of no curves. */
function averagePrecision(curves: readonly PrecisionCurve[]): number {
  return mean(curves.map(({ precision }) => mean(precision)));
}

/** NaN of no numbers. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
