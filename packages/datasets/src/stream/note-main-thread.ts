import { display } from "@rosenblatt/plots";

/** Says that augmentation holds up the training, and what to change. */
export function noteMainThread(why: string): void {
  display({
    "text/plain":
      `Batches are made on the main thread, since a worker thread cannot: ${why}. ` +
      "Give the function what it needs as plain options: " +
      "augmentation((image, random, { most }) => …, { most: 0.3 }).",
  });
}
