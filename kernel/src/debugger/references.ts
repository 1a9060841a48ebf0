import type { FrameScope } from "./frame-scopes.js";
import type { CallFrame } from "./inspector.js";

/** Elements of an array-like value, from `start` to before `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What a client can ask the variables of. `path` is an expression for it, if there is one. */
export type Container =
  | {
      readonly kind: "object";
      readonly objectId: string;
      readonly path: string | undefined;
      /** The number of its elements, if it has any. */
      readonly size: number | undefined;
      /** The elements meant; all of it without. */
      readonly range?: Range;
    }
  | { readonly kind: "scope"; readonly frame: CallFrame; readonly scope: FrameScope }
  | { readonly kind: "session" };

/** Numbers for containers, as the protocol has them. They are forgotten generation by generation. */
export class References {
  readonly #containers = new Map<number, Container>();
  #generation = 0;
  #made = 0;

  /** The number of a container; it names no other one, ever. */
  add(container: Container): number {
    this.#containers.set(++this.#made, container);
    return this.#made;
  }

  /** The container with a number. Throws an `Error` when it is gone. */
  get(reference: number): Container {
    const container = this.#containers.get(reference);
    if (container === undefined) {
      throw new Error(
        `Cannot list variables: expected a reference that is still valid, got ${reference}; ask again`,
      );
    }
    return container;
  }

  /** Begins a generation; of the older ones only the newest is kept. */
  renew(): void {
    for (const number of this.#containers.keys()) {
      if (number <= this.#generation) this.#containers.delete(number);
    }
    this.#generation = this.#made;
  }

  clear(): void {
    this.#containers.clear();
  }
}
