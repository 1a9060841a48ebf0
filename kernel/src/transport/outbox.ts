/** Frames of one multipart message. */
export type Frames = readonly (Uint8Array | string)[];

/** Messages in a queue that is behind. */
const crowd = 50;

interface Sending {
  send(frames: (Uint8Array | string)[]): Promise<void>;
}

/**
 * The queue of one socket. ZeroMQ refuses a second send while the first has not settled (EBUSY),
 * so every message goes through here, in order.
 */
export class Outbox {
  readonly #socket: Sending;
  readonly #waiting: Frames[] = [];
  #draining: Promise<void> | undefined;

  constructor(socket: Sending) {
    this.#socket = socket;
  }

  /** Sends `frames` after everything that was put in before. */
  put(frames: Frames): void {
    this.#waiting.push(frames);
    this.#draining ??= this.#drain();
  }

  /** A promise that it is no longer behind, if it is. */
  room(): Promise<void> | undefined {
    return this.#waiting.length > crowd ? this.#draining : undefined;
  }

  /** Resolves when all that was put in has been handed to ZeroMQ. */
  async flushed(): Promise<void> {
    while (this.#draining !== undefined) await this.#draining;
  }

  async #drain(): Promise<void> {
    try {
      for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
        // A peer that is gone must not take the messages of the others with it.
        await this.#socket.send([...next]).catch(() => undefined);
      }
    } finally {
      this.#draining = undefined;
    }
  }
}
