import { ready } from "@rosenblatt/engine";
import { bundleOf, type Displayable, displayable } from "@rosenblatt/plots";
import { monoOf } from "../audio/audio-file.js";
import { type Dataset, dataset } from "../dataset.js";
import type { SearchPlaces } from "../search-places.js";
import { type Utterance, type Utterances, utterances } from "../speech/utterances.js";
import { generator, seedOf } from "../stream/generator.js";
import { type DigitTake, type DigitTakesOptions, digitFacts, digitTakes } from "./digit-takes.js";

/** How many strings, of which recordings, and how they are joined. */
export interface SpokenStringsOptions extends Omit<DigitTakesOptions, "test"> {
  /** How many strings to train with. */
  train?: number;
  /** And to test with, of recordings that are in none of the others. */
  test?: number;
  /** How many digits a string has, at least and at most. */
  digits?: readonly [least: number, most: number];
  /** Silence between two digits, in seconds. */
  pause?: readonly [least: number, most: number];
  /** Room for a string; one that is longer is drawn anew. */
  seconds?: number;
  /** Samples a second. */
  sampleRate?: number;
  /** Chooses what is said, and by whose recordings. */
  seed?: number;
}

/** Strings of spoken digits; shows itself. */
export interface SpokenStrings extends Displayable {
  readonly train: Utterances;
  readonly test: Utterances;
  /** The same for `fit`, with the loss `ctc()`. */
  dataset(): Dataset<readonly [number], readonly string[], readonly [number]>;
}

/**
 * Strings of digits such as "3141", which somebody says one after the other: recordings of one
 * speaker of the Free Spoken Digit Dataset, joined at random. Nobody tells where in a string a digit
 * is. Strings to test with are of the recordings that are for testing in `spokenDigits()`.
 *
 * @example
 * const spoken = await spokenStrings({ train: 100, test: 20, digits: [2, 4] });
 * spoken.test.at(0).text.length <= 4; // true
 * spoken.dataset().labelShape; // [4]
 * @throws Unreachable when the recordings are nowhere to be had; DataFileError when a copy is broken;
 *   RangeError when no string can be made, or none would fit.
 */
export async function spokenStrings(
  {
    train = 1000,
    test = 200,
    digits = [3, 5],
    pause = [0, 0.15],
    seconds = 3.5,
    sampleRate = 8000,
    seed = 1,
    ...choice
  }: SpokenStringsOptions = {},
  options: { places?: SearchPlaces } = {},
): Promise<SpokenStrings> {
  check({ train, test, digits, pause });
  await ready();
  const takes = await digitTakes(choice, options);
  const { classes: alphabet, name: of, licence, source, citation } = digitFacts;
  const make = async (chosen: readonly DigitTake[], how: { count: number; seed: number }) => {
    const voices = await voicesOf(chosen, sampleRate);
    const strings = joinedStrings(voices, { digits, pause, seconds, sampleRate, ...how });
    return utterances(strings, { sampleRate, seconds, alphabet });
  };
  const parts = {
    train: await make(takes.train, { count: train, seed: seedOf(seed, 0) }),
    test: await make(takes.test, { count: test, seed: seedOf(seed, 1) }),
  };
  const name = `${of}, joined`;
  const divided = () => {
    const [train, test] = [parts.train.split(), parts.test.split()];
    const { shape, classes } = train;
    return dataset({ name, shape, classes, licence, source, citation }, { train, test });
  };
  return displayable({ ...parts, dataset: divided }, ({ test }) => bundleOf(test));
}

/** What one speaker has said. */
type Voice = readonly { readonly digit: number; readonly samples: Float32Array }[];

async function voicesOf(takes: readonly DigitTake[], sampleRate: number): Promise<Voice[]> {
  const voices = new Map<string, { digit: number; samples: Float32Array }[]>();
  for (const { digit, speaker, name, read } of takes) {
    const { samples } = await monoOf(read(), { name, sampleRate });
    voices.set(speaker, [...(voices.get(speaker) ?? []), { digit, samples }]);
  }
  return [...voices.values()];
}

interface Joining {
  readonly digits: readonly [number, number];
  readonly pause: readonly [number, number];
  readonly seconds: number;
  readonly sampleRate: number;
}

/** So many strings, the voices in turn. */
function joinedStrings(
  voices: readonly Voice[],
  { count, seed, ...how }: Joining & { count: number; seed: number },
): Utterance[] {
  const random = generator(seed);
  return Array.from({ length: count }, (_, i) =>
    fittingString(voices[i % voices.length]!, { ...how, random }),
  );
}

/** So often is a string drawn until one fits. */
const attempts = 100;

function fittingString(voice: Voice, how: Joining & { random: () => number }): Utterance {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const string = joinedString(voice, how);
    if (string.samples.length <= Math.round(how.seconds * how.sampleRate)) return string;
  }
  throw new RangeError(
    `Cannot join ${how.digits[0]} to ${how.digits[1]} spoken digits within ${how.seconds} s: ` +
      `none of ${attempts} strings fits; take fewer digits or more seconds`,
  );
}

function joinedString(
  voice: Voice,
  { digits, pause, sampleRate, random }: Joining & { random: () => number },
): Utterance {
  const length = digits[0] + Math.floor(random() * (digits[1] - digits[0] + 1));
  const said = Array.from({ length }, () => voice[Math.floor(random() * voice.length)]!);
  const parts = said.flatMap(({ samples }, i) => {
    const silence = pause[0] + random() * (pause[1] - pause[0]);
    return i === 0 ? [samples] : [new Float32Array(Math.round(silence * sampleRate)), samples];
  });
  return { samples: joined(parts), text: said.map(({ digit }) => digit).join("") };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function check({
  train,
  test,
  digits,
  pause,
}: {
  train: number;
  test: number;
  digits: readonly [number, number];
  pause: readonly [number, number];
}): void {
  const counts = [train, test, ...digits];
  const whole = counts.every((count) => Number.isInteger(count) && count > 0);
  if (whole && digits[0] <= digits[1] && 0 <= pause[0] && pause[0] <= pause[1]) return;
  throw new RangeError(
    `Cannot make ${train} and ${test} strings of ${digits[0]} to ${digits[1]} digits with ` +
      `${pause[0]} to ${pause[1]} s between: counts must be whole numbers above 0, pauses 0 or ` +
      "more, the least first",
  );
}
