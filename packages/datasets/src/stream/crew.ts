import { sent } from "../augment/sent.js";
import type { Source } from "./assemble.js";
import { DataThread } from "./data-thread.js";
import { Demand } from "./demand.js";
import type { Job } from "./job.js";
import type { SentSource } from "./messages.js";
import { noteMainThread } from "./note-main-thread.js";
import type { PlainBatch } from "./plain-batch.js";
import { sharedArray } from "./shared-array.js";

/** The threads that make a stream's batches: so many, or as many as pay. */
export class Crew {
  readonly #source: Source;
  readonly #workers: number | undefined;
  readonly #demand = new Demand();
  readonly #threads: DataThread[] = [];
  #ending: Promise<unknown> = Promise.resolve();
  #sent: SentSource | undefined;
  #dismissed = false;

  constructor(source: Source, workers: number | undefined) {
    this.#source = source;
    this.#workers = workers;
  }

  /** Threads that take jobs. Those not asked for are not waited for while they start. */
  get ready(): readonly DataThread[] {
    return this.#workers === undefined
      ? this.#threads.filter(({ online }) => online)
      : this.#threads;
  }

  /** Whether a thread is starting that is not waited for. */
  get starting(): boolean {
    return this.ready.length < this.#threads.length;
  }

  /** Starts the threads that were asked for, unless they run. */
  open(): void {
    while (this.#threads.length < (this.#workers ?? 0) && !this.#dismissed) {
      this.#grow();
    }
  }

  /** Takes in the milliseconds that a batch was waited for. */
  waited(milliseconds: number): void {
    const free = this.#workers === undefined && !this.#dismissed;
    if (free && this.#demand.add(milliseconds, this.#threads.length)) {
      this.#grow();
    }
  }

  /** Gives the job to the thread with the fewest. */
  run(job: Job): Promise<PlainBatch> {
    return this.ready.reduce((a, b) => (b.load < a.load ? b : a)).run(job);
  }

  /** From now on all is done on the main thread, and a note says why. */
  dismiss(why: string): void {
    if (!this.#dismissed) {
      this.#dismissed = true;
      noteMainThread(why);
      void this.close();
    }
  }

  /** Ends the threads at once; jobs in hand fail. Resolves when all have ended. */
  async close(): Promise<void> {
    const ending = this.#threads.splice(0).map((thread) => thread.close());
    this.#ending = Promise.all([this.#ending, ...ending]);
    await this.#ending;
  }

  #grow(): void {
    try {
      this.#sent ??= send(this.#source);
      this.#threads.push(new DataThread(this.#sent));
    } catch (error) {
      this.dismiss((error as Error).message);
    }
  }
}

/** The examples lie in shared memory and are not copied for each thread. */
function send(source: Source): SentSource {
  const { inputs, labels, augmentations, normalisation } = source;
  const { shape, classes, scale, labelShape, ignore, boxes, mixings } = source;
  return {
    ...{ shape, classes, scale, labelShape, ignore, boxes, mixings },
    inputs: sharedArray(inputs),
    labels: sharedArray(labels),
    augmentations: augmentations.map(sent),
    // Without its functions, which cannot be sent.
    normalisation: normalisation && {
      mean: normalisation.mean,
      deviation: normalisation.deviation,
    },
  };
}
