import type { Message } from "../transport/message.js";
import type { RequestChannel, Transport } from "../transport/transport.js";

/** A cell to run and where it came from. */
export interface QueuedCell {
  readonly channel: RequestChannel;
  readonly request: Message;
}

/** What a queue does with its cells. */
export interface QueueHandlers {
  /** Runs a cell. Before it answers that the cell failed, it calls and awaits `condemn`. */
  readonly run: (cell: QueuedCell, condemn: () => Promise<void>) => Promise<void>;
  readonly abort: (cell: QueuedCell) => void;
}

/**
 * Cells in the order of their arrival. When one fails, those that arrived before its answer are
 * aborted; one that is sent because of the answer runs.
 */
export class CellQueue {
  readonly #handlers: QueueHandlers;
  readonly #transport: Pick<Transport, "whenDrained">;
  readonly #waiting: QueuedCell[] = [];
  #working = false;

  constructor(transport: Pick<Transport, "whenDrained">, handlers: QueueHandlers) {
    this.#transport = transport;
    this.#handlers = handlers;
  }

  add(cell: QueuedCell): void {
    this.#waiting.push(cell);
    if (!this.#working) void this.#work();
  }

  /** Aborts every cell that waits. */
  abort(): void {
    for (const cell of this.#waiting.splice(0)) this.#handlers.abort(cell);
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      const condemned: QueuedCell[] = [];
      const { channel } = next;
      const condemn = async (): Promise<void> => {
        await new Promise<void>((resolve) => this.#transport.whenDrained(channel, resolve));
        condemned.push(...this.#waiting.splice(0));
      };
      await this.#handlers.run(next, condemn);
      for (const cell of condemned) this.#handlers.abort(cell);
    }
    this.#working = false;
  }
}
