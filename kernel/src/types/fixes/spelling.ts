import { expressionsAt } from "./expressions.js";
import type { Rule } from "./rule.js";

const MEANT = /\b[Dd]id you mean (?:to write )?'([^']+)'\?/;
const NAME = /^#?[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** The name, or the text in quotes, that TypeScript takes for the one that was meant. */
export const spelling: Rule = ({ message, start, end }, text) => {
  const meant = MEANT.exec(message)?.[1];
  if (meant === undefined) return [];
  const place = NAME.test(meant)
    ? [{ start, end }].filter(() => NAME.test(text.slice(start, end)))
    : expressionsAt(text, { start, end }).filter(({ type }) => type === "Literal");
  return place.map(({ start, end }) => {
    const edits = [{ start, end, text: meant }];
    return { kind: "spelling", names: [meant], edits, certain: true };
  });
};
