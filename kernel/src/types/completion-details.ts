import type * as lsp from "vscode-languageserver-protocol";

/** Up to so many completions get their signatures, each of which is a question of its own. */
const MOST = 24;

/** Asks for the signature and the documentation of a completion. */
export type Resolve = (item: lsp.CompletionItem) => Promise<lsp.CompletionItem | undefined>;

/** Adds signatures and documentation to a few completions. */
export async function detailed(
  items: readonly lsp.CompletionItem[],
  resolve: Resolve,
): Promise<readonly lsp.CompletionItem[]> {
  if (items.length > MOST) return items;
  const details = await Promise.all(items.map(resolve));
  return items.map((item, index) => {
    const { detail = item.detail, documentation } = details[index] ?? {};
    return { ...item, ...(detail && { detail }), ...(documentation && { documentation }) };
  });
}
