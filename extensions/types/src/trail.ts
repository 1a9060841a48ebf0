import type { Places } from "./places.js";
import type { TypedNotebook } from "./typed-notebook.js";

/** So many places are remembered. */
const most = 50;

/** A place in a cell that one has left by going to a definition. */
export interface Step {
  readonly notebook: TypedNotebook;
  readonly cell: string;
  readonly start: number;
}

/** The way that one has come, definition by definition. */
export class Trail {
  readonly #places: Places;
  #steps: readonly Step[] = [];

  constructor(places: Places) {
    this.#places = places;
  }

  get isEmpty(): boolean {
    return !this.#steps.some(({ notebook }) => this.#places.has(notebook));
  }

  leave(step: Step): void {
    this.#steps = [...this.#steps, step].slice(-most);
  }

  /** The place that was left last and is still there, which is then forgotten. */
  back(): Step | undefined {
    const open = this.#steps.filter(({ notebook }) => this.#places.has(notebook));
    this.#steps = open.slice(0, -1);
    return open.at(-1);
  }
}
