import { escapeHtml, span } from "../html/escape.js";
import { folded } from "../html/page.js";
import { type Limits, more } from "../limits.js";

/** Characters that are shown before the rest folds away. */
const first = 4_000;

/** Whether a string reads better as its text than as a literal. */
export function isLong(text: string): boolean {
  return text.length > 200 || (text.includes("\n") && text.trim().includes("\n"));
}

/** A long string as the text that it is, its end folded. */
export function stringView(text: string, { characters }: Limits): string {
  const shown = text.slice(0, first);
  const next = text.slice(first, Math.max(first, Math.floor(characters / 1.3)));
  const rest = text.length - shown.length - next.length;
  const parts = [note(text), pre(shown)];
  if (next !== "") parts.push(folded(span("muted", `${next.length} more characters`), pre(next)));
  if (rest > 0) parts.push(span("muted", more(rest, "characters")));
  return parts.join("");
}

function pre(text: string): string {
  return `<pre>${escapeHtml(text)}</pre>`;
}

function note(text: string): string {
  const size = `${text.length.toLocaleString("en")} characters`;
  return `<div>${span("muted", text.length > 1e6 ? size : `${size}, ${lines(text)}`)}</div>`;
}

function lines(text: string): string {
  let count = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count === 1 ? "one line" : `${count} lines`;
}
