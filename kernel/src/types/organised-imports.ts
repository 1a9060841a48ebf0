import type * as lsp from "vscode-languageserver-protocol";
import type { EditedCell, TextEdit } from "../language/type-service.js";
import type { EditedDocument } from "./edited-document.js";
import { parseModule } from "./parse-module.js";
import { readCell } from "./read-cell.js";
import { TextPositions } from "./text-positions.js";

/**
 * What TypeScript's own sorting, merging and cleaning of a cell's imports changes. A name that
 * another cell mentions counts as used.
 */
export async function organisedImports(
  cell: EditedCell,
  document: EditedDocument,
): Promise<readonly TextEdit[]> {
  const { module, errors } = parseModule(cell.text);
  if (module.staticImports.length === 0 || errors.length > 0) return [];
  const others = [...cell.above, ...cell.below].map(readCell);
  const used = module.staticImports
    .flatMap(({ entries }) => entries.map(({ localName }) => localName.value))
    .filter((name) =>
      others.some(({ words, declarations }) => words.has(name) && !declarations.names.has(name)),
    );
  const text = `${cell.text}\n;\nexport { ${used.join(", ")} };\n`;
  document.writeText(text);
  const positions = new TextPositions(text);
  const only = ["source.organizeImports"];
  const start = positions.positionAt(0);
  const end = positions.positionAt(text.length);
  const params = { range: { start, end }, context: { diagnostics: [], only } };
  const actions = await document.request<lsp.CodeAction[]>("codeAction", params);
  const action = actions?.find(({ kind }) => kind?.startsWith(only[0]!));
  const changes = action?.edit?.changes?.[document.uri] ?? [];
  const edits = changes
    .map(({ range, newText }) => ({ ...positions.offsetsOf(range), text: newText }))
    .filter((edit) => edit.end <= cell.text.length + 1)
    .map((edit) => within(cell.text, edit))
    .sort((a, b) => a.start - b.start);
  return withoutEmptyEnd(cell.text, edits);
}

/** Where the last import goes, the end of the line before it would be left as an empty line. */
function withoutEmptyEnd(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const organised = edits.reduceRight(
    (whole, { start, end, text }) => whole.slice(0, start) + text + whole.slice(end),
    text,
  );
  if (text.endsWith("\n") || !organised.endsWith("\n")) return edits;
  const { start } = edits[0]!;
  return [{ start, end: text.length, text: organised.slice(start).trimEnd() }];
}

/** An import in the cell's last line has a line's end that is not the cell's. */
function within(text: string, edit: TextEdit): TextEdit {
  if (edit.end <= text.length) return edit;
  return { start: edit.start, end: text.length, text: edit.text.replace(/\n$/, "") };
}
