/** Milliseconds without a stir that make a moment quiet. */
const quiet = 300;
/** Milliseconds after the first stir after which quiet is not waited for. */
const longest = 1000;

/** A moment when nothing has stirred for a while; it does not come before the first stir. */
export class QuietMoment {
  /** Resolves in that moment. */
  readonly come: Promise<void>;
  #arrive: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #latest: number | undefined;
  #isPast = false;

  constructor() {
    this.come = new Promise((resolve) => {
      this.#arrive = resolve;
    });
  }

  /** Something happens that must not be disturbed. */
  stir(): void {
    if (this.#isPast) return;
    const now = performance.now();
    this.#latest ??= now + longest;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.hurry(), Math.min(quiet, this.#latest - now));
  }

  /** Makes it come now. */
  hurry(): void {
    this.#isPast = true;
    clearTimeout(this.#timer);
    this.#arrive();
  }
}
