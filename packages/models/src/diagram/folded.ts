import type { Box } from "./graph.js";

/** Boxes of which only the first of several equal copies in a row is kept. */
export interface Folded {
  readonly boxes: readonly Box[];
  readonly repeats: readonly Repeat[];
}

/** Boxes from one position to before another, which stand for so many copies. */
export interface Repeat {
  readonly from: number;
  readonly to: number;
  readonly times: number;
}

/** How many boxes must be saved for a repetition to be worth its frame. */
const worthwhile = 3;

/** Folds copies in a row: equal boxes that read each other in the same way. */
export function fold(boxes: readonly Box[]): Folded {
  const repeats = repeatsIn(boxes.map(sign), 0);
  const kept: number[] = [];
  const placeOf: number[] = [];
  const frames: Repeat[] = [];
  let i = 0;
  while (i < boxes.length) {
    const repeat = repeats.find(({ from }) => from === i);
    const length = repeat ? repeat.to - repeat.from : 1;
    const start = kept.length;
    for (let k = 0; k < length; k++) kept.push(i + k);
    for (let k = 0; k < length * (repeat?.times ?? 1); k++) placeOf.push(start + (k % length));
    if (repeat) frames.push({ from: start, to: start + length, times: repeat.times });
    i += length * (repeat?.times ?? 1);
  }
  return {
    boxes: kept.map((at) => {
      const box = boxes[at]!;
      return { ...box, sources: box.sources.map((source) => placeOf[source]!) };
    }),
    repeats: frames,
  };
}

/** What makes two boxes equal: what they do, and how far back they read. */
function sign({ label, followers, output, parameters, sources }: Box, at: number): string {
  return [label, followers, output, parameters, sources.map((source) => at - source)].join("|");
}

/** The repetition that saves most boxes, and those before and after it. */
function repeatsIn(signs: readonly string[], offset: number): Repeat[] {
  const best = bestRepeat(signs);
  if (!best) return [];
  const { from, period, times } = best;
  const end = from + period * times;
  return [
    ...repeatsIn(signs.slice(0, from), offset),
    { from: offset + from, to: offset + from + period, times },
    ...repeatsIn(signs.slice(end), offset + end),
  ];
}

function bestRepeat(signs: readonly string[]) {
  let best: { from: number; period: number; times: number } | undefined;
  let saved = worthwhile - 1;
  for (let period = 1; period <= signs.length / 2; period++) {
    // How many boxes from here on equal the one that is a period later.
    let equal = 0;
    for (let from = signs.length - period - 1; from >= 0; from--) {
      equal = signs[from] === signs[from + period] ? equal + 1 : 0;
      const copies = Math.floor(equal / period);
      if (copies * period > saved || (best?.period === period && copies * period === saved)) {
        best = { from, period, times: copies + 1 };
        saved = copies * period;
      }
    }
  }
  return best;
}
