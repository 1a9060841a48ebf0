import { ready } from "@rosenblatt/engine";
import { monoOf } from "../audio/audio-file.js";
import { waveRoom } from "../audio/wave-room.js";
import { type Dataset, dataset } from "../dataset.js";
import type { SearchPlaces } from "../search-places.js";
import { Split } from "../split.js";
import { type DigitTake, type DigitTakesOptions, digitFacts, digitTakes } from "./digit-takes.js";

/** Which recordings, and how. */
export interface SpokenDigitsOptions extends DigitTakesOptions {
  /** Samples a second. */
  sampleRate?: number;
  /** Longer recordings are cut, shorter ones end in silence. */
  seconds?: number;
}

/** Spoken digits, and who says them. */
export interface SpokenDigits extends Dataset<readonly [number], typeof digitFacts.classes> {
  /** The speaker of each example, in the order of `train` and `test`. */
  readonly speakers: { readonly train: readonly string[]; readonly test: readonly string[] };
}

/**
 * The Free Spoken Digit Dataset: six people say each digit 50 times, in English, 8,000 samples a
 * second. As published, the recordings numbered 0 to 4 are for testing, of people heard in training
 * too; `leaveOut` tests on somebody else. Examples are waveforms, from -1 to 1.
 *
 * @example
 * const data = await spokenDigits({ leaveOut: "theo" });
 * const ear = melSpectrogram(40, { sampleRate: 8000, size: 256, hop: 128, scale: "log" });
 * const model = net(data.shape, ear, conv(16, 3), pool(2), globalPool(), dense(10));
 * data.speakers.test.every((speaker) => speaker === "theo"); // true
 * @throws Unreachable when it is nowhere to be had; DataFileError when a copy is broken; RangeError
 *   when nothing is left to train or to test with.
 */
export async function spokenDigits(
  { sampleRate = 8000, seconds = 1, ...choice }: SpokenDigitsOptions = {},
  options: { places?: SearchPlaces } = {},
): Promise<SpokenDigits> {
  await ready();
  const parts = await digitTakes(choice, options);
  const { classes } = digitFacts;
  const splitOf = async (chosen: readonly DigitTake[]) => {
    const room = waveRoom({ seconds, sampleRate, count: chosen.length });
    for (const { name, read } of chosen) {
      room.add((await monoOf(read(), { name, sampleRate })).samples);
    }
    const labels = Int32Array.from(chosen, ({ digit }) => digit);
    return new Split({ ...room.done(), classes, labels, sampleRate });
  };
  const [train, test] = [await splitOf(parts.train), await splitOf(parts.test)];
  const whose = (chosen: readonly DigitTake[]) => chosen.map(({ speaker }) => speaker);
  return Object.assign(dataset({ ...digitFacts, shape: train.shape }, { train, test }), {
    speakers: { train: whose(parts.train), test: whose(parts.test) },
  });
}
