import type { Shape, tf } from "@rosenblatt/engine";
import type { Net } from "../net.js";
import type { Anchor } from "./anchors.js";

/** How boxes find the places that are to tell of them: see `matchPlaces` of the training package. */
export type Matching =
  | {
      readonly by: "middle";
      /** The largest side of boxes that places with anchors of each side tell of. */
      readonly reach: number;
    }
  | { readonly by: "overlap"; readonly positive: number; readonly negative: number };

/** What a detector is beside a network. */
export interface DetectorFacts {
  /** The names of the classes by the labels of boxes; `"background"` is never detected. */
  readonly classes: readonly string[];
  /** The label of each logit of a place: those of all classes but `"background"`. */
  readonly things: readonly number[];
  /** What each row of outputs starts from. */
  readonly anchors: readonly Anchor[];
  readonly matching: Matching;
}

/**
 * A network that finds and names objects at once: a row of outputs for each place of a picture. It is
 * a box in pixels, x, y, width and height; a logit that says whether an object is there, and how
 * well the box fits; and a logit for each class. It shows itself.
 */
export interface Detector<S extends Shape = Shape>
  extends Net<S, readonly [number, number]>,
    DetectorFacts {
  /** What the finest level of its pyramid makes of pictures; it shares the detector's weights. */
  readonly features: tf.LayersModel;
}

/** What every detector is made for. */
export interface DetectorOptions<S extends Shape = Shape> {
  /**
   * The names of the classes by the labels of boxes, such as those of the data; `"background"` is
   * never detected.
   */
  readonly classes: readonly string[];
  /**
   * A network on pictures of the detector's shape, with or without its end: the last outputs of
   * each size are taken. It is shared, not copied: weights that it has learned are a start.
   */
  readonly encoder: Net<S>;
  /** How many pixels lie between the places of each level, the finest first. */
  readonly strides?: readonly number[];
  /** Of the pyramid, and of the layers that all levels share. */
  readonly channels?: number;
  /** How many layers all levels share before the last. */
  readonly depth?: number;
}

/**
 * Whether a model is a detector.
 *
 * @example
 * isDetector(lenet()); // false
 */
export function isDetector(model: tf.LayersModel): model is Detector {
  return "anchors" in model && "things" in model;
}
