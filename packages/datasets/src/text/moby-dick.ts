import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Displayable, displayable, escapeHtml } from "@rosenblatt/plots";
import { samplesFolder } from "../samples-folder.js";

/** A text, and where it comes from; shows its beginning. */
export interface Text extends Displayable {
  readonly name: string;
  readonly text: string;
  readonly licence: string;
  readonly source: string;
  readonly citation: string;
}

/** How many chapters ship. */
const shipped = 25;

/**
 * The first chapters of Herman Melville's Moby-Dick, in the public domain; 25 of the novel's 135
 * ship with this package, some 231,000 characters of 78 kinds.
 *
 * @example
 * const { text } = await mobyDick({ chapters: 1 });
 * text.slice(22, 38); // "Call me Ishmael."
 * @throws RangeError unless `chapters` is a whole number from 1 to 25.
 */
export async function mobyDick({ chapters = shipped }: { chapters?: number } = {}): Promise<Text> {
  if (!(Number.isInteger(chapters) && chapters >= 1 && chapters <= shipped)) {
    throw new RangeError(`Cannot take ${chapters} chapters: 1 to ${shipped} of them ship`);
  }
  const all = await readFile(join(samplesFolder, "moby-dick.txt"), "utf8");
  const text = all.trimEnd().split("\n\n\n").slice(0, chapters).join("\n\n\n");
  const facts = {
    name: "Moby-Dick",
    text,
    licence: "public domain (CC0 1.0)",
    source: "https://www.gutenberg.org/ebooks/2701",
    citation: "H. Melville, Moby-Dick; or, The Whale, Harper & Brothers, New York 1851",
  };
  return displayable(facts, ({ name, text, licence }) => {
    const title = `${name}: ${text.length.toLocaleString("en")} characters, ${licence}`;
    const start = `${text.slice(0, 600)} …`;
    const style = "white-space:pre-wrap;max-width:640px;margin:4px 0";
    return {
      "text/html": `<b>${escapeHtml(title)}</b><div style="${style}">${escapeHtml(start)}</div>`,
      "text/plain": `${title}\n${start}`,
    };
  });
}
