interface Identified {
  readonly id: number;
}

/** That two of these have one id, and the cure; undefined when each has its own. */
export function repeatedId(what: string, all: readonly Identified[]): string | undefined {
  const seen = new Set<number>();
  for (const { id } of all) {
    if (seen.has(id))
      return `${what} must have ids of their own, got ${id} twice; number them anew`;
    seen.add(id);
  }
  return undefined;
}

/** That one of the ids is of none of those there are; undefined when each is of one. */
export function strangeId(
  what: string,
  { ids, among }: { ids: readonly number[]; among: readonly Identified[] },
): string | undefined {
  const known = new Set(among.map(({ id }) => id));
  const at = ids.findIndex((id) => !known.has(id));
  if (at < 0) return undefined;
  return `number ${at} is of the ${what} ${ids[at]}, which is none of the ${known.size} there are`;
}
