import { type Dataset, dataset } from "../dataset.js";
import { roomLike } from "../room-like.js";
import { Split } from "../split.js";
import type { Text } from "./moby-dick.js";

export interface CharactersOptions<N extends number> {
  /** How many characters an example has. */
  readonly steps?: N;
  /** How far the next example begins behind this one; without it, where this one ends. */
  readonly stride?: number;
  /** The share of the text, its end, kept for testing. */
  readonly test?: number;
  /** All characters that there are, in the order of their numbers; by default those of the text. */
  readonly vocabulary?: readonly string[];
}

/**
 * A text as examples for a network that says at every step which character comes next: `steps`
 * characters, each as its number in the vocabulary, and as labels, `[steps]`, the same text one
 * character on. The vocabulary, in the order of code points, is the data set's `classes`. What is
 * tested with comes behind what is trained with, and no example has characters of both.
 *
 * @example
 * const data = characters("to be, or not to be", { steps: 4, test: 0.3 });
 * data.classes; // [" ", ",", "b", "e", "n", "o", "r", "t"]
 * [...data.train.at(0).label].map((number) => data.classes[number]); // ["o", " ", "b", "e"]
 * @throws RangeError for a text that is too short, or a character that is not in the vocabulary.
 */
export function characters<const N extends number = 64>(
  text: string | Text,
  { steps = 64 as N, stride = steps, test = 0.1, vocabulary }: CharactersOptions<N> = {},
): Dataset<readonly [N], readonly string[], readonly [N]> {
  checkOptions({ steps, stride, test });
  const all = Array.from(typeof text === "string" ? text : text.text);
  const classes = vocabulary ?? [...new Set(all)].sort(byCodePoint);
  const numbers = numbersOf(all, classes);
  const border = Math.round(all.length * (1 - test));
  if (border <= steps || (test > 0 && all.length - border <= steps)) {
    throw new RangeError(
      `Cannot cut ${all.length} characters into examples of ${steps} and one more, with a share ` +
        `of ${test} for testing: the text is too short; take fewer steps`,
    );
  }
  const windows = { shape: [steps] as const, classes, stride };
  const parts = {
    train: windowsOf(numbers.subarray(0, border), windows),
    test: windowsOf(numbers.subarray(border), windows),
  };
  const unknown = { name: "Text", licence: "your own", source: "a text", citation: "none" };
  const { name, licence, source, citation } = typeof text === "string" ? unknown : text;
  return dataset({ name, licence, source, citation, shape: [steps] as const, classes }, parts);
}

function checkOptions({ test, ...counts }: { steps: number; stride: number; test: number }): void {
  for (const [name, value] of Object.entries(counts)) {
    if (!(Number.isInteger(value) && value > 0)) {
      throw new RangeError(
        `Cannot cut a text with ${name} = ${value}: it must be a whole number above 0`,
      );
    }
  }
  if (!(test >= 0 && test < 1)) {
    throw new RangeError(
      `Cannot keep ${test} of the text for testing: it must be from 0 to below 1`,
    );
  }
}

function byCodePoint(a: string, b: string): number {
  return a.codePointAt(0)! - b.codePointAt(0)!;
}

/** Each character's number; bytes, where they suffice. */
function numbersOf(all: readonly string[], classes: readonly string[]) {
  const number = new Map(classes.map((character, i) => [character, i]));
  const numbers = classes.length <= 256 ? new Uint8Array(all.length) : new Float32Array(all.length);
  for (const [i, character] of all.entries()) {
    const found = number.get(character);
    if (found === undefined) {
      throw new RangeError(
        `Cannot use the character ${JSON.stringify(character)} at ${i}: the vocabulary, of ` +
          `${classes.length}, does not have it; add it there`,
      );
    }
    numbers[i] = found;
  }
  return numbers;
}

function windowsOf<N extends number>(
  numbers: Uint8Array | Float32Array,
  { shape, classes, stride }: { shape: readonly [N]; classes: readonly string[]; stride: number },
): Split<readonly [N], readonly string[], readonly [N]> {
  const [steps] = shape;
  const count = Math.max(0, Math.floor((numbers.length - steps - 1) / stride) + 1);
  const inputs = roomLike(numbers, count * steps);
  const labels = new Int32Array(count * steps);
  for (let i = 0; i < count; i += 1) {
    const start = i * stride;
    inputs.set(numbers.subarray(start, start + steps), i * steps);
    labels.set(numbers.subarray(start + 1, start + steps + 1), i * steps);
  }
  return new Split({ shape, classes, inputs, labels, labelShape: shape, symbols: classes });
}
