import type * as lsp from "vscode-languageserver-protocol";
import type { Completeness } from "../language/type-service.js";
import { openBrackets } from "./open-brackets.js";
import { parseModule } from "./parse-module.js";
import { TextPositions } from "./text-positions.js";

/** Where a parser stopped understanding, and whether within a comment or a template. */
interface Mistake {
  readonly start: number;
  readonly within?: "text" | "string";
}

const STRING = 1002;
const COMMENT = 1010;
const TEMPLATE = 1160;
/** What the grammar allows although a module does not: `with`, `delete name`, `return`. */
const NOT_GRAMMAR: ReadonlySet<number> = new Set([1101, 1102, 1108]);

/**
 * Whether a cell is complete, from the first syntax error of TypeScript's parser: more text can
 * mend an error at the very end, and no other.
 */
export function completeness(code: string, reported: readonly lsp.Diagnostic[]): Completeness {
  const positions = new TextPositions(code);
  const mistakes = reported
    .map(({ code, range }) => ({ code: Number(code), start: positions.offsetAt(range.start) }))
    .filter(({ code }) => code < 2000 && !NOT_GRAMMAR.has(code))
    .sort((a, b) => a.start - b.start);
  const [first] = mistakes;
  if (first === undefined) return { status: "complete" };
  const { start } = first;
  if (first.code === COMMENT || first.code === TEMPLATE)
    return judge(code, { start, within: "text" });
  return judge(code, first.code === STRING ? { start, within: "string" } : { start });
}

/** The same from the parser in this process, for when the language server does not answer. */
export function completenessWithoutServer(code: string): Completeness {
  const [error] = parseModule(code).errors;
  if (error === undefined) return { status: "complete" };
  const { start = 0, end = 0 } = error.labels[0] ?? {};
  if (/^Unterminated (multiline comment|string)/.test(error.message)) {
    const within = /^["']/.test(code.slice(start)) ? "string" : "text";
    return judge(code, { start: end, within });
  }
  return judge(code, { start });
}

function judge(code: string, { start, within }: Mistake): Completeness {
  if (within === "text") return { status: "incomplete", indent: "" };
  const end = code.trimEnd();
  // A lone `import` is reported at its start; a string goes on only after a backslash.
  const atEnd = start >= end.length || /\bimport$/.test(end);
  if (!atEnd || (within === "string" && !end.endsWith("\\"))) return { status: "invalid" };
  return { status: "incomplete", indent: "  ".repeat(openBrackets(code) || 1) };
}
