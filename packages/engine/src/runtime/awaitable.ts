/** What is there at once, or comes. */
export type Awaitable<T> = T | Promise<T>;

/** Goes on with a value at once when it is there, else when it comes. */
export function when<T, R>(value: Awaitable<T>, next: (value: T) => Awaitable<R>): Awaitable<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Does a work, or what `cure` makes of its error, at once or later. */
export function attempt<T>(
  work: () => Awaitable<T>,
  cure: (error: unknown) => Awaitable<T>,
): Awaitable<T> {
  try {
    const made = work();
    return made instanceof Promise ? made.catch(cure) : made;
  } catch (error) {
    return cure(error);
  }
}
