import { tarEntries } from "../archive/tar.js";
import { DataFileError } from "../data-file-error.js";
import type { DatasetFacts } from "../dataset.js";
import type { SearchPlaces } from "../search-places.js";
import { unzipped } from "../unzipped.js";
import { type ArchivedSet, findArchive } from "./find-archive.js";

const classes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;
const speakers = ["george", "jackson", "lucas", "nicolas", "theo", "yweweler"] as const;

/** Who says the digits. */
export type DigitSpeaker = (typeof speakers)[number];

/** Whose recordings, and which are for testing. */
export interface DigitTakesOptions {
  /** Whose recordings; all without it. */
  speakers?: readonly DigitSpeaker[];
  /** Whose recordings are for testing, all of them and no others: somebody never heard before. */
  leaveOut?: DigitSpeaker | readonly DigitSpeaker[];
  /** Of each speaker's 50 recordings of a digit, so many are for testing, where nobody is left out. */
  test?: number;
}

export const digitFacts: Omit<DatasetFacts<readonly [number], typeof classes>, "shape"> &
  ArchivedSet = {
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

/** One recording of a digit, not yet decoded. */
export interface DigitTake {
  readonly digit: number;
  readonly speaker: string;
  readonly number: number;
  readonly name: string;
  read(): Uint8Array;
}

/**
 * The published recordings to train and to test with.
 *
 * @throws Unreachable, DataFileError, RangeError as `spokenDigits`.
 */
export async function digitTakes(
  choice: DigitTakesOptions,
  options: { places?: SearchPlaces },
): Promise<{ train: DigitTake[]; test: DigitTake[] }> {
  return divided(await allTakes(options), choice);
}

/** All recordings, those of one number together, so that any first part is balanced. */
async function allTakes(options: { places?: SearchPlaces }): Promise<DigitTake[]> {
  const { bytes, from } = await findArchive(digitFacts, options);
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
        `fetch it anew from ${digitFacts.source}`,
    );
  }
  const order = (a: DigitTake, b: DigitTake) =>
    a.number - b.number || a.speaker.localeCompare(b.speaker) || a.digit - b.digit;
  return takes.sort(order);
}

function divided(
  takes: readonly DigitTake[],
  { speakers: chosen = speakers, leaveOut = [], test = 5 }: DigitTakesOptions,
) {
  const left: readonly string[] = [leaveOut].flat();
  const [known, wanted] = [speakers as readonly string[], [...chosen, ...left]];
  const wrong = wanted.find((name) => !known.includes(name));
  if (wrong !== undefined) {
    throw new RangeError(`Cannot take the digits of ${wrong}: speakers are ${speakers.join(", ")}`);
  }
  const own = takes.filter(({ speaker }) => wanted.includes(speaker));
  const tests = ({ speaker, number }: DigitTake) =>
    left.length > 0 ? left.includes(speaker) : number < test;
  const parts = { train: own.filter((take) => !tests(take)), test: own.filter(tests) };
  if (parts.train.length === 0) {
    throw new RangeError(
      "Cannot train on spoken digits: no recording is left; leave out fewer speakers or fewer for testing",
    );
  }
  return parts;
}
