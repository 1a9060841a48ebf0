import type * as lsp from "vscode-languageserver-protocol";
import type { Completeness } from "../language/type-service.js";
import { type Brackets, openBrackets } from "./open-brackets.js";
import { parseAs, parseModule } from "./parse-module.js";
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
  const judged = ofFirst(code, mistakes[0]);
  if (judged.status !== "invalid") return withElements(code, judged);
  // What runs is what the parser in this process understands, which is a little more.
  return completenessWithoutServer(code);
}

/** The same from the parser in this process, for when the language server does not answer. */
export function completenessWithoutServer(code: string): Completeness {
  return withElements(code, parsed(code, openBrackets(code)));
}

function ofFirst(code: string, first?: { code: number; start: number }): Completeness {
  if (first === undefined) return ofWhole(code);
  const { start } = first;
  const brackets = openBrackets(code);
  if (first.code === COMMENT || first.code === TEMPLATE)
    return judge(code, { start, within: "text" }, brackets);
  return judge(code, first.code === STRING ? { start, within: "string" } : { start }, brackets);
}

/** What holds elements of JSX is read as a `.tsx` file, unless only TypeScript understands it. */
function withElements(code: string, judged: Completeness): Completeness {
  if (!/<[\w$>]/.test(code)) return judged;
  const brackets = openBrackets(code, { jsx: true });
  if (!brackets.hasElements && judged.status !== "invalid") return judged;
  const read = parsed(code, brackets, "cell.tsx");
  return read.status === "invalid" ? judged : read;
}

function parsed(
  code: string,
  brackets: Brackets,
  name: "cell.ts" | "cell.tsx" = "cell.ts",
): Completeness {
  const [error] = parseAs(name, code).errors;
  if (error === undefined) return ofWhole(code);
  const { start = 0, end = 0 } = error.labels[0] ?? {};
  // An element's text up to the end is one token.
  if (brackets.inElement && !brackets.mismatched && end >= code.trimEnd().length)
    return judge(code, { start: end }, brackets);
  if (/^Unterminated (multiline comment|string)/.test(error.message)) {
    const within = /^["']/.test(code.slice(start)) ? "string" : "text";
    return judge(code, { start: end, within }, brackets);
  }
  return judge(code, { start }, brackets);
}

/** Of code without mistakes: only the head of a function asks for more. */
function ofWhole(code: string): Completeness {
  if (!/\bfunction\b[^{}]*[^;\s]\s*$/.test(code)) return { status: "complete" };
  const last = parseModule(code).program.body.at(-1);
  const isExport =
    last?.type === "ExportNamedDeclaration" || last?.type === "ExportDefaultDeclaration";
  const declared = isExport ? last.declaration : last;
  const isHead = declared?.type === "TSDeclareFunction" && !declared.declare;
  return isHead ? { status: "incomplete", indent: "  " } : { status: "complete" };
}

function judge(code: string, { start, within }: Mistake, { depth }: Brackets): Completeness {
  if (within === "text") return { status: "incomplete", indent: "" };
  const end = code.trimEnd();
  // A lone `import` is reported at its start; a string goes on only after a backslash.
  const atEnd = start >= end.length || /\bimport$/.test(end);
  if (!atEnd || (within === "string" && !end.endsWith("\\"))) return { status: "invalid" };
  return { status: "incomplete", indent: "  ".repeat(depth || 1) };
}
