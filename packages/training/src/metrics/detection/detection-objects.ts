import {
  type AnnotatedPicture,
  type Annotation,
  type BoxEdges,
  type Category,
  type Detection,
  maskArea,
  maskBox,
  type RunLengthMask,
  segmentationMask,
} from "@rosenblatt/datasets";

/** An object that is there. */
export type DetectionTruth = Pick<Annotation, "image" | "category" | "box"> &
  Partial<Pick<Annotation, "area" | "crowd" | "difficult" | "segmentation">>;

/** The objects that are there, on which pictures, and what they may be. */
export interface DetectionTruths {
  /** All pictures that were looked at. Masks need their size. */
  readonly images: readonly (Pick<AnnotatedPicture, "id"> &
    Partial<Pick<AnnotatedPicture, "height" | "width">>)[];
  readonly categories: readonly Pick<Category, "id" | "name">[];
  readonly annotations: readonly DetectionTruth[];
}

/** What is compared: boxes or masks. */
export type DetectionKind = "boxes" | "masks";

/** An object as it is compared. */
export interface DetectionObject {
  readonly box: BoxEdges;
  readonly mask: RunLengthMask | undefined;
  /** Of box or mask. */
  readonly extent: number;
  /** As annotators tell it, by which it is small or large. */
  readonly area: number;
  readonly crowd: boolean;
  readonly difficult: boolean;
  readonly score: number;
}

/** What is there and what was found of one class on one picture. */
export interface ClassOnPicture {
  readonly image: number;
  readonly truths: DetectionObject[];
  readonly found: DetectionObject[];
}

/**
 * Objects by class and picture; each class' pictures in the order of their ids.
 *
 * @throws RangeError for pictures and classes that do not exist, numbers that are none, and, when
 *   masks are compared, objects without.
 */
export function grouped(
  found: readonly Detection[],
  truths: DetectionTruths,
  { kind }: { kind: DetectionKind },
): Map<number, ClassOnPicture[]> {
  const sizes = new Map(truths.images.map((image) => [image.id, image]));
  const groups: Groups = new Map(truths.categories.map(({ id }) => [id, new Map()]));
  const object = kind === "boxes" ? boxObject : maskObject;
  for (const [i, truth] of truths.annotations.entries()) {
    const name = `truth ${i}`;
    const size = sizeFor(truth, { sizes, groups, name });
    placeOf(truth, groups).truths.push(object({ ...truth, score: 0 }, { name, size }));
  }
  for (const [i, detection] of found.entries()) {
    const name = `detection ${i}`;
    const size = sizeFor(detection, { sizes, groups, name });
    const { box, score, segmentation } = detection;
    const fields = segmentation ? { box, score, segmentation } : { box, score };
    placeOf(detection, groups).found.push(object(fields, { name, size }));
  }
  const inOrder = (pictures: ReadonlyMap<number, ClassOnPicture>) =>
    [...pictures.values()].sort((a, b) => a.image - b.image);
  return new Map([...groups].map(([id, pictures]) => [id, inOrder(pictures)]));
}

/** By category, then by picture. */
type Groups = Map<number, Map<number, ClassOnPicture>>;

/** The picture that an object is on. @throws RangeError when it, or the category, is none there is. */
function sizeFor(
  { image, category }: Pick<Detection, "image" | "category">,
  { sizes, groups, name }: { sizes: ReadonlyMap<number, Size>; groups: Groups; name: string },
): Size {
  const size = sizes.get(image);
  if (size !== undefined && groups.has(category)) return size;
  const what = size === undefined ? `picture ${image}` : `category ${category}`;
  throw new RangeError(
    `Cannot score detections: ${name} is of ${what}, which is not among the truths'; ` +
      "score them against the annotations that they were made for",
  );
}

function placeOf(
  { image, category }: Pick<Detection, "image" | "category">,
  groups: Groups,
): ClassOnPicture {
  const pictures = groups.get(category)!;
  const known = pictures.get(image);
  if (known) return known;
  const place = { image, truths: [], found: [] };
  pictures.set(image, place);
  return place;
}

type Size = DetectionTruths["images"][number];

type Fields = Omit<DetectionTruth, "image" | "category"> & { score: number };

interface Context {
  readonly name: string;
  readonly size: Size;
}

function boxObject(
  { box, area, crowd = false, difficult = false, score }: Fields,
  { name }: Context,
): DetectionObject {
  const extent = box[2] * box[3];
  const own = { box, mask: undefined, extent, area: area ?? extent };
  const object = { ...own, crowd, difficult, score };
  checkNumbers(object, name);
  return object;
}

function maskObject(
  { area, crowd = false, difficult = false, score, segmentation }: Fields,
  { name, size: { height, width } }: Context,
): DetectionObject {
  if (segmentation === undefined || height === undefined || width === undefined) {
    const missing =
      segmentation === undefined ? `${name} has no segmentation` : "a picture has no size";
    throw new RangeError(
      `Cannot score masks: ${missing}; give each one, or score { kind: "boxes" }`,
    );
  }
  const mask = segmentationMask(segmentation, { height, width });
  const extent = maskArea(mask);
  const own = { box: maskBox(mask), mask, extent, area: area ?? extent };
  const object = { ...own, crowd, difficult, score };
  checkNumbers(object, name);
  return object;
}

function checkNumbers({ box, area, score }: DetectionObject, name: string): void {
  const [x, y, width, height] = box;
  if (Number.isFinite(x + y + width + height + area + score) && width >= 0 && height >= 0) return;
  throw new RangeError(
    `Cannot score detections: ${name} has the box [${box}], the area ${area} and the score ` +
      `${score}; they must be finite numbers, and sides from 0 on`,
  );
}
