import type { Calls } from "../bridge/calls.js";
import { type Frame, type Publication, type Report, sizeOf } from "../bridge/messages.js";
import type { Shared } from "../bridge/shared.js";
import { type CommDelivery, Comms } from "../comms/comms.js";
import { aside, type Cell, currentCell } from "./cell.js";
import { failureOf } from "./failure.js";
import { addToHost } from "./host.js";
import { KeyboardInterrupt } from "./interrupted.js";

interface UserCommsParts {
  readonly shared: Shared;
  readonly send: (report: Report) => void;
  readonly calls: Calls;
}

/** A message that was delivered and whose callbacks have not returned. */
interface Delivered {
  readonly cell: Cell;
  readonly returned: () => void;
  begun: boolean;
}

/**
 * The comms of the user's code, at `comms` of the kernel's hidden object. What a callback prints
 * and throws, now or later, belongs to the message that it was called for.
 */
export class UserComms {
  readonly #parts: UserCommsParts;
  readonly #delivered = new Set<Delivered>();
  readonly #comms = new Comms((message) => this.#publish(message));

  constructor(parts: UserCommsParts) {
    this.#parts = parts;
    parts.calls.handle("comm", (delivery: CommDelivery) => this.#take(delivery));
    addToHost({ comms: this.#comms });
  }

  /** Ends what an interrupt stopped: a callback whose stack was thrown away will not return. */
  abandon(frames: readonly Frame[]): void {
    for (const delivered of this.#delivered) {
      if (!delivered.begun) continue;
      const { name, message } = new KeyboardInterrupt();
      this.#fail(delivered.cell, { name, message, frames });
      this.#end(delivered);
    }
  }

  /** Resolves when the callbacks have returned. In a turn of its own, which may be terminated. */
  #take(delivery: CommDelivery): Promise<void> {
    return new Promise((resolve) => {
      const cell = { id: delivery.cell, count: 0, interrupted: false };
      const delivered: Delivered = { cell, returned: resolve, begun: false };
      this.#delivered.add(delivered);
      setImmediate(() => {
        delivered.begun = true;
        aside(cell, () => this.#call(delivery, cell));
        this.#end(delivered);
      });
    });
  }

  #call(delivery: CommDelivery, cell: Cell): void {
    try {
      void this.#comms.take(delivery);
    } catch (error) {
      this.#fail(cell, failureOf(error));
    }
  }

  #end(delivered: Delivered): void {
    this.#delivered.delete(delivered);
    delivered.returned();
  }

  #fail(cell: Cell, failure: Extract<Report, { type: "failed" }>["failure"]): void {
    this.#parts.send({ type: "failed", cell: cell.id, failure });
  }

  #publish(message: Publication): void {
    this.#parts.shared.claim(sizeOf(message));
    this.#parts.send({ type: "message", cell: currentCell().id, message });
  }
}
