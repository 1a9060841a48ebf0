import type { Calls } from "../bridge/calls.js";
import type { Output } from "../bridge/main-thread.js";
import { type CommDelivery, type CommRequest, Comms, type OnOpen } from "../comms/comms.js";
import type { Message } from "../transport/message.js";
import type { Transport } from "../transport/transport.js";
import type { OutputChannel } from "./output.js";

/** Comm messages whose late output still finds them. */
const remembered = 10_000;

interface CommRouterParts {
  readonly transport: Pick<Transport, "publish">;
  readonly output: Pick<OutputChannel, "adopt" | "flush" | "forget">;
  readonly calls: Pick<Calls, "call">;
}

/**
 * Brings comm messages to the thread that has their target: this one for targets that were
 * registered here, the user's for all others. Knows which comms are open.
 */
export class CommRouter {
  readonly #parts: CommRouterParts;
  readonly #targets = new Map<string, string>();
  readonly #parents = new Map<string, Message>();
  readonly #own: Comms;
  #delivered = 0;

  constructor(parts: CommRouterParts) {
    this.#parts = parts;
    this.#own = new Comms((message, { id }) => {
      parts.transport.publish({ ...message, parent: this.#parents.get(id) });
      this.#note(message.type, JSON.parse(message.content));
    });
  }

  /**
   * From now on comms that a client opens to `target` are given to `onOpen`, on this thread. What
   * is sent over such a comm has the comm's newest message as its parent.
   */
  register(target: string, onOpen: OnOpen): void {
    this.#own.register(target, onOpen);
  }

  /** Delivers a message; resolves when its callbacks have returned. Throws what they throw. */
  async take(request: Message): Promise<void> {
    const { header, content, metadata, buffers } = request;
    const delivery = { type: header.msg_type, content, metadata, buffers };
    const here = this.#own.owns(delivery);
    if (here) this.#parents.set(String(content.comm_id), request);
    this.#note(delivery.type, content);
    if (here) await this.#own.take(delivery);
    else await this.#deliver(delivery, request);
  }

  /** Follows what the user's thread opens and closes. */
  watch(report: Output): void {
    if (report.type !== "message" || !/^comm_(open|close)$/.test(report.message.type)) return;
    this.#note(report.message.type, JSON.parse(report.message.content));
  }

  /** The open comms, all or those of one target, as `comm_info_reply` has them. */
  info(target?: unknown): object {
    const found = [...this.#targets].filter(([, name]) => target == null || name === target);
    return Object.fromEntries(found.map(([id, name]) => [id, { target_name: name }]));
  }

  async #deliver(request: CommRequest, parent: Message): Promise<void> {
    const cell = -++this.#delivered;
    this.#parts.output.adopt(cell, { headerText: parent.headerText });
    if (-cell > remembered) this.#parts.output.forget(cell + remembered);
    const buffers = request.buffers.map((buffer) => new Uint8Array(buffer));
    await this.#parts.calls.call("comm", { ...request, buffers, cell } satisfies CommDelivery);
    this.#parts.output.flush();
  }

  #note(type: string, content: Readonly<Record<string, unknown>>): void {
    const id = String(content.comm_id);
    if (type === "comm_open") this.#targets.set(id, String(content.target_name));
    if (type !== "comm_close") return;
    this.#targets.delete(id);
    this.#parents.delete(id);
  }
}
