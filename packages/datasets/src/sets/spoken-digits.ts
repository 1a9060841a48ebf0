import { ready } from "@rosenblatt/engine";
import { tarEntries } from "../archive/tar.js";
import { monoOf } from "../audio/audio-file.js";
import { waveRoom } from "../audio/wave-room.js";
import { DataFileError } from "../data-file-error.js";
import { type Dataset, type DatasetFacts, dataset } from "../dataset.js";
import type { SearchPlaces } from "../search-places.js";
import { Split } from "../split.js";
import { unzipped } from "../unzipped.js";
import { type ArchivedSet, findArchive } from "./find-archive.js";

const classes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;
const speakers = ["george", "jackson", "lucas", "nicolas", "theo", "yweweler"] as const;

/** Who says the digits. */
export type DigitSpeaker = (typeof speakers)[number];

/** Which recordings, and how. */
export interface SpokenDigitsOptions {
  /** Whose recordings; all without it. */
  speakers?: readonly DigitSpeaker[];
  /** Whose recordings are for testing, all of them and no others: somebody never heard before. */
  leaveOut?: DigitSpeaker | readonly DigitSpeaker[];
  /** Of each speaker's 50 recordings of a digit, so many are for testing, where nobody is left out. */
  test?: number;
  /** Samples a second. */
  sampleRate?: number;
  /** Longer recordings are cut, shorter ones end in silence. */
  seconds?: number;
}

/** Spoken digits, and who says them. */
export interface SpokenDigits extends Dataset<readonly [number], typeof classes> {
  /** The speaker of each example, in the order of `train` and `test`. */
  readonly speakers: { readonly train: readonly string[]; readonly test: readonly string[] };
}

const facts: Omit<DatasetFacts<readonly [number], typeof classes>, "shape"> & ArchivedSet = {
  name: "Spoken digits",
  folder: "free-spoken-digit-dataset",
  classes,
  licence: "CC BY-SA 4.0",
  source: "https://github.com/Jakobovski/free-spoken-digit-dataset",
  citation: "Z. Jackson et al., Free Spoken Digit Dataset (FSDD), 2020, doi:10.5281/zenodo.1342401",
  address: "https://github.com/Jakobovski/free-spoken-digit-dataset/archive/refs/heads",
  archive: { name: "master.tar.gz", limit: 64e6, sample: "fsdd.tar.gz" },
  unshipped: "no sample of it ships",
};

/** The published recordings. */
const published = 3000;

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
  const takes = await takesIn(options);
  const parts = divided(takes, choice);
  const splitOf = async (chosen: readonly Take[]) => {
    const room = waveRoom({ seconds, sampleRate, count: chosen.length });
    for (const { name, read } of chosen) {
      room.add((await monoOf(read(), { name, sampleRate })).samples);
    }
    const labels = Int32Array.from(chosen, ({ digit }) => digit);
    return new Split({ ...room.done(), classes, labels, sampleRate });
  };
  const [train, test] = [await splitOf(parts.train), await splitOf(parts.test)];
  const whose = (chosen: readonly Take[]) => chosen.map(({ speaker }) => speaker);
  return Object.assign(dataset({ ...facts, shape: train.shape }, { train, test }), {
    speakers: { train: whose(parts.train), test: whose(parts.test) },
  });
}

interface Take {
  readonly digit: number;
  readonly speaker: string;
  readonly number: number;
  readonly name: string;
  read(): Uint8Array;
}

/** All recordings, those of one number together, so that any first part is balanced. */
async function takesIn(options: { places?: SearchPlaces }): Promise<Take[]> {
  const { bytes, from } = await findArchive(facts, options);
  const limit = 64e6;
  const archive = await unzipped(bytes, { limit, name: from });
  const takes = tarEntries(archive, { name: from, limit }).flatMap(({ path, read }) => {
    const [, digit, speaker, number] =
      /(?:^|\/)recordings\/(\d)_([a-z]+)_(\d+)\.wav$/.exec(path) ?? [];
    if (digit === undefined) return [];
    const name = `${path} in ${from}`;
    return [{ digit: Number(digit), speaker: speaker!, number: Number(number), name, read }];
  });
  if (takes.length !== published) {
    throw new DataFileError(
      `Cannot use ${from}: it must have ${published} recordings, and has ${takes.length}; ` +
        `fetch it anew from ${facts.source}`,
    );
  }
  const order = (a: Take, b: Take) =>
    a.number - b.number || a.speaker.localeCompare(b.speaker) || a.digit - b.digit;
  return takes.sort(order);
}

function divided(
  takes: readonly Take[],
  {
    speakers: chosen = speakers,
    leaveOut = [],
    test = 5,
  }: Pick<SpokenDigitsOptions, "speakers" | "leaveOut" | "test">,
) {
  const left: readonly string[] = [leaveOut].flat();
  const [known, wanted] = [speakers as readonly string[], [...chosen, ...left]];
  const wrong = wanted.find((name) => !known.includes(name));
  if (wrong !== undefined) {
    throw new RangeError(`Cannot take the digits of ${wrong}: speakers are ${speakers.join(", ")}`);
  }
  const own = takes.filter(({ speaker }) => wanted.includes(speaker));
  const tests = ({ speaker, number }: Take) =>
    left.length > 0 ? left.includes(speaker) : number < test;
  const parts = { train: own.filter((take) => !tests(take)), test: own.filter(tests) };
  if (parts.train.length === 0) {
    throw new RangeError(
      "Cannot train on spoken digits: no recording is left; leave out fewer speakers or fewer for testing",
    );
  }
  return parts;
}
