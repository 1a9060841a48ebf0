import type { Shape } from "@rosenblatt/engine";
import { type Change, isMixing } from "./augment/mixing.js";
import { sizeOf } from "./size-of.js";

/** Refuses inputs, labels and boxes that are not of as many examples. */
export function checkSizes({
  shape,
  inputs,
  boxes,
  length,
}: {
  shape: Shape;
  inputs: ArrayLike<number>;
  boxes: ArrayLike<unknown> | undefined;
  length: number;
}): void {
  if (inputs.length !== length * sizeOf(shape)) {
    throw new RangeError(
      `Cannot make a split: ${length} labels of shape [${shape}] need ` +
        `${length * sizeOf(shape)} values, got ${inputs.length}`,
    );
  }
  if (boxes && boxes.length !== length) {
    throw new RangeError(
      `Cannot make a split: ${length} examples need as many lists of boxes, got ${boxes.length}`,
    );
  }
}

/** Refuses changes of what is neither picture nor recording. */
export function checkPictures(
  { shape, sampleRate }: { shape: Shape; sampleRate: number | undefined },
  changes: readonly Change[],
): void {
  const cuts = changes.some((change) => isMixing(change) && change.name === "cutmix");
  const needs = cuts || changes.some((change) => !isMixing(change));
  const heard = sampleRate !== undefined && shape.length === 1 && !cuts;
  if (needs && shape.length !== 3 && !heard) {
    throw new RangeError(
      `Cannot augment examples of shape [${shape}]: they must be pictures, ` +
        "[height, width, channels]",
    );
  }
}

/** A change moves labels with the pixels that they are of; mixed pictures have no such labels. */
export function checkMarked(
  { shape, classes, labelShape, boxes }: MarkedFields,
  changes: readonly Change[],
): void {
  const each = labelShape.length > 0;
  const mixing = changes.find(isMixing);
  if (mixing && (each || boxes)) {
    throw new RangeError(
      `Cannot mix by ${mixing.name}: it is for one label an example, and these have ` +
        `${each ? "one a pixel" : "boxes"}`,
    );
  }
  const movable = classes.length > 0 && labelShape.join() === shape.slice(0, 2).join();
  if (changes.length > 0 && each && !movable) {
    throw new RangeError(
      `Cannot augment pictures of [${shape}] with labels of [${labelShape}]: it needs a class for ` +
        `each pixel, [${shape.slice(0, 2)}]`,
    );
  }
}

interface MarkedFields {
  readonly shape: Shape;
  readonly classes: readonly string[];
  readonly labelShape: Shape;
  readonly boxes: ArrayLike<unknown> | undefined;
}

/** Refuses a position at which there is no example. */
export function checkPosition(i: number, length: number): void {
  if (!(Number.isInteger(i) && i >= 0 && i < length)) {
    throw new RangeError(
      `Cannot get example ${i}: there are ${length}, numbered from 0 to ${length - 1}`,
    );
  }
}
