/**
 * Lets what a callback of `queueMicrotask` throws find its cell: before Node 24 nothing tells to
 * whom such an error belongs.
 */
export function keepMicrotaskErrors(): void {
  const original = globalThis.queueMicrotask;
  globalThis.queueMicrotask = function queueMicrotask(callback) {
    if (typeof callback !== "function") return original(callback);
    original(() => {
      try {
        callback();
      } catch (error) {
        process.nextTick(() => {
          throw error;
        });
      }
    });
  };
}
