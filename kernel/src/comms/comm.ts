import type { Publication } from "../bridge/messages.js";

/** What goes over a comm beside its data. */
export interface CommOptions {
  readonly metadata?: object | undefined;
  readonly buffers?: readonly Uint8Array[] | undefined;
}

/** What came over a comm. */
export interface CommMessage {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly buffers: readonly Uint8Array[];
}

/** Sends a message of a comm to the clients. */
export type CommPublish = (message: Publication, comm: { readonly id: string }) => void;

/** A two-way line between code in the kernel and code in the clients, as Jupyter has it. */
export class Comm {
  readonly id: string;
  readonly target: string;
  /** Called with each message. In the user's thread nobody waits for a promise that it gives. */
  onMessage: ((message: CommMessage) => unknown) | undefined;
  /** Called when the other side closes the comm. */
  onClose: ((message: CommMessage) => unknown) | undefined;
  readonly #publish: CommPublish;
  readonly #forget: () => void;
  #open = true;

  /** For `Comms` only. */
  constructor(
    { id, target }: { id: string; target: string },
    { publish, forget }: { publish: CommPublish; forget: () => void },
  ) {
    this.id = id;
    this.target = target;
    this.#publish = publish;
    this.#forget = forget;
  }

  /** Whether neither side has closed it. */
  get isOpen(): boolean {
    return this.#open;
  }

  /** Sends `data` to every client; what is sent after the close goes nowhere. */
  send(data: object, options: CommOptions = {}): void {
    if (this.#open) this.publish("comm_msg", { comm_id: this.id, data }, options);
  }

  /** Ends the comm here and at the clients. */
  close(data: object = {}, options: CommOptions = {}): void {
    if (!this.#open) return;
    this.publish("comm_close", { comm_id: this.id, data }, options);
    this.end();
  }

  /** Sends a message of any type; for `Comms` only. */
  publish(type: string, content: object, { metadata, buffers }: CommOptions): void {
    this.#publish({ type, content: JSON.stringify(content), metadata, buffers }, this);
  }

  /** Ends the comm here only; for `Comms` only. */
  end(): void {
    this.#open = false;
    this.#forget();
  }
}
