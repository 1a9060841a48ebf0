import { childrenOf, signalTree } from "./process-tree.js";

/** Milliseconds after which a child that is still there gets the next signal. */
const patience = 1000;
const signals = ["SIGINT", "SIGTERM", "SIGKILL"] as const;

/**
 * Ends the child process that blocks the user's thread, with all that it started itself: it is the
 * child that is none of `others`. Stops as soon as `blocked` is false. Linux only: elsewhere nobody
 * tells which child that is.
 */
export async function endBlockingChild(
  blocked: () => boolean,
  others: readonly number[],
): Promise<void> {
  for (const signal of signals) {
    if (!blocked()) return;
    for (const pid of childrenOf(process.pid, process.pid)) {
      if (!others.includes(pid)) signalTree(pid, signal);
    }
    for (let waited = 0; blocked() && waited < patience; waited += 20) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
