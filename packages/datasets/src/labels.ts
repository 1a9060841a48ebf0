import type { Img, Seq, Shape } from "@rosenblatt/engine";

/** What an example's label is a number of: such as `{ name: "body mass", unit: "g" }`. */
export interface Quantity {
  readonly name: string;
  /** Empty for a plain number, and where the source does not tell. */
  readonly unit: string;
}

/** Indices of classes; where there are no classes, `readonly []`, numbers of their own. */
export type LabelsOf<C extends readonly string[]> = C extends readonly []
  ? Float32Array
  : Int32Array;

/** The name of a class; where there are no classes, a number. */
export type LabelOf<C extends readonly string[]> = C extends readonly [] ? number : C[number];

/** How many outputs a network for these classes has: one each, and one for a number. */
export type OutputsOf<C extends readonly string[]> = C extends readonly [] ? 1 : C["length"];

/**
 * What a network for these classes makes of an example: one output each; where each pixel has a
 * label, so many for each pixel; where it has a list of labels, so many for each frame or step.
 * Numbers of two sizes are one a pixel, or several a step.
 */
export type OutputShapeOf<C extends readonly string[], L extends Shape> = L extends readonly []
  ? readonly [OutputsOf<C>]
  : L extends readonly [number]
    ? Seq
    : C extends readonly []
      ? Img | Seq
      : Img;

/** The title of a quantity's axis: `body mass (g)`. */
export function titleOf(name: string, unit: string | undefined): string {
  return unit ? `${name} (${unit})` : name;
}

/** @throws RangeError when a label has no class, or is of the wrong kind. */
export function checkLabels(
  labels: Int32Array | Float32Array,
  { classes, ignore }: { classes: readonly string[]; ignore: number | undefined },
): void {
  if (classes.length === 0) {
    checkNumbers(labels);
    return;
  }
  const wrong = labels.findIndex(
    (label) => !(label >= 0 && label < classes.length) && label !== ignore,
  );
  if (wrong >= 0) {
    throw new RangeError(
      `Cannot make a split: labels must be from 0 to ${classes.length - 1}` +
        `${ignore === undefined ? "" : ` or ${ignore}`}, got ${labels[wrong]} at ${wrong}`,
    );
  }
  if (labels[Symbol.toStringTag] !== "Int32Array") {
    throw new RangeError(
      "Cannot make a split: labels of classes must be an Int32Array, got a Float32Array; " +
        "give Int32Array.from(labels), or classes: [] for numbers to predict",
    );
  }
}

function checkNumbers(labels: Int32Array | Float32Array): void {
  if (labels[Symbol.toStringTag] !== "Float32Array") {
    throw new RangeError(
      "Cannot make a split: without classes, labels must be a Float32Array, got an Int32Array; " +
        "give Float32Array.from(labels), or name the classes",
    );
  }
  const wrong = labels.findIndex((label) => !Number.isFinite(label));
  if (wrong >= 0) {
    throw new RangeError(
      `Cannot make a split: labels must be finite numbers, got ${labels[wrong]} at ${wrong}; ` +
        "leave such examples out",
    );
  }
}
