import type { Sent } from "../augment/sent.js";
import type { Source } from "./assemble.js";
import type { PlainBatch } from "./plain-batch.js";

/** What a thread starts with: arrays over shared memory, augmentations as they can be sent. */
export type SentSource = Omit<Source, "augmentations"> & {
  readonly augmentations: readonly Sent[];
};

/** A thread's answer to a job, in the order of the jobs; the memory is handed over, not copied. */
export type Answer = PlainBatch | { readonly error: string };
