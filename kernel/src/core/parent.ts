/** Milliseconds between two looks at whether the parent is still there. */
const interval = 1000;

/**
 * Ends the process when the server that started it is gone, however that came; calls `before` then.
 */
export function followParent(before: () => void): void {
  if (process.env.JPY_PARENT_PID === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid === parent) return;
    before();
    process.kill(process.pid, "SIGKILL");
  }, interval).unref();
}
