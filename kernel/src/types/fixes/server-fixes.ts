import type * as lsp from "vscode-languageserver-protocol";
import type { Fix } from "../../language/type-service.js";
import type { EditedDocument, WrittenCell } from "../edited-document.js";

/** The quick fixes that TypeScript's language server has of its own, if they stay in the cell. */
export async function serverFixes(
  diagnostic: lsp.Diagnostic,
  { index, written, document }: { index: number; written: WrittenCell; document: EditedDocument },
): Promise<readonly Fix[]> {
  const context = { diagnostics: [diagnostic], only: ["quickfix"] };
  const params = { range: diagnostic.range, context };
  const actions = await document.request<lsp.CodeAction[]>("codeAction", params);
  return (actions ?? []).flatMap(({ title, edit }): Fix[] => {
    const { [document.uri]: changes = [], ...others } = edit?.changes ?? {};
    const edits = changes.map(({ range, newText }) => {
      const { start, end } = written.positions.offsetsOf(range);
      return { start: start - written.offset, end: end - written.offset, text: newText };
    });
    const inside = edits.every(({ start, end }) => start >= 0 && end <= written.code.length);
    if (edits.length === 0 || !inside || Object.keys(others).length > 0) return [];
    return [{ kind: "other", names: [title], cells: [{ index, edits }] }];
  });
}
