import type { Message } from "../transport/message.js";
import type { Transport } from "../transport/transport.js";

/** What the kernel does, in one place: first that it starts, then busy and idle of every request. */
export class Status {
  readonly #transport: Pick<Transport, "publish">;
  readonly #cells = new Set<Message>();
  #said = false;

  constructor(transport: Pick<Transport, "publish">) {
    this.#transport = transport;
  }

  /**
   * There is somebody to be told that the kernel starts: once, and only if nothing newer was said,
   * which this would take back.
   */
  starting(): void {
    if (!this.#said) this.#send("starting");
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

  #send(state: "starting" | "busy" | "idle", parent?: Message): void {
    this.#said = true;
    this.#transport.publish({ type: "status", content: { execution_state: state }, parent });
  }
}
