import { availableParallelism } from "node:os";

/** About what it costs to start a thread, in milliseconds. */
const price = 50;
/** A share of the time below which waiting is not worth a thread. */
const slight = 0.05;

/**
 * Tells when one more thread pays: when waiting has cost as much as starting one would have, so
 * that the choice costs at most twice what the better one would have.
 */
export class Demand {
  readonly #most = Math.min(8, availableParallelism() - 1);
  #since = performance.now();
  #waited = 0;

  /** Takes in the milliseconds that a batch was waited for; true when a thread should be added. */
  add(waited: number, threads: number): boolean {
    this.#waited += waited;
    if (threads >= this.#most || this.#waited < price) {
      return false;
    }
    const worthIt = this.#waited > slight * (performance.now() - this.#since);
    this.#since = performance.now();
    this.#waited = 0;
    return worthIt;
  }
}
