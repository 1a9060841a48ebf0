import type { Shared } from "../bridge/shared.js";

/**
 * SIGINT never kills the kernel: `interrupt` is called instead. The number of the user's own
 * listeners is kept in `shared`. Gives a function that calls only those listeners.
 */
export function watchSignals(shared: Shared, interrupt: () => void): () => void {
  const own = (): void => interrupt();
  process.on("SIGINT", own);
  const count = (change: number) => (event: string | symbol, listener: unknown) => {
    if (event === "SIGINT" && listener !== own) shared.signalListeners += change;
  };
  process.on("newListener", count(1));
  process.on("removeListener", count(-1));
  return () => {
    for (const listener of process.rawListeners("SIGINT")) {
      if (listener !== own) listener.call(process, "SIGINT", 2);
    }
  };
}
