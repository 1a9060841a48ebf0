import type { Source } from "./assemble.js";
import { Crew } from "./crew.js";
import { jobs } from "./jobs.js";
import { pass } from "./pass.js";
import type { PlainBatch } from "./plain-batch.js";

/** How batches are streamed. */
export interface StreamOptions {
  /** In an order of its own for each pass. */
  readonly shuffle?: boolean;
  /**
   * Worker threads that make batches ahead of time; as many as pay when it is left out, none at
   * first. The batches are the same, bit for bit, whatever the number.
   */
  readonly workers?: number | undefined;
  /** Ends the pass in hand and the threads, even while a batch is awaited. */
  readonly signal?: AbortSignal | undefined;
}

const abandoned = new FinalizationRegistry<Crew>((crew) => void crew.close());

/**
 * Batches in plain memory, made ahead of time. Each iteration is one pass over the examples.
 * Threads end with `close()`, when a pass is left early, and with the process.
 *
 * @example
 * const stream = data.train.stream(64, { shuffle: true, workers: 1 });
 * for await (const { shape } of stream) console.log(shape);
 * await stream.close();
 */
export class BatchStream implements AsyncIterable<PlainBatch> {
  readonly #source: Source;
  readonly #options: StreamOptions & { readonly size: number };
  readonly #crew: Crew;
  #waiting = 0;

  /** @throws RangeError unless `workers` is a whole number from 0 on. */
  constructor(source: Source, options: StreamOptions & { readonly size: number }) {
    checkWorkers(options.workers);
    this.#source = source;
    this.#options = options;
    this.#crew = new Crew(source, options.workers);
    abandoned.register(this, this.#crew);
  }

  /** Milliseconds that batches have been waited for, in all passes so far. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Threads that make batches now. */
  get workers(): number {
    return this.#crew.ready.length;
  }

  /** Ends the threads; a later pass starts them anew. */
  close(): Promise<void> {
    return this.#crew.close();
  }

  [Symbol.asyncIterator](): AsyncGenerator<PlainBatch, void, undefined> {
    return this.from(0);
  }

  /** One pass without its first `count` batches; all that is random is drawn as for a whole one. */
  async *from(count: number): AsyncGenerator<PlainBatch, void, undefined> {
    const { size, shuffle = false, signal } = this.#options;
    const todo = jobs(this.#source, { size, shuffle }).slice(count);
    const crew = this.#crew;
    crew.open();
    const close = () => void crew.close();
    signal?.addEventListener("abort", close);
    const batches = pass(this.#source, { jobs: todo, crew, signal });
    let finished = false;
    try {
      for (let taken = 0; taken < todo.length && !signal?.aborted; taken += 1) {
        yield await this.#taken(batches);
      }
      finished = !signal?.aborted;
    } catch (error) {
      if (!signal?.aborted) {
        throw error;
      }
    } finally {
      signal?.removeEventListener("abort", close);
      if (!finished) {
        await batches.return();
        await crew.close();
      }
    }
  }

  async #taken(batches: AsyncIterator<PlainBatch, void>): Promise<PlainBatch> {
    const begun = performance.now();
    const { value } = await batches.next();
    const waited = performance.now() - begun;
    this.#waiting += waited;
    this.#crew.waited(waited);
    return value as PlainBatch;
  }
}

function checkWorkers(workers = 0): void {
  if (!(Number.isInteger(workers) && workers >= 0)) {
    throw new RangeError(
      `Cannot stream batches with workers = ${workers}: it must be a whole number from 0 on`,
    );
  }
}
