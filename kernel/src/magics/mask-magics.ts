import type { Knows, Masked } from "./magic-call.js";

/** A line that may be a magic, or one that is given the lines of a command. */
const CANDIDATE = /^[ \t]*(?:[%?!]|.*(?:=[ \t]*![^=]|\?[ \t]*$))/m;

/**
 * Puts TypeScript of the same length in the place of a cell's magics. Most cells have none; the
 * parser is loaded for those that may.
 */
export function maskMagics(text: string, knows: Knows): Masked {
  if (!CANDIDATE.test(text)) return { code: text, calls: [], spans: [], whole: false };
  const { parseMagics } = require("./parse-magics.js") as typeof import("./parse-magics.js");
  return parseMagics(text, knows);
}
