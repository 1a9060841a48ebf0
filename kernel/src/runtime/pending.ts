const pending = new Map<number, Set<Promise<void>>>();

/** From now on the cell does not end before `work` has. */
export function holdUp(cell: number, work: Promise<void>): void {
  const works = pending.get(cell) ?? new Set();
  pending.set(cell, works.add(work));
  const done = (): void => {
    works.delete(work);
    if (works.size === 0) pending.delete(cell);
  };
  work.then(done, done);
}

/** What a cell waits for, if anything. */
export function heldUp(cell: number): Promise<unknown> | undefined {
  const works = pending.get(cell);
  return works && Promise.allSettled(works);
}
