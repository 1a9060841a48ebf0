import type { Diagnostic, EditedCell, Fix } from "../../language/type-service.js";
import { cellDiagnostics } from "../cell-diagnostics.js";
import type { EditedDocument } from "../edited-document.js";
import { Mending } from "./mending.js";

export interface QuickFixOptions {
  readonly offset: number;
  readonly document: EditedDocument;
  /** The notebook's folder. */
  readonly folder: string;
}

/** What can be done about the diagnostics at a place, or else about those of its line. */
export async function quickFixes(
  cell: EditedCell,
  { offset, ...parts }: QuickFixOptions,
): Promise<readonly Fix[]> {
  const written = await parts.document.write(cell);
  const found = cellDiagnostics(await parts.document.diagnostics(), written);
  const mending = new Mending(cell, { ...parts, found });
  const fixes: Fix[] = [];
  for (const diagnostic of near(found, { offset, text: cell.text }))
    fixes.push(...(await mending.fixesOf(diagnostic)));
  return distinct(fixes);
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

function distinct(fixes: readonly Fix[]): readonly Fix[] {
  const keys = fixes.map(({ cells }) => JSON.stringify(cells));
  return fixes.filter((_, at) => keys.indexOf(keys[at]!) === at);
}
