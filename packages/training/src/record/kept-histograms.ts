import type { WeightHistogram } from "./protocol.js";

/** Epochs whose histograms are kept at most, the last one's apart. */
const mostEpochs = 64;

/**
 * Histograms of every epoch, then of every second, every fourth and so on, so that long runs keep
 * few of them and make few.
 */
export class KeptHistograms {
  #kept: WeightHistogram[] = [];
  #epochs = 0;
  #stride = 1;
  #taken = 0;

  /** Whether those of this epoch are to be made. */
  wants(epoch: number): boolean {
    return epoch % this.#stride === 0;
  }

  /** Adds those of a later epoch than all before. */
  add(histograms: readonly WeightHistogram[]): void {
    this.#kept.push(...histograms);
    this.#epochs += 1;
    if (this.#epochs <= mostEpochs) return;
    this.#stride *= 2;
    this.#kept = this.#kept.filter(({ epoch }) => this.wants(epoch));
    this.#epochs = new Set(this.#kept.map(({ epoch }) => epoch)).size;
    this.#taken = 0;
  }

  whole(): readonly WeightHistogram[] {
    return [...this.#kept];
  }

  /** Those since the last call, or all where they were thinned; undefined where there are none. */
  take(): readonly WeightHistogram[] | undefined {
    const fresh = this.#kept.slice(this.#taken);
    this.#taken = this.#kept.length;
    return fresh.length > 0 ? fresh : undefined;
  }
}
