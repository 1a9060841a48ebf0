import { bundleOf, type Displayable, displayable } from "./displayable.js";
import { imageGrid } from "./image-grid.js";
import { colorOf } from "./palette.js";
import type { Picture } from "./picture.js";

/** What a model said of one image. */
export interface PredictedImage {
  readonly image: ArrayLike<number>;
  /** The index of its class, and of the one that the model chose. */
  readonly actual: number;
  readonly predicted: number;
  /** How sure the model was of its choice, from 0 to 1. */
  readonly probability?: number;
}

/** How to draw images with predictions. */
export interface PredictionGridOptions {
  /** Of each image: height, width and channels (1 is grey, 3 is RGB). */
  shape: readonly number[];
  classes: readonly string[];
  columns?: number;
  range?: readonly [black: number, white: number];
  title?: string;
}

/** Images with what a model said of them. */
export interface PredictionGrid<P extends PredictedImage> extends Picture {
  readonly predictions: readonly P[];
}

/**
 * Images, each under the class that a model chose: in a green frame with ✓ where it is right, in a
 * red one with the true class where it is wrong.
 *
 * @example
 * const image = [0, 1, 1, 0];
 * predictionGrid([{ image, actual: 0, predicted: 1 }], { shape: [2, 2, 1], classes: ["up", "down"] })
 * @throws RangeError when a class has no name, or an image has not the shape.
 */
export function predictionGrid<P extends PredictedImage>(
  predictions: readonly P[],
  { shape, classes, columns = 6, range, title }: PredictionGridOptions,
): PredictionGrid<P> {
  const captions = predictions.map(({ actual, predicted, probability }) => {
    const sure = probability === undefined ? "" : ` ${(100 * probability).toFixed(0)} %`;
    const [said, is] = [nameOf(predicted, classes), nameOf(actual, classes)];
    return actual === predicted ? `✓ ${said}${sure}` : `${said}${sure}, is ${is}`;
  });
  const [right, wrong] = [colorOf(2), colorOf(3)];
  const grid = imageGrid(
    predictions.map(({ image }) => image),
    {
      ...{ shape, captions, columns },
      frames: predictions.map(({ actual, predicted }) => (actual === predicted ? right : wrong)),
      ...(range && { range }),
      ...(title !== undefined && { title }),
    },
  );
  const { png, width, height } = grid;
  return displayable({ png, width, height, predictions }, () =>
    bundleOf(grid),
  ) as PredictionGrid<P> & Displayable;
}

function nameOf(index: number, classes: readonly string[]): string {
  const name = classes[index];
  if (name === undefined) {
    throw new RangeError(
      `Cannot name class ${index}: there are names for 0 to ${classes.length - 1}`,
    );
  }
  return name;
}
