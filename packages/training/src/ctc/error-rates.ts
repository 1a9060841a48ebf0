import { editDistance } from "./edit-distance.js";

/**
 * The edits by words that make the true sentences of what was said, as a share of their words; it
 * may be above 1. Words are what white space divides.
 *
 * @example
 * wordErrorRate(["the cat sat"], ["the cat sat down"]); // 0.25
 * @throws RangeError unless there are as many of both, and a word.
 */
export function wordErrorRate(said: readonly string[], truth: readonly string[]): number {
  const words = (text: string) => text.split(/\s+/).filter((word) => word !== "");
  return errorRate(said.map(words), truth.map(words));
}

/**
 * The edits by characters that make the true texts of what was said, as a share of their
 * characters; it may be above 1.
 *
 * @example
 * characterErrorRate(["sax"], ["six"]); // 0.33333
 * @throws RangeError unless there are as many of both, and a character.
 */
export function characterErrorRate(said: readonly string[], truth: readonly string[]): number {
  const characters = (text: string) => [...text];
  return errorRate(said.map(characters), truth.map(characters));
}

function errorRate(said: readonly string[][], truth: readonly string[][]): number {
  const length = truth.reduce((sum, each) => sum + each.length, 0);
  if (said.length !== truth.length || length === 0) {
    throw new RangeError(
      `Cannot compare ${said.length} texts with ${truth.length} true ones of ${length} parts: ` +
        "it needs as many of both, and a part",
    );
  }
  const edits = said.reduce((sum, each, i) => sum + editDistance(each, truth[i]!), 0);
  return edits / length;
}
