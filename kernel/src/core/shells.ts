import { randomUUID } from "node:crypto";
import type { Header } from "../transport/message.js";
import type { CellQueue } from "./cell-queue.js";

/** What an unknown subshell is answered with. */
class UnknownSubshellError extends Error {
  override readonly name = "UnknownSubshellError";

  constructor(id: unknown) {
    super(`Cannot use subshell ${String(id)}: it was not created, or it was deleted`);
  }
}

/**
 * The main shell and its subshells, each with a queue of its own: a cell in a subshell runs as soon
 * as the user's thread has a turn for it, whatever the main shell waits for.
 */
export class Shells {
  readonly #newQueue: () => CellQueue;
  readonly #main: CellQueue;
  readonly #subshells = new Map<string, CellQueue>();

  constructor(newQueue: () => CellQueue) {
    this.#newQueue = newQueue;
    this.#main = newQueue();
  }

  /** Makes a subshell and gives its id. */
  create(): string {
    const id = randomUUID();
    this.#subshells.set(id, this.#newQueue());
    return id;
  }

  /** Ends a subshell: what waits in it is aborted, what runs in it runs on. Throws if unknown. */
  delete(id: unknown): void {
    const queue = this.#subshells.get(id as string);
    if (queue === undefined) throw new UnknownSubshellError(id);
    this.#subshells.delete(id as string);
    queue.abort();
  }

  /** The ids of all subshells. */
  list(): string[] {
    return [...this.#subshells.keys()];
  }

  /** The queue that a request belongs to. Throws if its subshell is unknown. */
  queueOf({ subshell_id: id }: Header): CellQueue {
    if (id == null) return this.#main;
    const queue = this.#subshells.get(id);
    if (queue === undefined) throw new UnknownSubshellError(id);
    return queue;
  }
}
