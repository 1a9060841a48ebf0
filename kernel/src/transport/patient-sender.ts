import { setTimeout as sleep } from "node:timers/promises";
import type { Publisher, XPublisher } from "zeromq";

/** Messages that a client may be behind with before the others wait for it. */
export const longestQueue = 200;
/** Milliseconds for which one client can hold up all others. */
const patience = 20_000;
/** Milliseconds for which nobody is waited for after that. */
const haste = 60_000;
/** Milliseconds between two attempts. */
const pause = 2;

/**
 * Sends to all subscribers, at the pace of the slowest, so that nobody misses anything and nothing
 * heaps up. Who does not read for seconds misses something, and the others go on.
 */
export class PatientSender {
  readonly #socket: Publisher | XPublisher;
  #hastyUntil = 0;
  #waits = true;

  /** The socket must not be open yet, have a limit, and fail at once where that is reached. */
  constructor(socket: Publisher | XPublisher) {
    this.#socket = socket;
    socket.noDrop = this.#waits;
  }

  async send(frames: (Uint8Array | string)[]): Promise<void> {
    const deadline = Date.now() + patience;
    for (;;) {
      const now = Date.now();
      if (now > deadline) this.#hastyUntil = Math.max(this.#hastyUntil, now + haste);
      this.#waitForAll(now >= this.#hastyUntil);
      try {
        await this.#socket.send(frames);
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
        await sleep(pause);
      }
    }
  }

  /** Otherwise a message is dropped for those who have no room for it. */
  #waitForAll(waits: boolean): void {
    // Each time that it is set on an open socket, zeromq.js warns that it may come too late.
    if (waits !== this.#waits) this.#socket.noDrop = waits;
    this.#waits = waits;
  }

  /** From now on nobody is waited for. */
  hurry(): void {
    this.#hastyUntil = Number.POSITIVE_INFINITY;
  }
}
