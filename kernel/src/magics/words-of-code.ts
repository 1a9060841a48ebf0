import { mayHoldJsx } from "../language/may-hold-jsx.js";
import { Scanner } from "../language/scanner.js";

/** A line that may be a magic, or what may be a command behind `name =`. */
const MAYBE_MAGIC = /(?<=^[ \t]*)[%?!].*|(?<==[ \t]*)!(?!=).*/my;

/** The names that the TypeScript of a cell holds, but not what stands in its texts and comments. */
export function wordsOfCode(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  const scanner = new Scanner(text, { jsx: mayHoldJsx(text) });
  while (scanner.skipBlank()) {
    MAYBE_MAGIC.lastIndex = scanner.at;
    const line = MAYBE_MAGIC.exec(text)?.[0];
    if (line) scanner.at += line.length;
    else {
      const isProperty = scanner.last === ".";
      const token = scanner.next();
      if (!isProperty && /^[\p{ID_Start}$_]/u.test(token)) words.add(token);
    }
  }
  return words;
}
