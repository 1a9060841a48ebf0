import type { EditorView } from "@codemirror/view";
import type { Cell } from "@jupyterlab/cells";
import { type TypedNotebook, viewOf } from "./typed-notebook.js";

/** A cell, and the notebook that it is in. */
export interface Place {
  readonly notebook: TypedNotebook;
  readonly cell: Cell;
}

/** All notebooks whose types are known. */
export class Places {
  readonly #notebooks = new Set<TypedNotebook>();

  add(notebook: TypedNotebook): void {
    this.#notebooks.add(notebook);
  }

  /** A notebook was closed. */
  remove(notebook: TypedNotebook): void {
    notebook.close();
    this.#notebooks.delete(notebook);
  }

  has(notebook: TypedNotebook): boolean {
    return this.#notebooks.has(notebook);
  }

  /** Nothing is known any more. */
  clear(): void {
    for (const notebook of [...this.#notebooks]) this.remove(notebook);
  }

  /** A notebook's cell, if types are known in it. */
  of(cell: Cell | null): (Place & { readonly view: EditorView }) | undefined {
    const view = cell ? viewOf(cell) : undefined;
    const place = view && this.at(view);
    return place && { ...place, view };
  }

  /** The cell whose text an editor holds, if it is one of a notebook. */
  at(view: EditorView): Place | undefined {
    for (const notebook of this.#notebooks) {
      const cell = notebook.isKnown ? notebook.cellOf(view) : undefined;
      if (cell?.model.type === "code") return { notebook, cell };
    }
    return undefined;
  }
}
