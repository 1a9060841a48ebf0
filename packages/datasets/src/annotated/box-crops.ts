import type { Shape } from "@rosenblatt/engine";
import type { Detection } from "../annotations/annotation-set.js";
import type { BoxEdges } from "../masks/box-iou.js";
import { roomLike } from "../room-like.js";
import { Split } from "../split.js";

/** Which boxes, and what becomes of them. */
export interface BoxCropsOptions<N extends number> {
  /** The side of each crop, in pixels. */
  readonly size?: N;
  /** How much of a box' sides is seen beyond each of its edges. */
  readonly margin?: number;
  /** Boxes that were found, instead of those that are marked; each is an example, in this order. */
  readonly found?: readonly Pick<Detection, "image" | "category" | "box">[];
}

/**
 * Each box of pictures as an example of its own: what is seen in it, as a square picture, with the
 * box' class as the label. Between pixels' centres it is bilinear; beyond the picture's edges its
 * last pixels go on.
 *
 * @example
 * const garments = await scenes({ count: 20 });
 * const each = boxCrops(garments.train, { size: 28 });
 * each.at(0).label; // the class of the first thing of the first scene
 * @throws RangeError for a split without pictures, boxes and classes, for a size that is not a whole
 *   number above 0, a margin below 0, and what was found on a picture that there is not.
 */
export function boxCrops<S extends Shape, C extends readonly string[], const N extends number = 28>(
  split: Split<S, C, Shape>,
  { size = 28 as N, margin = 0, found = marked(split) }: BoxCropsOptions<N> = {},
): Split<readonly [N, N, number], C> {
  const { classes, inputs, scale, normalisation } = split;
  const [height, width, channels] = split.shape as Shape as readonly [number, number, number];
  check(split, { size, margin, found });
  const pixels = height * width * channels;
  const crops = roomLike(inputs, found.length * size * size * channels);
  found.forEach(({ image, box }, i) => {
    const picture = inputs.subarray((image - 1) * pixels, image * pixels);
    const to = crops.subarray(i * size * size * channels, (i + 1) * size * size * channels);
    copyCrop(picture, to, { box: widened(box, margin), size, height, width, channels });
  });
  const labels = Int32Array.from(found, ({ category }) => category);
  const shape = [size, size, channels] as const;
  return new Split({
    ...{ shape, classes, inputs: crops, scale, normalisation },
    labels,
  }) as unknown as Split<readonly [N, N, number], C>;
}

/** All boxes of all pictures, as if they had been found. */
function marked({
  boxes = [],
  classes,
}: Pick<Split<Shape, readonly string[], Shape>, "boxes" | "classes">) {
  return boxes.flatMap((own, i) =>
    own.map(({ x, y, width, height, label = -1 }) => {
      const category = typeof label === "string" ? classes.indexOf(label) : label;
      return { image: i + 1, category, box: [x, y, width, height] as const };
    }),
  );
}

function widened([x, y, width, height]: BoxEdges, margin: number): BoxEdges {
  const [across, down] = [margin * width, margin * height];
  return [x - across, y - down, width + 2 * across, height + 2 * down];
}

interface Copied {
  readonly box: BoxEdges;
  readonly size: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

function copyCrop(
  from: Uint8Array | Float32Array,
  to: Uint8Array | Float32Array,
  { box: [left, top, across, down], size, height, width, channels }: Copied,
): void {
  const bytes = to instanceof Uint8Array ? 0.5 : 0;
  for (let row = 0, at = 0; row < size; row += 1) {
    const y = between(top + ((row + 0.5) * down) / size - 0.5, height);
    for (let column = 0; column < size; column += 1) {
      const x = between(left + ((column + 0.5) * across) / size - 0.5, width);
      for (let k = 0; k < channels; k += 1, at += 1) {
        const value = (line: number, place: number) => from[(line * width + place) * channels + k]!;
        const above = value(y.first, x.first) * (1 - x.share) + value(y.first, x.next) * x.share;
        const below = value(y.next, x.first) * (1 - x.share) + value(y.next, x.next) * x.share;
        to[at] = above * (1 - y.share) + below * y.share + bytes;
      }
    }
  }
}

/** Between which two pixels of a line a place lies, and how near to the second. */
function between(place: number, length: number) {
  const kept = Math.max(0, Math.min(length - 1, place));
  const first = Math.floor(kept);
  return { first, next: Math.min(length - 1, first + 1), share: kept - first };
}

function check(
  { shape, classes, boxes, length }: Split<Shape, readonly string[], Shape>,
  { size, margin, found }: Required<BoxCropsOptions<number>>,
): void {
  const refuse = (why: string) => {
    throw new RangeError(`Cannot crop boxes: ${why}`);
  };
  if (shape.length !== 3) refuse(`it needs pictures, got examples of [${shape.join(", ")}]`);
  if (classes.length === 0) refuse("it needs classes to label them by, and there are none");
  if (!boxes && found.length === 0) refuse("the pictures have none; take data that has");
  if (!(Number.isInteger(size) && size > 0)) refuse(`the size ${size} is no whole number above 0`);
  if (!(margin >= 0)) refuse(`the margin ${margin} must be a number from 0 on`);
  const strange = found.find(({ image }) => !(image >= 1 && image <= length));
  if (strange) refuse(`picture ${strange.image} is none of the ${length} that there are`);
}
