import { boxIou, maskOverlap } from "@rosenblatt/datasets";
import { type Area, areas, mostFound, thresholds } from "./coco-grid.js";
import type { ClassOnPicture, DetectionObject } from "./detection-objects.js";

/** What comes of a detection: it is wrong, it is right, or it does not count. */
export const wrong = 0;
export const right = 1;
export const ignored = 2;

/** What was found of one class on all pictures, picture by picture, the surest first. */
export interface ClassMatches {
  readonly scores: Float64Array;
  /** The place of each among its picture's. */
  readonly ranks: Uint8Array;
  /** Of objects of each area, at each threshold one after the other, what comes of each. */
  readonly outcomes: Readonly<Record<Area, Uint8Array>>;
  /** How many objects there are to find, of each area. */
  readonly truths: Readonly<Record<Area, number>>;
}

const sizes = Object.keys(areas) as Area[];

/**
 * Finds to each detection the object that it is of, as COCO's evaluation does: the surest choose
 * first, each the object that it overlaps most; what matches a crowd, a difficult object or one of
 * another area does not count.
 */
export function matchObjects(pictures: readonly ClassOnPicture[]): ClassMatches {
  const sorted = pictures.map(({ found, truths }) => ({
    truths,
    found: [...found].sort((a, b) => b.score - a.score).slice(0, mostFound),
  }));
  const count = sorted.reduce((sum, { found }) => sum + found.length, 0);
  const [scores, ranks] = [new Float64Array(count), new Uint8Array(count)];
  const room = () => new Uint8Array(count * thresholds.length);
  const outcomes = { all: room(), small: room(), medium: room(), large: room() };
  const truths = { all: 0, small: 0, medium: 0, large: 0 };
  let start = 0;
  for (const picture of sorted) {
    picture.found.forEach(({ score }, i) => {
      scores[start + i] = score;
      ranks[start + i] = i;
    });
    const overlaps = overlapsOf(picture);
    for (const size of sizes) {
      const scene = sceneOf(picture, { overlaps, size });
      truths[size] += scene.counted;
      for (let t = 0; t < thresholds.length; t += 1) {
        assign(scene, { threshold: thresholds[t]!, out: outcomes[size], at: t * count + start });
      }
    }
    start += picture.found.length;
  }
  return { scores, ranks, outcomes, truths };
}

interface Picture {
  readonly truths: readonly DetectionObject[];
  readonly found: readonly DetectionObject[];
}

/** Intersections over unions. */
interface Overlaps {
  /** Of each that was found, row by row, with each that is there. */
  readonly each: Float64Array;
  /** The most that each that was found has. */
  readonly most: Float64Array;
}

function overlapsOf({ truths, found }: Picture): Overlaps {
  const each = new Float64Array(found.length * truths.length);
  const most = new Float64Array(found.length);
  for (let d = 0; d < found.length; d += 1) {
    for (let g = 0; g < truths.length; g += 1) {
      const overlap = overlapOf(found[d]!, truths[g]!);
      each[d * truths.length + g] = overlap;
      if (overlap > most[d]!) most[d] = overlap;
    }
  }
  return { each, most };
}

function overlapOf(a: DetectionObject, b: DetectionObject): number {
  const boxes = boxIou(a.box, b.box, b);
  if (boxes === 0 || !a.mask || !b.mask) return boxes;
  const both = maskOverlap(a.mask, b.mask);
  if (both === 0) return 0;
  return both / (b.crowd ? a.extent : a.extent + b.extent - both);
}

/** One picture, where only objects of one area count. */
interface Scene {
  readonly overlaps: Overlaps;
  /** The objects' places, those that count first. */
  readonly order: readonly number[];
  /** How many of them count. */
  readonly counted: number;
  readonly truths: readonly DetectionObject[];
  /** Of what was found, whether it is of another area. */
  readonly outside: readonly boolean[];
  /** Room to note which objects have been found. */
  readonly taken: Uint8Array;
}

function sceneOf(
  { truths, found }: Picture,
  { overlaps, size }: { overlaps: Overlaps; size: Area },
): Scene {
  const [least, most] = areas[size];
  const outsideOf = ({ area }: DetectionObject) => area < least || area > most;
  const order: number[] = [];
  const others: number[] = [];
  truths.forEach((truth, i) => {
    (foundOften(truth) || outsideOf(truth) ? others : order).push(i);
  });
  const counted = order.length;
  order.push(...others);
  const taken = new Uint8Array(order.length);
  return { overlaps, order, counted, truths, outside: found.map(outsideOf), taken };
}

/** Crowds and difficult objects are none to find, and nothing that is of them is wrong. */
function foundOften({ crowd, difficult }: DetectionObject): boolean {
  return crowd || difficult;
}

/** Writes what comes of each detection at this threshold, from a place on. */
function assign(
  { overlaps: { each, most }, order, counted, truths, outside, taken }: Scene,
  { threshold, out, at }: { threshold: number; out: Uint8Array; at: number },
): void {
  const least = Math.min(threshold, 1 - 1e-10);
  taken.fill(0);
  for (let d = 0; d < outside.length; d += 1) {
    let best = least;
    let match = -1;
    // Most overlap nothing enough.
    for (let k = 0; k < order.length && most[d]! >= least; k += 1) {
      // One that counts is never given up for one that does not.
      if (k === counted && match >= 0) break;
      const truth = order[k]!;
      const overlap = each[d * order.length + truth]!;
      if (overlap < best || (taken[k] === 1 && !foundOften(truths[truth]!))) continue;
      best = overlap;
      match = k;
    }
    if (match >= 0) taken[match] = 1;
    if (match < 0) out[at + d] = outside[d] ? ignored : wrong;
    else out[at + d] = match < counted ? right : ignored;
  }
}
