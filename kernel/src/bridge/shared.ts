/** Bytes that the user's thread may have under way before it waits for the protocol's. */
const window = 4 * 1024 * 1024;

const underWay = 0;
const listeners = 1;

/** A few numbers that both threads see at any time, even when one of them is busy. */
export class Shared {
  readonly buffer: SharedArrayBuffer;
  readonly #cells: Int32Array;

  constructor(buffer = new SharedArrayBuffer(8)) {
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
}
