import { boxIou, type Detection } from "@rosenblatt/datasets";

/** What must be known of a detection. */
type Found = Pick<Detection, "image" | "category" | "score" | "box">;

/** Which detections go. */
export interface SuppressionOptions {
  /** Of two boxes that overlap by more than this the less sure one goes. */
  iou?: number;
  /**
   * Instead, scores fall: by exp(-IoU² / sigma) for every overlap, or by 1 - IoU for those above
   * `iou`; without it they do not.
   */
  soft?: "gaussian" | "linear" | undefined;
  /** Of `"gaussian"`. */
  sigma?: number;
  /** What is less sure than this goes. */
  least?: number;
  /** At most so many are kept of each picture. */
  most?: number;
  /** Whether boxes suppress only those of their own class. */
  perClass?: boolean;
}

/**
 * Non-maximum suppression: of the boxes around one thing only the surest is left. Pictures do not
 * touch each other; what is kept comes picture by picture, the surest first, of equal scores the one
 * that came first. `soft` lowers scores instead. Source: Bodla, Singh, Chellappa and Davis,
 * Soft-NMS: improving object detection with one line of code (2017).
 *
 * @example
 * const one = { image: 1, category: 1, score: 0.9, box: [0, 0, 10, 10] } as const;
 * const two = { image: 1, category: 1, score: 0.8, box: [1, 0, 10, 10] } as const;
 * nonMaximumSuppression([two, one]).map(({ score }) => score); // [0.9]
 * nonMaximumSuppression([two, one], { soft: "linear" })[1].score; // 0.14545
 * @throws RangeError for shares that are not from 0 to 1, and a sigma that is not above 0.
 */
export function nonMaximumSuppression<D extends Found>(
  detections: readonly D[],
  {
    iou = 0.5,
    soft,
    sigma = 0.5,
    least = soft ? 0.001 : Number.NEGATIVE_INFINITY,
    most = Number.POSITIVE_INFINITY,
    perClass = true,
  }: SuppressionOptions = {},
): D[] {
  check({ iou, soft, sigma });
  const lowered = (overlap: number) => {
    if (soft === "gaussian") return Math.exp(-(overlap ** 2) / sigma);
    if (overlap <= iou) return 1;
    return soft === "linear" ? 1 - overlap : 0;
  };
  const placed = detections.map((detection, place) => ({ detection, place }));
  return grouped(placed, ({ detection }) => detection.image).flatMap((own) => {
    const groups = perClass ? grouped(own, ({ detection }) => detection.category) : [own];
    const kept = groups.flatMap((group) => survivors(group, { lowered, least }));
    return kept.sort(bySureness).slice(0, most).map(withScore);
  });
}

/** A detection with the score that is left of it. */
interface Left<D> {
  readonly detection: D;
  readonly place: number;
  score: number;
}

function withScore<D extends Found>({ detection, score }: Left<D>): D {
  return score === detection.score ? detection : { ...detection, score };
}

/** The surest first; of equal ones the first. */
function bySureness(a: Left<Found>, b: Left<Found>): number {
  return b.score - a.score || a.place - b.place;
}

/** Takes the surest again and again, and lowers those that it overlaps. */
function survivors<D extends Found>(
  group: readonly Placed<D>[],
  { lowered, least }: { lowered: (overlap: number) => number; least: number },
): Left<D>[] {
  let left = group.map(({ detection, place }): Left<D> => {
    return { detection, place, score: detection.score };
  });
  left = left.filter(({ score }) => score >= least).sort(bySureness);
  const kept: Left<D>[] = [];
  while (left.length > 0) {
    const [surest, ...others] = left as [Left<D>, ...Left<D>[]];
    kept.push(surest);
    let changed = false;
    left = others.filter((other) => {
      const factor = lowered(boxIou(surest.detection.box, other.detection.box));
      changed ||= factor !== 1 && factor !== 0;
      other.score *= factor;
      return factor > 0 && other.score >= least;
    });
    if (changed) left.sort(bySureness);
  }
  return kept;
}

/** Where a detection stood among all. */
interface Placed<D> {
  readonly detection: D;
  readonly place: number;
}

/** In the order in which keys first come. */
function grouped<T>(list: readonly T[], keyOf: (each: T) => number): T[][] {
  const groups = new Map<number, T[]>();
  for (const each of list) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return [...groups.values()];
}

function check({
  iou,
  soft,
  sigma,
}: Required<Pick<SuppressionOptions, "iou" | "sigma">> & { soft: unknown }) {
  if (!(iou >= 0 && iou <= 1)) {
    throw new RangeError(`Cannot suppress by iou = ${iou}: it must be from 0 to 1`);
  }
  if (soft !== undefined && soft !== "gaussian" && soft !== "linear") {
    throw new RangeError(
      `Cannot suppress softly by ${JSON.stringify(soft)}: it must be "gaussian" or "linear"`,
    );
  }
  if (!(sigma > 0)) throw new RangeError(`Cannot suppress by sigma = ${sigma}: it must be above 0`);
}
