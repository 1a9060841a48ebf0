import type { CellEdits, EditedCell, TextEdit } from "../language/type-service.js";

/** The texts of all cells of a notebook, in order. */
export function textsOf({ above, text, below }: EditedCell): readonly string[] {
  return [...above, text, ...below];
}

/** One of a notebook's cells with the others around it. */
export function cellAt(texts: readonly string[], index: number): EditedCell {
  return { text: texts[index]!, above: texts.slice(0, index), below: texts.slice(index + 1) };
}

/** A text after changes that do not overlap. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const last = [...edits].sort((a, b) => b.start - a.start);
  return last.reduce(
    (now, { start, end, text }) => now.slice(0, start) + text + now.slice(end),
    text,
  );
}

/** The texts of a notebook after changes. */
export function editedTexts(
  texts: readonly string[],
  cells: readonly CellEdits[],
): readonly string[] {
  return texts.map((text, index) => {
    const edits = cells.filter((cell) => cell.index === index).flatMap(({ edits }) => edits);
    return edited(text, edits);
  });
}
