import type { Category, Segment, SegmentMap } from "@rosenblatt/datasets";

/** The segments of one picture, and the pixels of each. */
export interface PanopticPicture extends SegmentMap {
  /** The id of the picture: where truth and prediction have one, it must be the same. */
  readonly image?: number;
  readonly segments: readonly (Pick<Segment, "id" | "category"> &
    Partial<Pick<Segment, "crowd">>)[];
}

/** What is counted of one category. */
export interface PanopticCounts {
  /** Segments that are found, those said that are none, and those not found. */
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  /** The sum of intersection over union of those found. */
  iou: number;
}

/** The id of pixels of no segment. */
const none = 0;

/** Two ids, each below this, are one number. */
const ids = 256 ** 3;

type Segments = PanopticPicture["segments"];

/** A prediction beside the truth, and how many pixels each segment has. */
export interface PanopticPair {
  readonly said: PanopticPicture;
  readonly truth: PanopticPicture;
  readonly areasSaid: ReadonlyMap<number, number>;
  readonly areasTrue: ReadonlyMap<number, number>;
}

/**
 * Counts what is found on one picture, as panopticapi does: two segments of one category match
 * when their intersection is more than half of their union, in which pixels of nothing do not
 * count. One that matches nothing is not wrong when more than half of it is nothing, or a crowd of
 * its category, of several the last.
 */
export function countSegments(
  { said, truth, areasSaid, areasTrue }: PanopticPair,
  counts: ReadonlyMap<number, PanopticCounts>,
): void {
  const overlaps = overlapsOf(said, truth);
  const overlap = (a: number, b: number) => overlaps.get(a * ids + b) ?? 0;
  const inside = new Map(said.segments.map((segment) => [segment.id, segment]));
  const there = new Map(truth.segments.map((segment) => [segment.id, segment]));
  const matched = new Set<Segments[number]>();
  for (const [pair, both] of overlaps) {
    const a = there.get(Math.floor(pair / ids));
    const b = inside.get(pair % ids);
    if (!a || !b || a.crowd || a.category !== b.category) continue;
    const union = areasTrue.get(a.id)! + areasSaid.get(b.id)! - both - overlap(none, b.id);
    if (2 * both <= union) continue;
    const count = counts.get(a.category)!;
    count.truePositives += 1;
    count.iou += both / union;
    matched.add(a).add(b);
  }
  for (const segment of truth.segments) {
    if (!segment.crowd && !matched.has(segment)) counts.get(segment.category)!.falseNegatives += 1;
  }
  const crowds = truth.segments.filter(({ crowd }) => crowd);
  const crowdOf = new Map(crowds.map(({ id, category }) => [category, id]));
  for (const segment of said.segments) {
    if (matched.has(segment)) continue;
    const crowd = crowdOf.get(segment.category);
    const excused =
      overlap(none, segment.id) + (crowd === undefined ? 0 : overlap(crowd, segment.id));
    if (2 * excused <= areasSaid.get(segment.id)!)
      counts.get(segment.category)!.falsePositives += 1;
  }
}

/** How many pixels each pair of ids has. */
function overlapsOf(said: PanopticPicture, truth: PanopticPicture): Map<number, number> {
  const overlaps = new Map<number, number>();
  for (let i = 0; i < truth.ids.length; i += 1) {
    const pair = truth.ids[i]! * ids + said.ids[i]!;
    overlaps.set(pair, (overlaps.get(pair) ?? 0) + 1);
  }
  return overlaps;
}

function areasOf({ ids }: PanopticPicture): Map<number, number> {
  const areas = new Map<number, number>();
  for (let i = 0; i < ids.length; i += 1) areas.set(ids[i]!, (areas.get(ids[i]!) ?? 0) + 1);
  return areas;
}

/**
 * How many pixels each segment has.
 *
 * @throws RangeError when a picture's ids and segments do not fit together, a category is none of
 *   those there are, or two pictures differ in size.
 */
export function segmentAreas(
  picture: PanopticPicture,
  { name, like, categories }: { name: string; like: SegmentMap; categories: readonly Category[] },
): Map<number, number> {
  const { height, width, ids: pixels, segments } = picture;
  const refuse = (why: string) => new RangeError(`Cannot score segments: ${name} ${why}`);
  if (height !== like.height || width !== like.width || pixels.length !== height * width) {
    throw refuse(
      `has ${height} × ${width} pixels and ${pixels.length} ids, where the truth has ` +
        `${like.height} × ${like.width}; bring both to one size`,
    );
  }
  const areas = areasOf(picture);
  const left = new Map(areas);
  left.delete(none);
  const known = new Set(categories.map(({ id }) => id));
  for (const { id, category } of segments) {
    if (!known.has(category)) throw refuse(`has a segment of category ${category}, which is none`);
    if (!(Number.isInteger(id) && id > none && id < ids)) {
      throw refuse(`has a segment ${id}; ids are whole numbers from 1 to ${ids - 1}`);
    }
    if (!left.delete(id)) {
      throw refuse(`has a segment ${id} twice, or without pixels; leave it out`);
    }
  }
  const [strange] = left.keys();
  if (strange !== undefined) {
    throw refuse(`has pixels of ${strange}, which is none of its segments; give them the id 0`);
  }
  return areas;
}
