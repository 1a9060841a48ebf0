/**
 * Work that is asked for often and done at most once in `interval` milliseconds, one at a time; what
 * was asked for last is always done. Work must not throw.
 */
export class Coalesced {
  readonly #work: () => void | Promise<void>;
  readonly #interval: number;
  #timer: NodeJS.Timeout | undefined;
  #last = Number.NEGATIVE_INFINITY;
  #running: Promise<void> = Promise.resolve();

  constructor(work: () => void | Promise<void>, { interval }: { interval: number }) {
    this.#work = work;
    this.#interval = interval;
  }

  /** Milliseconds since work began last. */
  get idle(): number {
    return performance.now() - this.#last;
  }

  /** Does the work as soon as the interval allows. */
  soon(): void {
    this.#timer ??= setTimeout(() => this.now(), Math.max(0, this.#interval - this.idle));
  }

  /** Does it at once, after any that is under way; resolves when it is done. */
  now(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#last = performance.now();
    this.#running = this.#running.then(this.#work);
    return this.#running;
  }

  /** What was asked for and not begun is left out; resolves when none is under way. */
  cancel(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#running;
  }
}
