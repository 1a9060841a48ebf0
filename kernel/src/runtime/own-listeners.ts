type Listener = (...values: never[]) => void;

const own: (readonly [event: string, listener: Listener])[] = [];
let removeAll: typeof process.removeAllListeners | undefined;

/**
 * Listens to an event of `process` for the kernel itself: `process.removeAllListeners()` of the
 * user's code does not end that.
 */
export function listen(event: string, listener: Listener): void {
  own.push([event, listener]);
  process.on(event, listener as () => void);
  removeAll ??= keepOwn(process.removeAllListeners);
  process.removeAllListeners = removeAll;
}

function keepOwn(original: typeof process.removeAllListeners): typeof process.removeAllListeners {
  return function removeAllListeners(this: NodeJS.Process, ...events) {
    original.apply(this, events);
    for (const [event, listener] of own) {
      if (!process.listeners(event as never).includes(listener as never)) {
        process.on(event, listener as () => void);
      }
    }
    return this;
  };
}
