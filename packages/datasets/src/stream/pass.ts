import { assemble, type Source } from "./assemble.js";
import type { Crew } from "./crew.js";
import { closed } from "./data-thread.js";
import type { Job } from "./job.js";
import type { PlainBatch } from "./plain-batch.js";

interface PassOptions {
  readonly jobs: readonly Job[];
  readonly crew: Crew;
  readonly signal: AbortSignal | undefined;
}

/**
 * The batches of these jobs, in order. Each thread of the crew has two in hand, so that it goes on
 * while one is used; without a crew, a batch is made when it is asked for.
 */
export async function* pass(
  source: Source,
  { jobs, crew, signal }: PassOptions,
): AsyncGenerator<PlainBatch, void, undefined> {
  const ahead: Promise<PlainBatch>[] = [];
  let [next, left] = [0, false];

  /** What fails in a thread is done again here: the user's own error then shows his own lines. */
  const made = async (job: Job) => {
    try {
      return await crew.run(job);
    } catch (error) {
      if (left || signal?.aborted) {
        throw error;
      }
      const batch = assemble(source, job);
      if (error !== closed) {
        crew.dismiss((error as Error).message);
      }
      return batch;
    }
  };

  try {
    while (next < jobs.length || ahead.length > 0) {
      for (; next < jobs.length && ahead.length < 2 * crew.ready.length; next += 1) {
        const batch = made(jobs[next]!);
        batch.catch(() => {}); // Whoever takes it is told.
        ahead.push(batch);
      }
      if (crew.starting) {
        // A loop that awaits batches alone would not let the thread say that it has started.
        await new Promise(setImmediate);
      }
      const first = ahead.shift();
      yield first ? await first : assemble(source, jobs[next++]!);
    }
  } finally {
    left = true;
  }
}
