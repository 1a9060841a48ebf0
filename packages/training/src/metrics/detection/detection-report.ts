import type { Detection } from "@rosenblatt/datasets";
import {
  bundleOf,
  type Displayable,
  displayable,
  type Figure,
  line,
  table,
} from "@rosenblatt/plots";
import { recalls, thresholds } from "./coco-grid.js";
import { type DetectionKind, type DetectionTruths, grouped } from "./detection-objects.js";
import {
  type DetectedClass,
  type DetectionScores,
  mean,
  meanScores,
  scoresOf,
} from "./detection-scores.js";
import { matchObjects } from "./match-objects.js";

/** What is scored. */
export interface DetectionReportOptions {
  /** Boxes, or masks, which all objects must have then. */
  kind?: DetectionKind;
  /** The names of the classes that count; all of the truths' categories, when left out. */
  classes?: readonly string[];
}

/** Precision over recall, the mean over the classes at each threshold; it draws itself. */
export interface DetectionCurves extends Figure {
  /** 0, 0.01, …, 1. */
  readonly recall: readonly number[];
  readonly curves: readonly { readonly threshold: number; readonly precision: readonly number[] }[];
}

/** How well objects are found: the mean over the classes, and each class; a table of both. */
export interface DetectionReport extends DetectionScores, Displayable {
  readonly kind: DetectionKind;
  readonly classes: readonly DetectedClass[];
  readonly precisionRecall: DetectionCurves;
}

/**
 * How well a detector finds objects, by the rules of COCO's evaluation and equal to pycocotools':
 * detections of one class on one picture choose their object by falling score, at most a hundred
 * of them; crowds, and objects of other areas than those scored, are neither right nor wrong. So are
 * difficult objects, of which COCO knows none, as in Pascal VOC's evaluation: however often one is
 * found, by the overlap of any object. An object that counts goes before one that does not. Of
 * equal scores that of the picture with the lower id comes first, on one picture the first given.
 * The area of a mask that was found is its own, also where its box is given. Source: Lin et al.,
 * Microsoft COCO: common objects in context (2014), and cocodataset.org/#detection-eval.
 *
 * @example
 * const truths = await cocoInstances("instances.json");
 * const found = await cocoResults("results.json", { truths });
 * const report = detectionReport(found, truths, { kind: "boxes" });
 * report.ap; // 0.75
 * report.classes[0]!.ap75; // 1
 * report.precisionRecall; // a figure
 * @throws RangeError for pictures, categories or classes that do not exist, numbers that are none,
 *   and objects without a mask where masks are scored.
 */
export function detectionReport(
  found: readonly Detection[],
  truths: DetectionTruths,
  { kind = "boxes", classes }: DetectionReportOptions = {},
): DetectionReport {
  const groups = grouped(found, truths, { kind });
  const scored = chosen(truths.categories, classes).map(({ id, name }) =>
    scoresOf(matchObjects(groups.get(id)!), { name, category: id }),
  );
  const report = {
    ...{ kind, ...meanScores(scored), classes: scored },
    precisionRecall: curvesOf(scored),
  };
  return displayable(report, reportTable);
}

function chosen(
  categories: DetectionTruths["categories"],
  classes: readonly string[] | undefined,
): DetectionTruths["categories"] {
  const strange = classes?.find((name) => categories.every((category) => category.name !== name));
  if (strange !== undefined) {
    throw new RangeError(
      `Cannot score the class ${JSON.stringify(strange)}: it must be one of ` +
        categories.map(({ name }) => name).join(", "),
    );
  }
  return categories.filter(({ name }) => classes?.includes(name) ?? true);
}

function curvesOf(classes: readonly DetectedClass[]): DetectionCurves {
  const known = classes.filter(({ curves }) => curves.length > 0);
  const curves = thresholds.map((threshold, t) => ({
    threshold,
    precision: recalls.map((_, r) => mean(known.map((each) => each.curves[t]!.precision[r]!))),
  }));
  const drawn = curves.filter((_, t) => t % 2 === 0 && known.length > 0);
  const series = drawn.map(({ threshold, precision }) => [
    `IoU ≥ ${threshold.toFixed(1)}, ${mean(precision).toFixed(3)}`,
    precision,
  ]);
  const title = "Precision and recall, mean over classes";
  const axes = { xTitle: "recall", yTitle: "precision", width: 560, height: 400 };
  const figure = line(Object.fromEntries(series), { x: recalls, title, ...axes });
  return Object.assign(figure, { recall: recalls, curves });
}

function reportTable(report: Omit<DetectionReport, keyof Displayable>) {
  const { kind, classes, ap, ap50, ap75, ar100 } = report;
  const row = (name: string, truths: number, scores: DetectionScores) => ({
    class: name,
    objects: truths,
    AP: scores.ap,
    AP50: scores.ap50,
    AP75: scores.ap75,
    "AP small": scores.apSmall,
    "AP medium": scores.apMedium,
    "AP large": scores.apLarge,
    AR1: scores.ar1,
    AR10: scores.ar10,
    AR100: scores.ar100,
  });
  const all = classes.reduce((sum, { truths }) => sum + truths, 0);
  const rows = [
    row("all", all, report),
    ...classes.map((each) => row(each.name, each.truths, each)),
  ];
  const [one, two, three, four] = [ap, ap50, ap75, ar100].map((score) => score.toFixed(3));
  const what = kind === "boxes" ? "Boxes" : "Masks";
  return bundleOf(
    table(rows, { title: `${what}: AP ${one}, AP50 ${two}, AP75 ${three}, AR100 ${four}` }),
  );
}
