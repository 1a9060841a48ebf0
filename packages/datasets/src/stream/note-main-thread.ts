import { display } from "@rosenblatt/plots";

/** Says that augmentation holds up the training, and what to change. */
export function noteMainThread(why: string): void {
  display({
    "text/plain":
      `Batches are made on the main thread, since a worker thread cannot: ${why}. ` +
      "Let the function use nothing from outside itself, and give it values as options: " +
      "augmentation((image, random, { most }) => …, { most: 0.3 }).",
  });
}
