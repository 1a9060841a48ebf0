import { ready } from "@rosenblatt/engine";
import { tarStream } from "../archive/tar-stream.js";
import { monoOf } from "../audio/audio-file.js";
import { waveRoom } from "../audio/wave-room.js";
import { DataFileError } from "../data-file-error.js";
import { type Dataset, type DatasetFacts, dataset } from "../dataset.js";
import type { SearchPlaces } from "../search-places.js";
import { Split } from "../split.js";
import type { ArchivedSet } from "./find-archive.js";
import { fromLargeArchive, unpackedStream } from "./large-archive.js";

const commands = ["yes", "no", "up", "down", "left", "right", "on", "off", "stop", "go"] as const;

/** Which recordings, and how. */
export interface SpeechCommandsOptions<W extends readonly string[]> {
  /** The words, of 35; without it the ten that are commands by convention. */
  words?: W;
  /** At most so many recordings of each word, the first in the archive. */
  each?: number;
  /** Samples a second. */
  sampleRate?: number;
  /** Longer recordings are cut, shorter ones end in silence. */
  seconds?: number;
}

/** Spoken words, with the published validation part beside training and test. */
export interface SpeechCommands<W extends readonly string[]> extends Dataset<readonly [number], W> {
  readonly validation: Split<readonly [number], W>;
}

/** SHA-256 as TensorFlow Datasets and torchaudio publish it. */
export const speechCommandsSet: Omit<DatasetFacts<readonly [number], []>, "shape" | "classes"> &
  ArchivedSet = {
  name: "Speech Commands",
  folder: "speech-commands",
  licence: "CC BY 4.0",
  source: "https://www.tensorflow.org/datasets/catalog/speech_commands",
  citation:
    "P. Warden, Speech Commands: a dataset for limited-vocabulary speech recognition, arXiv:1804.03209, 2018",
  address: "https://storage.googleapis.com/download.tensorflow.org/data",
  archive: {
    name: "speech_commands_v0.02.tar.gz",
    limit: 2_428_923_189,
    checksum: {
      kind: "sha256",
      hex: "af14739ee7dc311471de98f5f9d2c9191b18aedfe957f4a6ff791c709868ff58",
    },
  },
  unshipped: "no sample of it ships",
};

/**
 * Speech Commands, version 0.02: 105,829 recordings of 35 words by 2,618 people, of one second at
 * 16,000 Hz, divided as published: nobody is in two parts. The archive has 2.4 GB and is read as a
 * stream; `each` bounds what is kept.
 *
 * @example
 * const data = await speechCommands({ words: ["yes", "no"], each: 500, sampleRate: 8000 });
 * data.validation.length; // to choose a model by
 * @throws Unreachable when it is nowhere to be had; DataFileError when a copy is not as published;
 *   RangeError when it has no such word.
 */
export async function speechCommands<const W extends readonly string[] = typeof commands>(
  options: SpeechCommandsOptions<W> = {},
  {
    places,
    set = speechCommandsSet,
  }: { places?: SearchPlaces; set?: typeof speechCommandsSet } = {},
): Promise<SpeechCommands<W>> {
  await ready();
  const { words = commands as readonly string[] as W, each = 1000 } = options;
  const found = await fromLargeArchive(set, {
    places,
    use: (path) => takesIn(path, { words, each, set }),
  });
  const part = (of: Part) =>
    splitOf(
      found.takes.filter((take) => partOf(take, found) === of),
      { ...options, words },
    );
  const [train, validation, test] = [
    await part("train"),
    await part("validation"),
    await part("test"),
  ];
  const parts = dataset({ ...set, shape: train.shape, classes: words }, { train, test });
  return Object.assign(parts, { validation });
}

type Part = "train" | "validation" | "test";

interface Take {
  /** Such as `yes/0a7c2a8d_nohash_0.wav`, as the lists have it. */
  readonly file: string;
  readonly word: string;
  readonly content: Uint8Array;
}

interface Found {
  readonly takes: readonly Take[];
  /** Of files that are not for training. */
  readonly lists: Readonly<Record<"validation" | "test", ReadonlySet<string>>>;
}

async function takesIn(
  path: string,
  { words, each, set }: { words: readonly string[]; each: number; set: typeof speechCommandsSet },
): Promise<Found> {
  const counts = new Map(words.map((word) => [word, 0]));
  const wordOf = (file: string) => /^(?:\.\/)?([a-z]+)\/[^/]+\.wav$/.exec(file)?.[1] ?? "";
  const listed = /^(?:\.\/)?(validation|testing)_list\.txt$/;
  const wanted = (file: string) => listed.test(file) || (counts.get(wordOf(file)) ?? each) < each;
  const takes: Take[] = [];
  const lists = new Map<string, Set<string>>();
  const chunks = unpackedStream(path, set.archive.checksum);
  try {
    const files = tarStream(chunks, { name: path, limit: 8e9, largest: 4e6, wanted });
    for await (const { path: file, content } of files) {
      const list = listed.exec(file)?.[1];
      if (list) {
        lists.set(list, new Set(Buffer.from(content).toString("utf8").split(/\s+/)));
        continue;
      }
      const word = wordOf(file);
      counts.set(word, counts.get(word)! + 1);
      takes.push({ file: file.replace(/^\.\//, ""), word, content });
    }
    // What stands behind the archive belongs to what its checksum is of.
    for await (const _ of chunks);
  } finally {
    await chunks.return();
  }
  const [validation, test] = [lists.get("validation"), lists.get("testing")];
  if (!validation || !test) {
    throw new DataFileError(`Cannot use ${path}: it lacks the lists of its parts; fetch it anew`);
  }
  const missing = words.find((word) => !takes.some((take) => take.word === word));
  if (missing !== undefined) {
    throw new RangeError(`Cannot take the word "${missing}": ${path} has no recording of it`);
  }
  return { takes, lists: { validation, test } };
}

function partOf({ file }: Take, { lists }: Found): Part {
  return lists.validation.has(file) ? "validation" : lists.test.has(file) ? "test" : "train";
}

async function splitOf<W extends readonly string[]>(
  takes: readonly Take[],
  { words, sampleRate = 16000, seconds = 1 }: SpeechCommandsOptions<W> & { words: W },
): Promise<Split<readonly [number], W>> {
  const room = waveRoom({ seconds, sampleRate, count: takes.length });
  for (const { file, content } of takes) {
    room.add((await monoOf(content, { name: file, sampleRate })).samples);
  }
  const labels = Int32Array.from(takes, ({ word }) => words.indexOf(word));
  return new Split({ ...room.done(), classes: words, labels, sampleRate });
}
