/**
 * Runs `work` and takes off the listeners of the process that it added for these events; a page
 * in a browser has no process.
 */
export async function keepListeners<T>(
  events: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  if (typeof process === "undefined") return work();
  const before = events.map((event) => process.rawListeners(event));
  try {
    return await work();
  } finally {
    events.forEach((event, i) => {
      for (const listener of process.rawListeners(event)) {
        if (!before[i]!.includes(listener) && isEmscripten(listener)) {
          process.removeListener(event, listener as (...args: unknown[]) => void);
        }
      }
    });
  }
}

/** Others may have listened meanwhile; these two only throw what they are given. */
function isEmscripten(listener: unknown): boolean {
  return /ExitStatus|^function ?\(reason\) ?\{\s*throw reason;?\s*\}$/.test(String(listener));
}
