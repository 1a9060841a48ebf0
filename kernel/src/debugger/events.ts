import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Transport } from "../transport/transport.js";

/** The user's thread is the only one that a client sees. */
export const threadId = 1;

/** Messages to the clients, numbered in the order in which they go out. */
export class Events {
  readonly #transport: Pick<Transport, "publish">;
  #sent = 0;

  constructor(transport: Pick<Transport, "publish">) {
    this.#transport = transport;
  }

  /** The number of the next message, be it an event or an answer. */
  next(): number {
    return ++this.#sent;
  }

  /** Tells every client of something that happened. */
  send(event: string, body: object = {}): void {
    const content: DebugProtocol.Event = { seq: this.next(), type: "event", event, body };
    this.#transport.publish({ type: "debug_event", content });
  }
}
