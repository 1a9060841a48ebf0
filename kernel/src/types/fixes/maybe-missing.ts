import { expressionsAt } from "./expressions.js";
import type { Rule } from "./rule.js";

/** What may be null or undefined is used only if it is there, or is said to be there. */
export const maybeMissing: Rule = ({ message, ...place }, text) => {
  if (!/\b(?:undefined|null)\b/.test(message)) return [];
  return expressionsAt(text, place).flatMap(({ end }) => {
    const insert = (start: number, inserted: string) => [{ start, end: start, text: inserted }];
    const present = { kind: "present" as const, names: [], edits: insert(end, "!") };
    const next = text.slice(end);
    if (/^\.(?![.\d])/.test(next)) {
      const optional = { kind: "optional" as const, names: [], edits: insert(end, "?") };
      return [optional, present];
    }
    return [present];
  });
};
