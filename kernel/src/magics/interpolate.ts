import { Scanner } from "../language/scanner.js";
import { parseModule } from "../types/parse-module.js";
import { calledPlaceholder, type Knows, placeholder } from "./magic-call.js";

interface MagicText {
  /** Where the magic starts, where its line starts behind the name, and where it ends. */
  readonly start: number;
  readonly from: number;
  readonly end: number;
  readonly knows: Knows;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The line of a magic in pieces, between which the values of its `{expressions}` go, and the
 * TypeScript of equal length that evaluates those.
 */
export function interpolate(
  text: string,
  { start, from, end, knows }: MagicText,
): { readonly line: readonly string[]; readonly mask: string } {
  const spans = expressionsIn(text, { start, from, end, knows });
  const line: string[] = [];
  let mask = spans.length > 0 ? calledPlaceholder : placeholder;
  let at = from;
  for (const span of spans) {
    line.push(text.slice(at, span.start));
    mask += blank(text.slice(start + mask.length, span.start));
    mask += `${at === from ? "(" : ","}${text.slice(span.start + 1, span.end - 1)}`;
    at = span.end;
    if (span !== spans.at(-1)) mask += " ";
  }
  line.push(text.slice(at, end));
  if (spans.length > 0) mask += ")";
  const rest = text.slice(start + mask.length, end);
  return { line, mask: mask + blank(rest).replace(/^ /, ";") };
}

/** As much blank text, on as many lines. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}

/** The `{expressions}` in the line of a magic; braces that are the shell's are none. */
function expressionsIn(text: string, { from, end, knows }: MagicText): readonly Span[] {
  const spans: Span[] = [];
  for (let at = from; at < end; at++) {
    if (text.charAt(at) !== "{" || /[${\\]/.test(text.charAt(at - 1))) continue;
    const close = closing(text, at);
    if (close > end || !isExpression(text.slice(at + 1, close - 1), knows)) continue;
    spans.push({ start: at, end: close });
    at = close - 1;
  }
  return spans;
}

/** Where the bracket at `at` is closed, or beyond the text. */
function closing(text: string, at: number): number {
  const scanner = new Scanner(text);
  scanner.at = at;
  do scanner.next();
  while (scanner.open.length > 0 && scanner.skipBlank());
  return scanner.open.length > 0 ? text.length + 1 : scanner.at;
}

const FIRST_NAME = /^\s*(?:await\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)/u;

function isExpression(text: string, knows: Knows): boolean {
  const name = FIRST_NAME.exec(text)?.[1];
  if (name === undefined || !knows(name)) return false;
  const { program, errors } = parseModule(`(${text}\n)`);
  const [statement] = program.body;
  if (errors.length > 0 || program.body.length !== 1) return false;
  return (
    statement?.type === "ExpressionStatement" && statement.expression.type !== "SequenceExpression"
  );
}
