const endings = new Set();
let asked = false;

/** Registers what must be ended when this process is; returns a function that takes it back. */
export function onEnd(ending) {
  endings.add(ending);
  return () => endings.delete(ending);
}

/** Ends all that is registered, the newest first. */
export async function endWork() {
  for (const ending of [...endings].reverse()) {
    endings.delete(ending);
    await ending();
  }
}

/**
 * On Ctrl-C, a closed terminal or a termination, ends all registered work, then this process.
 * `exitCode` is asked when that happens. A second signal does not wait.
 */
export function endOnSignals(exitCode = () => 130) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, async () => {
      // npm hands a signal on that the terminal has sent already: the pair is one wish.
      if (asked && Date.now() - asked < 500) return;
      if (asked) process.exit(130);
      asked = Date.now();
      const code = exitCode();
      await endWork();
      process.exit(code);
    });
  }
}
