let last: Promise<unknown> = Promise.resolve();

/** Does one work after the other, in the order of the calls: steps may share variables. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work);
  last = done.catch(() => {});
  return done;
}
