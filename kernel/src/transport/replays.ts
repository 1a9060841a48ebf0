/** How many of the newest signatures are remembered at least. */
const remembered = 32_768;

/** Knows a message that was sent a second time by its signature; bounded in what it remembers. */
export class Replays {
  // Two sets, so that the older half can be dropped at once.
  #newer = new Set<string>();
  #older = new Set<string>();

  /** Whether `signature` was noted before; notes it. */
  isSecond(signature: string): boolean {
    // Half of a digest tells messages apart as well, in half the memory.
    const key = signature.slice(0, 32);
    if (this.#newer.has(key) || this.#older.has(key)) return true;
    this.#newer.add(key);
    if (this.#newer.size === remembered) {
      this.#older = this.#newer;
      this.#newer = new Set();
    }
    return false;
  }
}
