import { join } from "node:path";
import { samplesFolder } from "../samples-folder.js";
import { speechManifest } from "./speech-manifest.js";
import type { Utterances, UtterancesOptions } from "./utterances.js";

const facts = {
  name: "Sentences read aloud",
  licence: "public domain; the package they are from: BSD-2-Clause, © Carnegie Mellon University",
  source: "https://librivox.org",
  citation: "J. Austen, Sense and sensibility, 1811, chapter 1, read for LibriVox",
} as const;

/** Utterances, and where they come from. */
export type Sentences = Utterances & Readonly<typeof facts>;

/**
 * Five sentences of Jane Austen's Sense and Sensibility, read aloud, 25 seconds at 16,000 Hz, with
 * their texts; ships whole. Enough to look at speech, and to see whether a network can learn it by
 * heart.
 *
 * @example
 * const read = await sentences();
 * read.at(1).text; // "he was not an ill disposed young man"
 */
export async function sentences({
  sampleRate = 16000,
  by = "character",
}: Partial<Pick<UtterancesOptions, "sampleRate" | "by">> = {}): Promise<Sentences> {
  const path = join(samplesFolder, "sentences", "manifest.csv");
  const { train } = await speechManifest(path, { sampleRate, by, test: 0 });
  return Object.assign(train, facts);
}
