import type * as lsp from "vscode-languageserver-protocol";
import type { Diagnostic, EditedCell, Fix } from "../../language/type-service.js";
import { cellDiagnostics } from "../cell-diagnostics.js";
import type { EditedDocument, WrittenCell } from "../edited-document.js";
import { edited } from "../notebook-texts.js";
import { cure } from "./cure.js";
import { maybeMissing } from "./maybe-missing.js";
import { missingAsync, missingAwait } from "./missing-await.js";
import { missingImport } from "./missing-import.js";
import type { Proposal, Rule } from "./rule.js";
import { serverFixes } from "./server-fixes.js";
import { spelling } from "./spelling.js";
import { variable } from "./variable.js";

const rules: readonly Rule[] = [spelling, cure, missingAwait, missingAsync, maybeMissing];

/** TypeScript's numbers for a name that it does not find. */
const UNKNOWN: ReadonlySet<number> = new Set([
  2304, 2503, 2552, 2580, 2581, 2582, 2583, 2584, 2591,
]);
/** Its number for an assignment to a constant. */
const CONSTANT = 2588;
/** Its numbers for a class that lacks what it says it has. */
const INCOMPLETE: ReadonlySet<number> = new Set([2420, 2515, 2654, 2655, 2656]);

export interface QuickFixOptions {
  readonly offset: number;
  readonly document: EditedDocument;
  /** The notebook's folder. */
  readonly folder: string;
}

/** Whether it is worth a question what can be done about this. */
export function mayBeFixed(diagnostic: Diagnostic, text: string): boolean {
  const { code } = diagnostic;
  if (UNKNOWN.has(code) || INCOMPLETE.has(code) || code === CONSTANT) return true;
  return rules.some((rule) => rule(diagnostic, text).length > 0);
}

/**
 * What can be done about the diagnostics at a place, or else about those of its line. What is no
 * more than a guess is tried: it is offered when TypeScript then finds fewer errors in the cell.
 */
export async function quickFixes(
  cell: EditedCell,
  options: QuickFixOptions,
): Promise<readonly Fix[]> {
  const { document, offset, folder } = options;
  const index = cell.above.length;
  const written = await document.write(cell);
  const reported = await document.diagnostics();
  const found = cellDiagnostics(reported, written);
  const fixes: Fix[] = [];
  for (const diagnostic of near(found, { offset, text: cell.text })) {
    const proposals = rules.flatMap((rule) => rule(diagnostic, cell.text));
    const [sure, guesses] = [
      proposals.filter(isCertain),
      proposals.filter((one) => !isCertain(one)),
    ];
    fixes.push(...sure.map((proposal) => fixOf(proposal, index)));
    if (diagnostic.code === CONSTANT)
      fixes.push(...(await variable(diagnostic.start, { cell, written, document })));
    const original = originalOf(diagnostic, { reported, written });
    if (original && INCOMPLETE.has(diagnostic.code))
      fixes.push(...(await serverFixes(original, { index, written, document })));
    const errors = countErrors(found);
    for (const proposal of guesses) {
      const tried = edited(cell.text, proposal.edits);
      const better = await errorsOf({ ...cell, text: tried }, document);
      if (better < errors) fixes.push(fixOf(proposal, index));
    }
    if (UNKNOWN.has(diagnostic.code)) {
      const name = cell.text.slice(diagnostic.start, diagnostic.end);
      fixes.push(...(await missingImport(name, cell, { document, folder })));
    }
    await document.write(cell);
  }
  return distinct(fixes);
}

function isCertain({ certain = false }: Proposal): boolean {
  return certain;
}

function fixOf({ kind, names, edits }: Proposal, index: number): Fix {
  return { kind, names, cells: [{ index, edits }] };
}

function near(
  found: readonly Diagnostic[],
  { offset, text }: { offset: number; text: string },
): readonly Diagnostic[] {
  const at = found.filter(({ start, end }) => start <= offset && offset <= end);
  if (at.length > 0) return at;
  const from = text.lastIndexOf("\n", offset - 1) + 1;
  const line = text.indexOf("\n", offset);
  const to = line < 0 ? text.length : line;
  return found.filter(({ start, end }) => start <= to && end >= from);
}

function countErrors(found: readonly Diagnostic[]): number {
  return found.filter(({ severity }) => severity === "error").length;
}

async function errorsOf(cell: EditedCell, document: EditedDocument): Promise<number> {
  const written = await document.write(cell);
  return countErrors(cellDiagnostics(await document.diagnostics(), written));
}

function originalOf(
  { code, start }: Diagnostic,
  { reported, written }: { reported: readonly lsp.Diagnostic[]; written: WrittenCell },
): lsp.Diagnostic | undefined {
  return reported.find(
    (one) =>
      Number(one.code) === code &&
      written.positions.offsetAt(one.range.start) - written.offset === start,
  );
}

function distinct(fixes: readonly Fix[]): readonly Fix[] {
  const keys = fixes.map(({ cells }) => JSON.stringify(cells));
  return fixes.filter((_, at) => keys.indexOf(keys[at]!) === at);
}
