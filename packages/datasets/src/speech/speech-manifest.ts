import { basename, dirname, resolve } from "node:path";
import { ready } from "@rosenblatt/engine";
import { bundleOf, type Displayable, displayable } from "@rosenblatt/plots";
import { monoOf } from "../audio/audio-file.js";
import { DataFileError } from "../data-file-error.js";
import { type Dataset, dataset } from "../dataset.js";
import type { Skipped } from "../files/class-folders.js";
import { type DivideOptions, ownFacts } from "../files/own.js";
import { readWhole } from "../files/read-whole.js";
import { type ManifestLine, manifestLines } from "./manifest-lines.js";
import {
  type Utterance,
  type Utterances,
  type UtterancesOptions,
  utterances,
} from "./utterances.js";

/** How recordings and texts are read, and divided. */
export interface SpeechManifestOptions extends Partial<UtterancesOptions>, DivideOptions {
  /** What a text becomes before it is used; without it white space is made single. */
  clean?: (text: string) => string;
}

/** Recordings with their texts; shows itself. */
export interface Speech extends Displayable {
  readonly name: string;
  readonly train: Utterances;
  readonly test: Utterances;
  /** What was left out, and why. */
  readonly skipped: readonly Skipped[];
  /** The same for `fit`, with the loss `ctc()`. */
  dataset(): Dataset<readonly [number], readonly string[], readonly [number]>;
}

const limits = { manifest: 64e6, recording: 256e6, text: 1e6 };

/**
 * Your own recordings, WAV, FLAC or Ogg, with what is said in them: a file of lines such as
 * `wav/1.wav,one two three`, with a tab or a bar as well, or of JSON with `audio_filepath` and
 * `text`. Paths are from the file's own folder; in place of a text may stand the path of a `.txt`
 * file, as in AN4. What cannot be used is left out, and told in `skipped`.
 *
 * @example
 * const speech = await speechManifest("speech/manifest.csv", { sampleRate: 8000, by: "word" });
 * speech.train.classes; // the blank, and all words
 * @throws DataFileError when a line is none, or no recording can be used.
 */
export async function speechManifest(
  path: string,
  {
    sampleRate = 16000,
    test = 0.2,
    seed = 1,
    clean = (text) => text.trim().replace(/\s+/g, " "),
    ...how
  }: SpeechManifestOptions = {},
): Promise<Speech> {
  await ready();
  const content = Buffer.from(await readWhole(path, { limit: limits.manifest })).toString("utf8");
  const skipped: Skipped[] = [];
  const items: Utterance[] = [];
  for (const line of manifestLines(content, path)) {
    try {
      const { samples, text } = await utteranceOf(line, { folder: dirname(path), sampleRate });
      items.push({ samples, text: clean(text) });
    } catch (error) {
      skipped.push({ file: line.file, reason: (error as Error).message });
    }
  }
  if (items.length === 0) {
    const why = skipped[0] ? `: ${skipped[0].file}: ${skipped[0].reason}` : "";
    throw new DataFileError(`Cannot read ${path}: no recording in it can be used${why}`);
  }
  const all = utterances(items, { ...how, sampleRate });
  const parts = test === 0 ? { train: all, test: all.take(0) } : all.divide(test, { seed });
  const name = basename(path);
  const divided = () => {
    const [train, test] = [parts.train.split(), parts.test.split()];
    return dataset(ownFacts(name, train), { train, test });
  };
  const speech = { name, ...parts, skipped, dataset: divided };
  return displayable(speech, ({ train }) => bundleOf(train));
}

async function utteranceOf(
  { file, text }: ManifestLine,
  { folder, sampleRate }: { folder: string; sampleRate: number },
): Promise<Utterance> {
  const from = resolve(folder, file);
  const bytes = await readWhole(from, { limit: limits.recording });
  const { samples } = await monoOf(bytes, { name: from, sampleRate });
  if (!/^\s*\S+\.txt\s*$/.test(text)) return { samples, text };
  const written = await readWhole(resolve(folder, text.trim()), { limit: limits.text });
  return { samples, text: Buffer.from(written).toString("utf8") };
}
