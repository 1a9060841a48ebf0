/**
 * Runs `work` and then `end`, whatever comes of the work: also when the kernel's interrupt throws
 * the stack away, which no `finally` sees. Then `end` runs in the next turn.
 */
export function always<T>(work: () => T, end: () => void): T {
  let ended = false;
  const once = (): void => {
    if (ended) return;
    ended = true;
    end();
  };
  const late = setImmediate(once);
  try {
    return work();
  } finally {
    clearImmediate(late);
    once();
  }
}
