import type { Category } from "@rosenblatt/datasets";
import { bundleOf, type Displayable, displayable, table } from "@rosenblatt/plots";
import {
  countSegments,
  type PanopticCounts,
  type PanopticPicture,
  segmentAreas,
} from "./panoptic-matches.js";

/** How well segments are found, and how exactly. NaN where there is none. */
export interface PanopticScores {
  /** Panoptic quality, the product of the other two, of one category. */
  readonly pq: number;
  /** Segmentation quality: the mean intersection over union of the segments that are found. */
  readonly sq: number;
  /** Recognition quality: their F1. */
  readonly rq: number;
}

/** The mean over categories. */
export interface PanopticMean extends PanopticScores {
  /** How many categories count: those that are there, or said to be. */
  readonly categories: number;
}

/** The scores of one category. */
export interface PanopticClass extends PanopticScores, Readonly<PanopticCounts> {
  readonly name: string;
  /** The category's id. */
  readonly category: number;
  readonly thing: boolean;
}

/** Panoptic quality of all, of things, of stuff and of each category; a table. */
export interface PanopticReport extends PanopticMean, Displayable {
  readonly things: PanopticMean;
  readonly stuff: PanopticMean;
  readonly classes: readonly PanopticClass[];
}

/**
 * How well pictures are divided into things and stuff, equal to panopticapi. Pictures are compared
 * in order, so bring predictions into that of the truths; those read from a file may come one at a
 * time: an annotation of `cocoPanoptic` with the `segmentMap` of its file is one. A true segment
 * without pixels is refused, where panopticapi counts a miss. Source: Kirillov et al., Panoptic
 * segmentation (2019).
 *
 * @example
 * const truth = { height: 1, width: 4, ids: [1, 1, 1, 2], segments: [{ id: 1, category: 1 }, { id: 2, category: 2 }] };
 * const said = { ...truth, ids: [1, 1, 2, 2] };
 * const categories = [{ id: 1, name: "cat" }, { id: 2, name: "sky", thing: false }];
 * const report = panopticReport([said], [truth], { categories });
 * report.classes[0]!.pq; // 0.66667
 * report.stuff.pq; // 0
 * @throws RangeError unless there is one prediction for each picture, of its size and image; each pixel's id
 *   is that of a segment, or 0; and each segment has pixels and a category.
 */
export function panopticReport(
  predicted: Iterable<PanopticPicture>,
  truths: Iterable<PanopticPicture>,
  { categories }: { categories: readonly Category[] },
): PanopticReport {
  const counts = new Map(categories.map(({ id }) => [id, noCounts()]));
  let picture = 0;
  for (const { said, truth } of pairs(predicted, truths)) {
    const name = `picture ${picture}`;
    const areasTrue = segmentAreas(truth, { name, like: truth, categories });
    const areasSaid = segmentAreas(said, {
      name: `the prediction of ${name}`,
      like: truth,
      categories,
    });
    countSegments({ said, truth, areasSaid, areasTrue }, counts);
    picture += 1;
  }
  const classes = categories.map(({ id, name, thing = true }) => {
    return { name, category: id, thing, ...counts.get(id)!, ...scoresOf(counts.get(id)!) };
  });
  const report = {
    ...meanOf(classes),
    things: meanOf(classes.filter(({ thing }) => thing)),
    stuff: meanOf(classes.filter(({ thing }) => !thing)),
    classes,
  };
  return displayable(report, reportTable);
}

function noCounts(): PanopticCounts {
  return { truePositives: 0, falsePositives: 0, falseNegatives: 0, iou: 0 };
}

function* pairs(predicted: Iterable<PanopticPicture>, truths: Iterable<PanopticPicture>) {
  const others = predicted[Symbol.iterator]();
  for (const truth of truths) {
    const { value, done } = others.next();
    if (done)
      throw new RangeError("Cannot score segments: pictures lack predictions; give each one");
    checkImages(value, truth);
    yield { said: value, truth };
  }
  if (!others.next().done) {
    throw new RangeError("Cannot score segments: there are more predictions than pictures");
  }
}

function checkImages({ image: said }: PanopticPicture, { image: truth }: PanopticPicture): void {
  if (said === truth || said === undefined || truth === undefined) return;
  throw new RangeError(
    `Cannot score segments: expected a prediction for image ${truth}, got one for image ${said}; ` +
      "bring both into one order",
  );
}

function scoresOf(counts: PanopticCounts): PanopticScores {
  const { truePositives, falsePositives, falseNegatives, iou } = counts;
  const all = truePositives + falsePositives / 2 + falseNegatives / 2;
  const sq = truePositives === 0 && all > 0 ? 0 : iou / truePositives;
  return { pq: iou / all, sq, rq: truePositives / all };
}

function meanOf(classes: readonly PanopticScores[]): PanopticMean {
  const known = classes.filter(({ pq }) => !Number.isNaN(pq));
  const mean = (of: (scores: PanopticScores) => number) =>
    known.reduce((sum, scores) => sum + of(scores), 0) / known.length;
  return {
    pq: mean(({ pq }) => pq),
    sq: mean(({ sq }) => sq),
    rq: mean(({ rq }) => rq),
    categories: known.length,
  };
}

function reportTable(report: Omit<PanopticReport, keyof Displayable>) {
  const row = (name: string, { pq, sq, rq }: PanopticScores, segments: number) => {
    return { class: name, segments, PQ: pq, SQ: sq, RQ: rq };
  };
  const segmentsOf = ({ truePositives, falseNegatives }: PanopticCounts) =>
    truePositives + falseNegatives;
  const all = (of: (each: PanopticClass) => boolean) =>
    report.classes.filter(of).reduce((sum, each) => sum + segmentsOf(each), 0);
  const rows = [
    row(
      "all",
      report,
      all(() => true),
    ),
    row(
      "things",
      report.things,
      all(({ thing }) => thing),
    ),
    row(
      "stuff",
      report.stuff,
      all(({ thing }) => !thing),
    ),
    ...report.classes.map((each) => row(each.name, each, segmentsOf(each))),
  ];
  const [pq, sq, rq] = [report.pq, report.sq, report.rq].map((score) => score.toFixed(3));
  return bundleOf(table(rows, { title: `Segments: PQ ${pq}, SQ ${sq}, RQ ${rq}` }));
}
