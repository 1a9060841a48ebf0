import { isCount, isText, listOf, maybe, record } from "./check.js";
import type { Slice } from "./view-axes.js";

/** How one looks at a tensor: the view and the slice that were chosen. */
export interface Look {
  readonly view?: string;
  readonly slice?: Slice;
}

const isLook = record({
  view: maybe(isText),
  slice: maybe(record({ rows: isCount, columns: maybe(isCount), at: listOf(isCount) })),
});

/** A look that was kept over a reload; one that cannot be read begins anew. */
export function keptLook(kept: unknown): Look {
  return isLook(kept) ? (kept as Look) : {};
}
