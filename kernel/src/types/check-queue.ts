import type { Diagnostic } from "../language/type-service.js";
import type { CellModule } from "./session-cells.js";

/** Milliseconds without a new cell after which cells are checked. */
const quiet = 10;
/** Milliseconds after which they are checked although more of them come. */
const longest = 500;

/** A cell to check, as the module that it made when it came. */
export interface Check {
  readonly code: string;
  readonly module: CellModule;
}

export interface CheckQueueParts {
  /** Brings the compiler up to date before cells are checked. */
  readonly prepare: () => Promise<void>;
  readonly check: (check: Check) => Promise<readonly Diagnostic[]>;
}

interface Waiting {
  readonly check: Check;
  readonly resolve: (diagnostics: readonly Diagnostic[]) => void;
}

/** Checks cells in their order, when none is coming: what runs goes before what is said of it. */
export class CheckQueue {
  readonly #parts: CheckQueueParts;
  readonly #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** When the first thing came that waits, and from when on it is looked at. */
  #since: number | undefined;
  #due = 0;
  /** When the newest cell ended. */
  #ended = Number.NEGATIVE_INFINITY;
  #working = false;

  constructor(parts: CheckQueueParts) {
    this.#parts = parts;
  }

  /** Resolves when the cell was checked; an urgent one is not held back. */
  add(check: Check, { urgent }: { urgent: boolean }): Promise<readonly Diagnostic[]> {
    return new Promise((resolve) => {
      this.#waiting.push({ check, resolve });
      this.touch(urgent ? 0 : quiet);
    });
  }

  /** How many cells wait to be checked. */
  get size(): number {
    return this.#waiting.length;
  }

  /** A cell has ended. If none did shortly before, the compiler is brought up to date at once. */
  ended(): void {
    const now = performance.now();
    if (now - this.#ended > quiet) void this.#parts.prepare();
    this.#ended = now;
    this.touch();
  }

  /** Something is to be taken in, `pause` milliseconds from now if nothing follows. */
  touch(pause = quiet): void {
    const now = performance.now();
    this.#since ??= now;
    this.#due = Math.min(now + pause, this.#since + longest);
    if (!this.#working) this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#work(), this.#due - performance.now());
  }

  async #work(): Promise<void> {
    this.#working = true;
    const late = performance.now() >= (this.#since ?? 0) + longest;
    this.#since = undefined;
    await this.#parts.prepare();
    while (late || performance.now() >= this.#due) {
      const next = this.#waiting.shift();
      if (next === undefined) break;
      next.resolve(await this.#parts.check(next.check));
    }
    this.#working = false;
    if (this.#waiting.length > 0 || this.#since !== undefined) this.#wait();
  }
}
