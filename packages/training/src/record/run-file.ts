import { join, resolve } from "node:path";
import { writeWhole } from "@rosenblatt/engine";
import { display } from "@rosenblatt/plots";
import { Coalesced } from "./coalesced.js";
import type { RunRecord } from "./protocol.js";

/** Where records are kept, beside the notebook. */
export const runsFolder = "runs";

/** Milliseconds between two writes, unless one is asked for at once, */
const interval = 5_000;
/** and the most between two while a run lasts. */
const heartbeat = 30_000;

/** Folders that cannot be written, of which the reader was told. */
const refused = new Set<string>();

/**
 * The file of a run's record, written whole or not at all. Where it cannot be written the reader is
 * told once, and the run goes on without.
 */
export class RunFile {
  /** From the kernel's working folder. */
  readonly path: string;
  readonly #folder = resolve(runsFolder);
  readonly #record: () => RunRecord;
  readonly #onRefused: () => void;
  readonly #writes = new Coalesced(() => this.#write(), { interval });
  readonly #beat: NodeJS.Timeout;
  #works = process.env.ROSENBLATT_RUNS !== "off";

  constructor(id: string, { record, onRefused }: { record(): RunRecord; onRefused(): void }) {
    this.path = `${runsFolder}/${id}.run.json`;
    this.#record = record;
    this.#onRefused = onRefused;
    this.#beat = setInterval(() => this.soon(), heartbeat - interval).unref();
  }

  /** Whether there is one: neither switched off by ROSENBLATT_RUNS nor refused by its folder. */
  get works(): boolean {
    return this.#works;
  }

  /** Writes it within some seconds. */
  soon(): void {
    if (this.#works) this.#writes.soon();
  }

  /** Writes it; resolves when it lies on the disk. */
  now(): Promise<void> {
    return this.#works ? this.#writes.now() : Promise.resolve();
  }

  /** Writes it the last time that the run changes it. */
  end(): Promise<void> {
    clearInterval(this.#beat);
    return this.now();
  }

  async #write(): Promise<void> {
    if (!this.#works) return;
    try {
      const name = this.path.slice(runsFolder.length + 1);
      await writeWhole(join(this.#folder, name), JSON.stringify(this.#record()));
    } catch (error) {
      this.#works = false;
      clearInterval(this.#beat);
      this.#tell((error as NodeJS.ErrnoException).code ?? (error as Error).message);
      this.#onRefused();
    }
  }

  #tell(why: string): void {
    if (refused.has(this.#folder)) return;
    refused.add(this.#folder);
    display({
      "text/plain":
        `Cannot keep records of runs in ${this.#folder}: it must be a folder that can be written, ` +
        `got ${why}; runs go on without. Make it writable, or fit with record: false`,
    });
  }
}
