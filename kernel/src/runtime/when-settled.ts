interface Callbacks {
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** Makes objects that are no promises, where `then` would make a promise. */
class Nothing {
  static get [Symbol.species](): typeof Nothing {
    return Nothing;
  }

  constructor(start: (resolve: () => void, reject: () => void) => void) {
    const ignore = (): void => undefined;
    start(ignore, ignore);
  }
}

/**
 * Calls back when a cell's promise is settled. V8's debugger, which looks for those who will catch
 * an error at the moment when it is thrown, does not find this one: it follows promises only. So an
 * error that ends a cell is an uncaught one to it. What called back has lost its asynchronous
 * context.
 */
export function whenSettled(work: Promise<void>, { done, failed }: Callbacks): void {
  Object.defineProperty(work, "constructor", { value: Nothing });
  void work.then(done, failed);
}
