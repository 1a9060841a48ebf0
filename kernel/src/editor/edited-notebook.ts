import type { EditedCell } from "../language/type-service.js";
import type { CellText, Update } from "./protocol.js";

const NAMES = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;

/** The code cells of a notebook as an editor has them. */
export class EditedNotebook {
  readonly #cells = new Map<string, CellText>();
  #order: readonly string[] = [];

  /** Takes an update in. Gives the cells about which TypeScript may say something else now. */
  update({ cells = [], order }: Update): readonly string[] {
    const touched = new Set<string>();
    const note = (text = ""): void => {
      for (const word of text.match(NAMES) ?? []) touched.add(word);
    };
    const moved = order !== undefined && order.join() !== this.#order.join();
    for (const cell of cells) {
      note(this.#cells.get(cell.id)?.text);
      note(cell.text);
      this.#cells.set(cell.id, cell);
    }
    this.#order = order ?? [
      ...this.#order,
      ...cells.map(({ id }) => id).filter((id) => !this.#order.includes(id)),
    ];
    for (const id of this.#cells.keys()) if (!this.#order.includes(id)) this.#cells.delete(id);
    const changed = new Set(cells.map(({ id }) => id));
    return this.#order.filter((id) => {
      if (moved || changed.has(id)) return this.#cells.has(id);
      return this.#cells
        .get(id)
        ?.text.match(NAMES)
        ?.some((word) => touched.has(word));
    });
  }

  cell(id: string): CellText | undefined {
    return this.#cells.get(id);
  }

  /** A cell with the others around it. */
  around(id: string): EditedCell | undefined {
    const cell = this.#cells.get(id);
    if (cell === undefined) return;
    const at = this.#order.indexOf(id);
    const texts = (ids: readonly string[]) =>
      ids.flatMap((other) => this.#cells.get(other)?.text ?? []);
    const [above, below] = [this.#order.slice(0, at), this.#order.slice(at + 1)].map(texts);
    return { text: cell.text, above: above!, below: below! };
  }

  /** The cells in their order, as what is told of them counts them. */
  get cells(): readonly CellText[] {
    return this.#order.flatMap((id) => this.#cells.get(id) ?? []);
  }

  /** The cell that has this text, the last of them above `id` first. */
  withText(text: string, id: string): string | undefined {
    const at = this.#order.indexOf(id);
    const near = [...this.#order.slice(0, at + 1).reverse(), ...this.#order.slice(at + 1)];
    return near.find((other) => this.#cells.get(other)?.text === text);
  }
}
