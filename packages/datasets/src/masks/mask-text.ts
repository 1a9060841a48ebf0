import { type PictureSize, type RunLengthMask, runLengthMask } from "./run-length-mask.js";

/** Five bits of a number a letter, and one that says whether more follow, from "0" on. */
const letter = 48;
const more = 32;
const sign = 16;

/** A count has 32 bits, and the difference of two one more. */
const maxLetters = 7;

/**
 * A mask as COCO's compressed text: from the fourth on, each count as its difference from the one
 * before the last.
 *
 * @example
 * maskText(runLengthMask([7, 2, 3], { height: 3, width: 4 })); // "723"
 */
export function maskText({ counts }: RunLengthMask): string {
  const bytes: number[] = [];
  for (let i = 0; i < counts.length; i += 1) {
    let rest = counts[i]! - (i > 2 ? counts[i - 2]! : 0);
    for (let open = true; open; ) {
      const bits = ((rest % 32) + 32) % 32;
      rest = Math.floor(rest / 32);
      open = bits & sign ? rest !== -1 : rest !== 0;
      bytes.push(letter + bits + (open ? more : 0));
    }
  }
  return Buffer.from(bytes).toString("latin1");
}

/**
 * The mask of COCO's compressed text.
 *
 * @example
 * maskFromText("723", { height: 3, width: 4 }).counts; // [7, 2, 3]
 * @throws RangeError when the text is cut off or broken, or its counts do not fill the picture.
 */
export function maskFromText(text: string, { height, width }: PictureSize): RunLengthMask {
  const counts: number[] = [];
  for (let at = 0; at < text.length; ) {
    const { value, end } = numberAt(text, at);
    counts.push(value + (counts.length > 2 ? counts[counts.length - 2]! : 0));
    at = end;
  }
  return runLengthMask(counts, { height, width });
}

function numberAt(text: string, start: number): { value: number; end: number } {
  let value = 0;
  for (let i = 0; i < maxLetters; i += 1) {
    const bits = text.charCodeAt(start + i) - letter;
    if (!(bits >= 0 && bits < 64)) break;
    value += (bits & 31) * 32 ** i;
    if (bits & more) continue;
    return { value: bits & sign ? value - 32 ** (i + 1) : value, end: start + i + 1 };
  }
  throw new RangeError(
    `Cannot make a mask: its text must be of letters from "0" to "o", each number ended, and is ` +
      `broken or cut off at ${start} of ${text.length}`,
  );
}
