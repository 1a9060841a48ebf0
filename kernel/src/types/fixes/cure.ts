import type { Rule } from "./rule.js";

const CURE = /\badd ([\p{ID_Start}$_][\p{ID_Continue}$]*\([^()]*\)) before it\b/u;

/** What the author of a type wrote into its message: "add flatten() before it". */
export const cure: Rule = ({ message, related = [], start }) => {
  const call = CURE.exec([message, ...related].join("\n"))?.[1];
  if (call === undefined) return [];
  return [{ kind: "insert", names: [call], edits: [{ start, end: start, text: `${call}, ` }] }];
};
