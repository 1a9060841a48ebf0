import type { Shared } from "../bridge/shared.js";
import { listen } from "./own-listeners.js";

/**
 * SIGINT never kills the kernel: `interrupt` is called instead. The number of the user's own
 * listeners is kept in `shared`. Gives a function that calls only those listeners.
 */
export function watchSignals(shared: Shared, interrupt: () => void): () => void {
  const own = (): void => interrupt();
  listen("SIGINT", own);
  const count = (change: number) => (event: string | symbol, listener: unknown) => {
    if (event === "SIGINT" && listener !== own) shared.signalListeners += change;
  };
  listen("newListener", count(1));
  listen("removeListener", count(-1));
  return () => {
    for (const listener of process.rawListeners("SIGINT")) {
      if (listener !== own) listener.call(process, "SIGINT", 2);
    }
  };
}
