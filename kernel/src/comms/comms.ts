import { randomUUID } from "node:crypto";
import { Comm, type CommMessage, type CommOptions, type CommPublish } from "./comm.js";

/** Is given each comm that a client opens to a target, with what came along. */
export type OnOpen = (comm: Comm, message: CommMessage) => unknown;

/** A `comm_open`, `comm_msg` or `comm_close` as it came in. */
export interface CommRequest {
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly buffers: readonly Uint8Array[];
}

/** A comm message on its way to the user's thread. `cell` stands for it in what it prints. */
export interface CommDelivery extends CommRequest {
  readonly cell: number;
}

/** The comms and comm targets of one thread. */
export class Comms {
  readonly #publish: CommPublish;
  readonly #targets = new Map<string, OnOpen>();
  readonly #open = new Map<string, Comm>();

  constructor(publish: CommPublish) {
    this.#publish = publish;
  }

  /** From now on comms that a client opens to `target` are given to `onOpen`. */
  register(target: string, onOpen: OnOpen): void {
    this.#targets.set(target, onOpen);
  }

  /** Opens a comm to a target at the clients. */
  open(
    target: string,
    { data = {}, id = randomUUID(), ...options }: CommOptions & { data?: object; id?: string } = {},
  ): Comm {
    const comm = this.#add(id, target);
    comm.publish("comm_open", { comm_id: id, target_name: target, data }, options);
    return comm;
  }

  /** Whether a message is for a comm or a target of this thread. */
  owns({ type, content }: Pick<CommRequest, "type" | "content">): boolean {
    if (type === "comm_open") return this.#targets.has(String(content.target_name));
    return this.#open.has(String(content.comm_id));
  }

  /**
   * Gives a message to whom it is for, and what they return. Throws what they throw. A comm to a
   * target that nobody has is closed; a message of an unknown comm is dropped.
   */
  take(request: CommRequest): unknown {
    const { type, content, metadata, buffers } = request;
    const id = String(content.comm_id);
    const message = { data: (content.data ?? {}) as CommMessage["data"], metadata, buffers };
    if (type === "comm_open")
      return this.#opened(this.#add(id, String(content.target_name)), message);
    const comm = this.#open.get(id);
    if (type !== "comm_close") return comm?.onMessage?.(message);
    comm?.end();
    return comm?.onClose?.(message);
  }

  #opened(comm: Comm, message: CommMessage): unknown {
    const onOpen = this.#targets.get(comm.target);
    if (onOpen === undefined) return comm.close();
    try {
      return onOpen(comm, message);
    } catch (error) {
      comm.close();
      throw error;
    }
  }

  #add(id: string, target: string): Comm {
    const forget = (): void => void this.#open.delete(id);
    const comm = new Comm({ id, target }, { publish: this.#publish, forget });
    this.#open.set(id, comm);
    return comm;
  }
}
