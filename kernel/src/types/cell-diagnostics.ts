import type * as lsp from "vscode-languageserver-protocol";
import type { Diagnostic } from "../language/type-service.js";
import { readableTypes } from "./readable-types.js";
import type { CellModule } from "./session-cells.js";
import { TextPositions } from "./text-positions.js";

/** What a notebook can do although a module cannot, or what is no mistake in one. */
const NOT_IN_NOTEBOOKS: ReadonlySet<number> = new Set([
  1203, // export = …: a cell has a value
  1202, // import x = require("…"): cells load CommonJS too
  7026, // JSX without types: there is nothing to mend in the cell either
  7005, // what an earlier cell's empty array or unset variable holds, which the next cells say
  7016, // a package without types: it is `any`, and there is nothing to mend in the cell
]);

/** The hints worth a line: use of what is deprecated. */
const HINTS: ReadonlySet<number> = new Set([6385, 6387]);

const SEVERITIES: ReadonlyMap<number | undefined, Diagnostic["severity"]> = new Map([
  [1, "error"],
  [2, "warning"],
]);

/** The language server's diagnostics of a cell's module, at places in the cell. */
export function cellDiagnostics(
  reported: readonly lsp.Diagnostic[],
  module: CellModule & { readonly code: string },
): readonly Diagnostic[] {
  const positions = new TextPositions(module.text);
  const found = reported
    .map((diagnostic) => {
      const { start, end } = positions.offsetsOf(diagnostic.range);
      const place = { start: start - module.offset, end: end - module.offset };
      return { ...diagnostic, code: Number(diagnostic.code), place };
    })
    // What is said of names that were taken over is not said of the cell.
    .filter(({ place }) => place.start >= 0);
  const syntax = found.filter(({ code }) => code < 2000);
  const diagnostics: Diagnostic[] = [];
  // What follows from a syntax error in the meaning is noise.
  for (const { place, code, message, severity, relatedInformation } of syntax.length > 0
    ? syntax
    : found) {
    const grade = SEVERITIES.get(severity) ?? (HINTS.has(code) ? "suggestion" : undefined);
    if (grade === undefined || NOT_IN_NOTEBOOKS.has(code)) continue;
    // An unclosed bracket takes in what follows the cell, and is reported there.
    if (place.start > module.code.length && code >= 2000) continue;
    const related = relatedInformation?.map((one) => readableTypes(one.message)) ?? [];
    diagnostics.push({
      code,
      severity: grade,
      message: readableTypes(String(message)),
      ...(related.length > 0 && { related }),
      start: Math.min(place.start, module.code.length),
      end: Math.min(place.end, module.code.length),
    });
  }
  return diagnostics;
}
