import { basename } from "node:path";
import { ready } from "@rosenblatt/engine";
import { DataFileError } from "../data-file-error.js";
import type { Dataset } from "../dataset.js";
import { classFolders, type Skipped } from "../files/class-folders.js";
import { type DivideOptions, ownDataset } from "../files/own.js";
import { readWhole } from "../files/read-whole.js";
import { Split } from "../split.js";
import { monoOf } from "./audio-file.js";
import { waveRoom } from "./wave-room.js";

/** How recordings are read, and divided. */
export interface AudioFolderOptions extends DivideOptions {
  /** Samples a second to bring every recording to. */
  sampleRate?: number;
  /** Longer recordings are cut, shorter ones end in silence. */
  seconds?: number;
}

/** A data set of recordings in folders. */
export interface AudioFolder extends Dataset<readonly [number], readonly string[]> {
  /** What was left out: links, other kinds of files, broken recordings. */
  readonly skipped: readonly Skipped[];
}

const maxFileBytes = 64e6;

/**
 * Your own recordings, WAV, FLAC or Ogg: each folder in `path` is a class, named after it. Channels
 * are mixed into one, values are from -1 to 1. What cannot be used is left out, and told in
 * `skipped`.
 *
 * @example
 * const data = await audioFolder("words", { sampleRate: 8000, seconds: 1 }); // words/yes/1.wav, words/no/2.flac, …
 * @throws DataFileError when there is no class or no recording.
 */
export async function audioFolder(
  path: string,
  { sampleRate = 16000, seconds = 1, test = 0.2, seed = 1 }: AudioFolderOptions = {},
): Promise<AudioFolder> {
  await ready();
  const { classes, files, skipped } = await classFolders(path, { of: "recordings" });
  const room = waveRoom({ seconds, sampleRate, count: files.length });
  const labels: number[] = [];
  for (const { file, label } of files) {
    try {
      const bytes = await readWhole(file, { limit: maxFileBytes });
      room.add((await monoOf(bytes, { name: file, sampleRate })).samples);
      labels.push(label);
    } catch (error) {
      skipped.push({ file, reason: (error as Error).message });
    }
  }
  if (labels.length === 0) {
    const why = skipped[0] ? `: ${skipped[0].file}: ${skipped[0].reason}` : "";
    throw new DataFileError(`Cannot read ${path}: no recording in its folders can be used${why}`);
  }
  const all = new Split({ ...room.done(), classes, labels: Int32Array.from(labels), sampleRate });
  return Object.assign(ownDataset(basename(path), all, { test, seed }), { skipped });
}
