import { type Area, recalls, thresholds } from "./coco-grid.js";
import { type ClassMatches, ignored, right } from "./match-objects.js";

/** How precise what was found is, as more and more is found, at one threshold. */
export interface PrecisionCurve {
  /** How much must overlap: intersection over union. */
  readonly threshold: number;
  /** At recall 0, 0.01, …, 1: the highest at this recall or a higher one; 0 where it is not reached. */
  readonly precision: readonly number[];
  /** The score down to which one must go for it; 0 where it is not reached. */
  readonly scores: readonly number[];
}

/** The places of detections, the surest first; of equal ones the first. */
export function surestFirst({ scores }: ClassMatches): Uint32Array {
  const places = Array.from(scores, (_, i) => i);
  return Uint32Array.from(places.sort((a, b) => scores[b]! - scores[a]!));
}

/** What is measured of one class. */
interface Measured {
  readonly area: Area;
  /** Of detections, the surest first. */
  readonly order: Uint32Array;
}

/** Curves at all thresholds, over all of the detections. There must be objects to find. */
export function precisionCurves(
  matches: ClassMatches,
  { area, order }: Measured,
): PrecisionCurve[] {
  const count = order.length;
  const [recall, precision] = [new Float64Array(count), new Float64Array(count)];
  return thresholds.map((threshold, t) => {
    const outcomes = matches.outcomes[area].subarray(t * count, (t + 1) * count);
    let [good, bad] = [0, 0];
    for (let i = 0; i < count; i += 1) {
      const outcome = outcomes[order[i]!];
      if (outcome === right) good += 1;
      else if (outcome !== ignored) bad += 1;
      recall[i] = good / matches.truths[area];
      precision[i] = good === 0 ? 0 : good / (good + bad);
    }
    for (let i = count - 1; i > 0; i -= 1) {
      if (precision[i]! > precision[i - 1]!) precision[i - 1] = precision[i]!;
    }
    let at = 0;
    const places = recalls.map((wanted) => {
      while (at < count && recall[at]! < wanted) at += 1;
      return at;
    });
    return {
      threshold,
      precision: places.map((place) => precision[place] ?? 0),
      scores: places.map((place) => (place < count ? matches.scores[order[place]!]! : 0)),
    };
  });
}

/** The share of the objects that is found at each threshold by so many detections a picture. */
export function recallsWithin(
  { ranks, outcomes, truths }: ClassMatches,
  { area, limit }: { area: Area; limit: number },
): number[] {
  const count = ranks.length;
  return thresholds.map((_, t) => {
    let good = 0;
    for (let i = 0; i < count; i += 1) {
      if (ranks[i]! < limit && outcomes[area][t * count + i] === right) good += 1;
    }
    return good / truths[area];
  });
}
