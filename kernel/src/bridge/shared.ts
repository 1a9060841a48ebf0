/** Bytes that the user's thread may have under way before it waits for the protocol's. */
const window = 4 * 1024 * 1024;

const underWay = 0;
const listeners = 1;
const woken = 2;
const answered = 2;
const waiting = 3;
/** Milliseconds after which an answer that did not come is not waited for. */
const answerLimit = 5000;

/** A few numbers that both threads see at any time, even when one of them is busy. */
export class Shared {
  readonly buffer: SharedArrayBuffer;
  readonly #cells: Int32Array;
  #tickets = 0;

  constructor(buffer = new SharedArrayBuffer(16)) {
    this.buffer = buffer;
    this.#cells = new Int32Array(buffer);
  }

  /** How many listeners for SIGINT the user's code has. */
  get signalListeners(): number {
    return Atomics.load(this.#cells, listeners);
  }

  set signalListeners(count: number) {
    Atomics.store(this.#cells, listeners, count);
  }

  /** Called by the user's thread before it sends `size` bytes; waits while too much is unread. */
  claim(size: number): void {
    for (;;) {
      const now = Atomics.load(this.#cells, underWay);
      if (now < window) break;
      Atomics.wait(this.#cells, underWay, now, 1000);
    }
    Atomics.add(this.#cells, underWay, size);
  }

  /** Called by the protocol's thread when it has taken `size` bytes in. */
  release(size: number): void {
    Atomics.sub(this.#cells, underWay, size);
    Atomics.notify(this.#cells, underWay);
  }

  /** Whether the user's thread is blocked until a child process ends. */
  get waitsForChild(): boolean {
    return Atomics.load(this.#cells, waiting) === 1;
  }

  set waitsForChild(waits: boolean) {
    Atomics.store(this.#cells, waiting, waits ? 1 : 0);
  }

  /** A number for a question that the user's thread wants to wait for. */
  nextTicket(): number {
    return ++this.#tickets;
  }

  /** Called by the user's thread: waits until the protocol's has answered the question. */
  awaitTicket(ticket: number): void {
    const end = Date.now() + answerLimit;
    for (;;) {
      const now = Atomics.load(this.#cells, answered);
      if (now >= ticket || Date.now() > end) return;
      Atomics.wait(this.#cells, answered, now, 100);
    }
  }

  /** Called by the protocol's thread when it has answered the question. */
  answerTicket(ticket: number): void {
    if (ticket <= Atomics.load(this.#cells, answered)) return;
    Atomics.store(this.#cells, answered, ticket);
    Atomics.notify(this.#cells, answered);
  }

  /** How often the user's thread was woken. */
  get wakes(): number {
    return Atomics.load(this.#cells, woken);
  }

  /** Called by the user's thread to wait until it is woken once more than `seen` times. */
  sleep(seen: number): void {
    Atomics.wait(this.#cells, woken, seen);
  }

  /** Called by the protocol's thread to wake the user's. */
  wake(): void {
    Atomics.add(this.#cells, woken, 1);
    Atomics.notify(this.#cells, woken);
  }
}
