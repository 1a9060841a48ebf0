import type { tf } from "@rosenblatt/engine";
import { type CtcDecodeOptions, frameScores } from "./frame-scores.js";

/** How wide, and by what else, sequences are looked for. */
export interface CtcBeamSearchOptions extends CtcDecodeOptions {
  /** How many beginnings are kept from frame to frame. */
  readonly beams?: number;
  /** How many sequences are given back of each example, at most. */
  readonly best?: number;
  /** What a language model adds to the logarithm when a symbol follows others; 0 for no opinion. */
  readonly bonus?: (symbols: readonly number[], next: number) => number;
}

/** A sequence, and the logarithm of its probability, with what the language model added. */
export interface DecodedSequence {
  readonly symbols: readonly number[];
  readonly score: number;
}

/** A beginning: all its alignments that end in a blank, and all that end in its last symbol. */
interface Beam {
  readonly symbols: readonly number[];
  blank: number;
  symbol: number;
  /** What the language model added so far. */
  readonly bonus: number;
}

/**
 * The likeliest sequences of each example of logits `[n, frames, classes]`, the best first, by
 * prefix beam search: probabilities of all alignments of a beginning are added up. With enough
 * beams this is exact. Source: A. Y. Hannun, A. L. Maas, D. Jurafsky, A. Y. Ng, First-pass large
 * vocabulary continuous speech recognition using bi-directional recurrent DNNs, 2014, algorithm 1.
 *
 * @example
 * const logits = [[[0.5, 0.4], [0.5, 0.4]].map((frame) => frame.map(Math.log))];
 * ctcGreedy(logits); // [[]]
 * ctcBeamSearch(logits)[0]![0]!.symbols; // [1]: three alignments say it, one says nothing
 * @throws RangeError for outputs of another shape, or fewer beams than 1.
 */
export function ctcBeamSearch(
  logits: tf.Tensor | readonly (readonly (readonly number[])[])[],
  { blank = 0, frames, beams = 16, best = 1, bonus = () => 0 }: CtcBeamSearchOptions = {},
): DecodedSequence[][] {
  if (!(beams >= 1 && best >= 1)) {
    throw new RangeError(`Cannot search with ${beams} beams for ${best}: both must be 1 or more`);
  }
  return frameScores(logits, { blank, frames }).map((scores) => {
    let kept: Beam[] = [{ symbols: [], blank: 0, symbol: -Infinity, bonus: 0 }];
    for (const frame of scores) {
      kept = ranked(extended(kept, { frame, blank, bonus })).slice(0, beams);
    }
    return kept
      .slice(0, best)
      .map((beam) => ({ symbols: beam.symbols, score: total(beam) + beam.bonus }));
  });
}

interface Step {
  readonly frame: readonly number[];
  readonly blank: number;
  readonly bonus: (symbols: readonly number[], next: number) => number;
}

/** The beginnings after one more frame. */
function extended(beams: readonly Beam[], { frame, blank, bonus }: Step): Beam[] {
  const next = new Map<string, Beam>();
  const reach = (symbols: readonly number[], added: () => number): Beam => {
    const key = symbols.join();
    const found = next.get(key) ?? { symbols, blank: -Infinity, symbol: -Infinity, bonus: added() };
    next.set(key, found);
    return found;
  };
  for (const beam of beams) {
    const { symbols } = beam;
    const same = reach(symbols, () => beam.bonus);
    same.blank = added(same.blank, total(beam) + frame[blank]!);
    frame.forEach((score, symbol) => {
      if (symbol === blank) return;
      const repeats = symbol === symbols.at(-1);
      if (repeats) same.symbol = added(same.symbol, beam.symbol + score);
      // A symbol twice needs a blank between.
      const from = repeats ? beam.blank : total(beam);
      if (from === -Infinity) return;
      const longer = reach([...symbols, symbol], () => beam.bonus + bonus(symbols, symbol));
      longer.symbol = added(longer.symbol, from + score);
    });
  }
  return [...next.values()];
}

function ranked(beams: Beam[]): Beam[] {
  const score = (beam: Beam) => total(beam) + beam.bonus;
  return beams.sort((a, b) => score(b) - score(a));
}

function total({ blank, symbol }: Beam): number {
  return added(blank, symbol);
}

/** The logarithm of the sum of two numbers, from theirs. */
function added(a: number, b: number): number {
  const [more, less] = a > b ? [a, b] : [b, a];
  return less === -Infinity ? more : more + Math.log1p(Math.exp(less - more));
}
