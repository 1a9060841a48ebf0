import { DataFileError } from "../data-file-error.js";
import { Split } from "../split.js";
import { sharedArray } from "../stream/shared-array.js";

/** Numbers of a shape, row by row. */
export interface PlainArray {
  readonly shape: readonly number[];
  readonly values: Uint8Array | Float32Array;
  /** As NumPy names it; bytes, when left out. */
  readonly type?: string;
}

/** What arrays mean. */
export interface ArrayOptions {
  /** The names of the classes, in order; `[]` where labels are numbers to predict. */
  classes?: readonly string[];
  /** Inputs times this is what the network sees: 1/255 for bytes, else 1. */
  scale?: number;
}

/**
 * Examples of two arrays: `[n, ...shape]` and `[n]` or `[n, 1]`. Grey pictures of bytes,
 * `[n, height, width]`, get a channel.
 *
 * @throws DataFileError when they do not belong together, or labels have no class.
 */
export function splitOfArrays(
  { inputs, labels, name }: { inputs: PlainArray; labels: PlainArray; name: string },
  { classes, scale = inputs.values instanceof Uint8Array ? 1 / 255 : 1 }: ArrayOptions = {},
): Split<readonly number[], readonly string[]> {
  const [count = 0, ...sizes] = inputs.shape;
  const column = labels.shape.length === 1 || (labels.shape.length === 2 && labels.shape[1] === 1);
  if (!column || labels.shape[0] !== count || count === 0 || inputs.values.length === 0) {
    throw new DataFileError(
      `Cannot read ${name}: inputs of [${inputs.shape}] need labels of [${count}], ` +
        `one or more, got [${labels.shape}]`,
    );
  }
  const pictures = sizes.length === 2 && inputs.values instanceof Uint8Array;
  const shape = pictures ? [...sizes, 1] : sizes.length === 0 ? [1] : sizes;
  const own = { shape, inputs: sharedArray(inputs.values), scale };
  const named = classes ?? classesOf(labels, name);
  if (named.length === 0) {
    checkLabels(labels, { valid: Number.isFinite, needs: "finite numbers", name });
    return new Split({ ...own, classes: named, labels: Float32Array.from(labels.values) });
  }
  const valid = (label: number) => Number.isInteger(label) && label >= 0 && label < named.length;
  checkLabels(labels, { valid, needs: `whole numbers from 0 to ${named.length - 1}`, name });
  return new Split({ ...own, classes: named, labels: Int32Array.from(labels.values) });
}

const maxClasses = 100_000;

/** Whole numbers are classes, named by their numbers; others are none. */
function classesOf({ values, type = "|u1" }: PlainArray, name: string): string[] {
  if (type[1] === "f") {
    return [];
  }
  let highest = 0;
  for (const value of values) {
    highest = Math.max(highest, value);
  }
  if (highest >= maxClasses) {
    throw new DataFileError(
      `Cannot read ${name}: a label is ${highest}, more than there can be classes; ` +
        "give classes: [] if labels are numbers to predict",
    );
  }
  return Array.from({ length: highest + 1 }, (_, i) => String(i));
}

function checkLabels(
  { values }: PlainArray,
  { valid, needs, name }: { valid: (label: number) => boolean; needs: string; name: string },
): void {
  const wrong = Array.prototype.findIndex.call(values, (label: number) => !valid(label));
  if (wrong >= 0) {
    throw new DataFileError(
      `Cannot read ${name}: labels must be ${needs}, got ${values[wrong]} at ${wrong}`,
    );
  }
}
