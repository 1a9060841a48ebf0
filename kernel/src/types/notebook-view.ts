import type { EditedCell } from "../language/type-service.js";
import { SessionCells } from "./session-cells.js";

/**
 * The cells of a notebook around the one that is edited. What a cell above declares comes before
 * what one below does, and that before what only ran.
 */
export class NotebookView {
  readonly #session: SessionCells;
  #others: readonly string[] = [];
  #generation = -1;
  #cells: SessionCells;

  constructor(session: SessionCells) {
    this.#session = session;
    this.#cells = new SessionCells({ space: "notebook", outer: session });
  }

  /** The cells as modules, in view of the session after its `generation`th change. */
  around({ above, below }: EditedCell, generation: number): SessionCells {
    const others = [...below, ...above];
    const same =
      generation === this.#generation &&
      others.length === this.#others.length &&
      others.every((text, index) => text === this.#others[index]);
    if (same) return this.#cells;
    this.#cells = new SessionCells({ space: "notebook", outer: this.#session });
    for (const text of others) this.#cells.add(text);
    this.#others = others;
    this.#generation = generation;
    return this.#cells;
  }
}
