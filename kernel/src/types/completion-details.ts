import type * as lsp from "vscode-languageserver-protocol";

/** Up to so many completions get their signatures, each of which is a question of its own. */
const MOST = 24;

/** Adds signatures and documentation to a few completions; `resolve` asks for those of one. */
export async function detailed(
  items: readonly lsp.CompletionItem[],
  resolve: (item: lsp.CompletionItem) => Promise<lsp.CompletionItem | undefined>,
): Promise<readonly lsp.CompletionItem[]> {
  if (items.length > MOST) return items;
  const details = await Promise.all(items.map(resolve));
  return items.map((item, index) => {
    const { detail = item.detail, documentation } = details[index] ?? {};
    return { ...item, ...(detail && { detail }), ...(documentation && { documentation }) };
  });
}
