import type { Message } from "../transport/message.js";
import type { Transport } from "../transport/transport.js";

/** Busy and idle of every request, in one place. */
export class Status {
  readonly #transport: Pick<Transport, "publish">;
  readonly #cells = new Set<Message>();

  constructor(transport: Pick<Transport, "publish">) {
    this.#transport = transport;
  }

  /** The kernel has begun with `request`. `cell` says that it runs user code. */
  busy(request: Message, { cell = false } = {}): void {
    if (cell) this.#cells.add(request);
    this.#send("busy", request);
  }

  /**
   * The kernel has ended `request`. Clients show the last status that they saw, so while a cell
   * runs its own is said again.
   */
  idle(request: Message): void {
    this.#cells.delete(request);
    this.#send("idle", request);
    const running = [...this.#cells].at(-1);
    if (running) this.#send("busy", running);
  }

  #send(state: "busy" | "idle", parent: Message): void {
    this.#transport.publish({ type: "status", content: { execution_state: state }, parent });
  }
}
