import type { Answer, ChangedCell } from "../src/editor/protocol";

/** The texts of cells after the changes that an answer holds. */
export function editedCells(
  texts: Record<string, string>,
  answer: Answer["result"] | { readonly cells: readonly ChangedCell[] },
): Record<string, string> {
  if (answer === null || !("cells" in answer)) throw new Error("Cannot edit: got no changes");
  const edited = { ...texts };
  for (const { cell, edits } of answer.cells)
    for (const { start, end, text } of [...edits].reverse())
      edited[cell] = edited[cell]!.slice(0, start) + text + edited[cell]!.slice(end);
  return edited;
}
