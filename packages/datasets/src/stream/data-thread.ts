import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Job } from "./job.js";
import type { Answer, SentSource } from "./messages.js";
import type { PlainBatch } from "./plain-batch.js";

// Compiled, also where a test runs from the sources.
const script = join(__dirname, "../../lib/stream/thread-main.js");

interface Pending {
  resolve(batch: PlainBatch): void;
  reject(error: Error): void;
}

/** What the jobs in hand of a thread that is closed fail with. */
export const closed = new Error("Cannot prepare batches in a worker thread: it was closed");

/** A worker thread that makes batches. It keeps the process alive only while it has work. */
export class DataThread {
  readonly #worker: Worker;
  /** The jobs in hand, oldest first: a thread answers in order. */
  readonly #pending: Pending[] = [];
  #online = false;
  #ended: Error | undefined;

  constructor(source: SentSource) {
    this.#worker = new Worker(script, { workerData: source, name: "data" });
    this.#worker.unref();
    this.#worker.on("online", () => {
      this.#online = true;
    });
    this.#worker.on("message", (answer: Answer) => this.#settle(answer));
    this.#worker.on("error", (error) => this.#end(ended(`it failed: ${error.message}`)));
    this.#worker.on("exit", () => this.#end(ended("it ended by itself")));
  }

  get online(): boolean {
    return this.#online;
  }

  /** Jobs given and not yet answered. */
  get load(): number {
    return this.#pending.length;
  }

  /** @throws Error when an augmentation fails there, or when the thread has ended. */
  run(job: Job): Promise<PlainBatch> {
    if (this.#ended) {
      return Promise.reject(this.#ended);
    }
    return new Promise((resolve, reject) => {
      this.#worker.ref();
      this.#pending.push({ resolve, reject });
      this.#worker.postMessage(job);
    });
  }

  /** Ends the thread at once, even in the midst of a job; jobs in hand fail. */
  async close(): Promise<void> {
    this.#end(closed);
    await this.#worker.terminate();
  }

  #settle(answer: Answer): void {
    const pending = this.#pending.shift();
    // A thread that is being closed keeps the process alive until it has ended.
    if (this.#pending.length === 0 && !this.#ended) {
      this.#worker.unref();
    }
    if ("error" in answer) {
      pending?.reject(new Error(answer.error));
    } else {
      pending?.resolve(answer);
    }
  }

  #end(why: Error): void {
    this.#ended ??= why;
    for (const { reject } of this.#pending.splice(0)) {
      reject(this.#ended);
    }
  }
}

function ended(why: string): Error {
  return new Error(`Cannot prepare batches in a worker thread: ${why}`);
}
