/**
 * Runs work that Ctrl-C and the kernel's interrupt end early by its signal; gives whether they did.
 */
export async function interruptible(
  work: (signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const abort = new AbortController();
  const interrupt = () => abort.abort();
  // A listener added while `vm` runs a cell with `breakOnSigint`, as tslab does, is lost after it.
  await new Promise(setImmediate);
  process.on("SIGINT", interrupt);
  try {
    await work(abort.signal);
  } finally {
    process.off("SIGINT", interrupt);
  }
  return abort.signal.aborted;
}
