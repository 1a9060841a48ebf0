import type { Message } from "../transport/message.js";
import type { RequestChannel, Transport } from "../transport/transport.js";

/** A cell to run and where it came from. */
export interface QueuedCell {
  readonly channel: RequestChannel;
  readonly request: Message;
}

interface Handlers {
  /** Runs a cell; whether those queued behind it may run too. */
  readonly run: (cell: QueuedCell) => Promise<boolean>;
  readonly abort: (cell: QueuedCell) => void;
}

/** Marks the end of what had arrived when a cell failed. */
const resume = Symbol("resume");

/** Cells in the order of their arrival. When one fails, those that had arrived by then are aborted. */
export class CellQueue {
  readonly #handlers: Handlers;
  readonly #transport: Pick<Transport, "whenDrained">;
  readonly #waiting: (QueuedCell | typeof resume)[] = [];
  #aborting = false;
  #working = false;

  constructor(transport: Pick<Transport, "whenDrained">, handlers: Handlers) {
    this.#transport = transport;
    this.#handlers = handlers;
  }

  add(cell: QueuedCell): void {
    this.#put(cell);
  }

  #put(item: QueuedCell | typeof resume): void {
    this.#waiting.push(item);
    if (!this.#working) void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      if (next === resume) this.#aborting = false;
      else if (this.#aborting) this.#handlers.abort(next);
      else if (!(await this.#handlers.run(next))) this.#abortArrived(next.channel);
    }
    this.#working = false;
  }

  #abortArrived(channel: RequestChannel): void {
    this.#aborting = true;
    this.#transport.whenDrained(channel, () => this.#put(resume));
  }
}
