import type * as lsp from "vscode-languageserver-protocol";
import type { Diagnostic, EditedCell, Fix } from "../../language/type-service.js";
import type { EditedDocument } from "../edited-document.js";

/** The quick fixes that TypeScript's language server has of its own, if they stay in the cell. */
export async function serverFixes(
  { code, start }: Pick<Diagnostic, "code" | "start">,
  cell: EditedCell,
  { document }: { document: EditedDocument },
): Promise<readonly Fix[]> {
  const { positions, offset } = await document.write(cell);
  const diagnostic = (await document.diagnostics()).find(
    (one) => Number(one.code) === code && positions.offsetAt(one.range.start) === offset + start,
  );
  if (diagnostic === undefined) return [];
  const context = { diagnostics: [diagnostic], only: ["quickfix"] };
  const params = { range: diagnostic.range, context };
  const actions = await document.request<lsp.CodeAction[]>("codeAction", params);
  return (actions ?? []).flatMap(({ title, edit }): Fix[] => {
    const { [document.uri]: changes = [], ...others } = edit?.changes ?? {};
    const edits = changes.map(({ range, newText }) => {
      const { start, end } = positions.offsetsOf(range);
      return { start: start - offset, end: end - offset, text: newText };
    });
    const inside = edits.every(({ start, end }) => start >= 0 && end <= cell.text.length);
    if (edits.length === 0 || !inside || Object.keys(others).length > 0) return [];
    return [{ kind: "other", names: [title], cells: [{ index: cell.above.length, edits }] }];
  });
}
