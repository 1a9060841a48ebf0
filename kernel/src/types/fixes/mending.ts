import type { Diagnostic, EditedCell, Fix } from "../../language/type-service.js";
import { cellDiagnostics } from "../cell-diagnostics.js";
import type { EditedDocument } from "../edited-document.js";
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

export interface MendingParts {
  readonly document: EditedDocument;
  /** The notebook's folder. */
  readonly folder: string;
  /** All that TypeScript says of the cell. */
  readonly found: readonly Diagnostic[];
}

/** Whether it is worth a question what can be done about this. */
export function mayBeFixed(diagnostic: Diagnostic, text: string): boolean {
  const { code } = diagnostic;
  if (UNKNOWN.has(code) || INCOMPLETE.has(code) || code === CONSTANT) return true;
  return rules.some((rule) => rule(diagnostic, text).length > 0);
}

/**
 * Finds what can be done about what TypeScript says of a cell. What is no more than a guess is
 * tried: it counts when TypeScript then finds fewer errors in the cell.
 */
export class Mending {
  readonly #cell: EditedCell;
  readonly #parts: MendingParts;

  constructor(cell: EditedCell, parts: MendingParts) {
    this.#cell = cell;
    this.#parts = parts;
  }

  async fixesOf(diagnostic: Diagnostic): Promise<readonly Fix[]> {
    const { code, start, end } = diagnostic;
    const proposals = rules.flatMap((rule) => rule(diagnostic, this.#cell.text));
    const fixes = proposals.filter(isCertain).map((one) => this.#fixOf(one));
    for (const proposal of proposals)
      if (!isCertain(proposal)) fixes.push(...(await this.#tried(proposal)));
    if (UNKNOWN.has(code)) {
      const name = this.#cell.text.slice(start, end);
      fixes.push(...(await this.#meant(diagnostic)));
      fixes.push(...(await missingImport(name, this.#cell, this.#parts)));
    }
    if (code === CONSTANT) fixes.push(...(await variable(start, this.#cell, this.#parts)));
    if (INCOMPLETE.has(code))
      fixes.push(...(await serverFixes({ code, start }, this.#cell, this.#parts)));
    return fixes;
  }

  /** The guess, if the cell is better with it; with the import that it may need. */
  async #tried(proposal: Proposal): Promise<readonly Fix[]> {
    const { document, found } = this.#parts;
    const cell = { ...this.#cell, text: edited(this.#cell.text, proposal.edits) };
    const left = await diagnosed(cell, document);
    if (errorsIn(left) < errorsIn(found)) return [this.#fixOf(proposal)];
    const [called] = proposal.kind === "insert" ? proposal.names[0]!.split("(") : [];
    const unknown = ({ code, start, end }: Diagnostic) =>
      UNKNOWN.has(code) && cell.text.slice(start, end) === called;
    if (called === undefined || !left.some(unknown)) return [];
    const [imported] = await missingImport(called, cell, this.#parts);
    const edits = imported?.cells[0]?.edits;
    return edits ? this.#tried({ ...proposal, edits: [...edits, ...proposal.edits] }) : [];
  }

  /** The names of other cells that may have been meant: all of them are in view for this. */
  async #meant(diagnostic: Diagnostic): Promise<readonly Fix[]> {
    if (spelling(diagnostic, this.#cell.text).length > 0) return [];
    const { document } = this.#parts;
    const written = await document.write(this.#cell, { everyName: true });
    const found = cellDiagnostics(await document.diagnostics(), written);
    const same = found.filter((one) => one.start === diagnostic.start);
    const proposals = same.flatMap((one) => spelling(one, this.#cell.text));
    return proposals.map((proposal) => this.#fixOf(proposal));
  }

  #fixOf({ kind, names, edits }: Proposal): Fix {
    return { kind, names, cells: [{ index: this.#cell.above.length, edits }] };
  }
}

async function diagnosed(cell: EditedCell, document: EditedDocument) {
  const written = await document.write(cell);
  return cellDiagnostics(await document.diagnostics(), written);
}

function isCertain({ certain = false }: Proposal): boolean {
  return certain;
}

function errorsIn(found: readonly Diagnostic[]): number {
  return found.filter(({ severity }) => severity === "error").length;
}
