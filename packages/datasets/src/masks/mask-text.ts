import { checkSum, type PictureSize, type RunLengthMask } from "./run-length-mask.js";

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
  const counts = new Uint32Array(countsIn(text));
  let [at, sum] = [0, 0];
  for (let i = 0; i < counts.length; i += 1) {
    const start = at;
    let [value, place, bits] = [i > 2 ? counts[i - 2]! : 0, 1, more];
    while (bits & more) {
      bits = text.charCodeAt(at) - letter;
      if (!(bits >= 0 && bits < 64 && at - start < maxLetters)) throw broken(text, start);
      value += (bits & 31) * place;
      place *= 32;
      at += 1;
    }
    if (bits & sign) value -= place;
    if (value < 0) throw broken(text, start);
    counts[i] = value;
    sum += value;
  }
  if (at < text.length) throw broken(text, at);
  checkSum(sum, { height, width });
  return { height, width, counts };
}

/** How many numbers end in a text. */
function countsIn(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (!((text.charCodeAt(i) - letter) & more)) count += 1;
  }
  return count;
}

function broken(text: string, at: number): RangeError {
  return new RangeError(
    `Cannot make a mask: its text must be of letters from "0" to "o", each number ended and none ` +
      `below 0, and is broken or cut off at ${at} of ${text.length}`,
  );
}
