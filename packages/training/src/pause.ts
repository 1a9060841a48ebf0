/** Where a run waits between two steps while it is paused. */
export class Pause {
  readonly #signal: AbortSignal;
  readonly #onChange: (waiting: boolean) => void;
  #asked = false;
  #release: (() => void) | undefined;
  #waited = 0;

  /** `onChange` is called when the run begins to wait, and when it goes on. */
  constructor(signal: AbortSignal, onChange: (waiting: boolean) => void) {
    this.#signal = signal;
    this.#onChange = onChange;
    signal.addEventListener("abort", () => this.resume());
  }

  /** Whether the run waits, or will after the step in hand. */
  get asked(): boolean {
    return this.#asked;
  }

  /** Milliseconds that the run has waited. */
  get waited(): number {
    return this.#waited;
  }

  ask(): void {
    this.#asked = !this.#signal.aborted;
  }

  resume(): void {
    this.#asked = false;
    this.#release?.();
  }

  /** Hands on batches while the run is not paused; none after it was ended. */
  async *gate<B>(batches: AsyncIterable<B>): AsyncGenerator<B, void, undefined> {
    for await (const batch of batches) {
      if (this.#asked) await this.#wait();
      if (this.#signal.aborted) return;
      yield batch;
    }
  }

  async #wait(): Promise<void> {
    const begun = performance.now();
    // A program that does nothing but wait would end.
    const alive = setInterval(() => undefined, 2 ** 30);
    this.#onChange(true);
    await new Promise<void>((resolve) => {
      this.#release = resolve;
    });
    this.#release = undefined;
    clearInterval(alive);
    this.#waited += performance.now() - begun;
    this.#onChange(false);
  }
}
