import type { Session } from "./session.js";

/** What a name was when it was last looked at. */
interface Known {
  /** The cell that declared it, and the one that set it last. */
  readonly owner: number;
  readonly cell: number;
  /** Objects by a weak reference: they may go. */
  readonly value: unknown;
}

/** Which cell set each name last: looks whenever a cell ends, from the first `watch` on. */
export class Setters {
  readonly #session: Session;
  #known = new Map<string, Known>();
  #watching = false;

  constructor(session: Session) {
    this.#session = session;
  }

  watch(): void {
    if (this.#watching) return;
    this.#watching = true;
    this.#look();
  }

  /** What has another value now, was set by this cell. */
  cellEnded(cell: number): void {
    if (this.#watching) this.#look(cell);
  }

  /** Without having watched, the one that declared it. */
  cellOf(name: string): number | undefined {
    return this.#known.get(name)?.cell ?? this.#session.ownerOf(name);
  }

  #look(ended?: number): void {
    const known = new Map<string, Known>();
    for (const [name, value] of Object.entries(this.#session.values())) {
      const owner = this.#session.ownerOf(name)!;
      const before = this.#known.get(name);
      if (before?.owner !== owner) known.set(name, { owner, cell: owner, value: held(value) });
      else if (isValueOf(before, value)) known.set(name, before);
      else known.set(name, { owner, cell: ended ?? owner, value: held(value) });
    }
    this.#known = known;
  }
}

function held(value: unknown): unknown {
  const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
  return isObject ? new WeakRef(value) : value;
}

function isValueOf({ value: before }: Known, value: unknown): boolean {
  return Object.is(before instanceof WeakRef ? before.deref() : before, value);
}
