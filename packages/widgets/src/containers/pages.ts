import { make, type View, viewKind, type Widget } from "../model/widget.js";
import { type BoxOptions, type BoxProperties, empty } from "./box.js";

/** Properties of widgets that show one of several others at a time. */
export interface PagesProperties extends BoxProperties {
  /** The pages' titles; missing ones are empty. */
  titles: readonly string[];
  /** Which page is open, from 0; null for none. */
  selectedIndex: number | null;
}

export type Pages = Widget<PagesProperties>;

const defaults = { ...empty, titles: [], selectedIndex: null };

const tabsKind = viewKind<PagesProperties>({
  name: "Tab",
  defaults,
  settle: (change, state) => settlePages(change, { state, first: 0 }),
});
const accordionKind = viewKind<PagesProperties>({ name: "Accordion", defaults, settle: closable });
const stackKind = viewKind<PagesProperties>({ name: "Stack", defaults, settle: closable });

/** The pages of a container: by their titles, or without. */
type Contents = Readonly<Record<string, View>> | readonly View[];

/**
 * Pages behind tabs, the first one in front.
 *
 * @example
 * const pages = tabs({ Model: label("LeNet"), Data: label("MNIST") });
 * pages.on("change:selectedIndex", (index) => console.log(index));
 */
export function tabs(contents: Contents, options: BoxOptions<PagesProperties> = {}): Pages {
  return make(tabsKind, { ...pagesOf(contents), ...options });
}

/** Pages below their titles, all closed unless `selectedIndex` opens one. */
export function accordion(contents: Contents, options: BoxOptions<PagesProperties> = {}): Pages {
  return make(accordionKind, { ...pagesOf(contents), ...options });
}

/** Pages of which only the one that `selectedIndex` names is seen. */
export function stack(contents: Contents, options: BoxOptions<PagesProperties> = {}): Pages {
  return make(stackKind, { ...pagesOf(contents), ...options });
}

function pagesOf(contents: Contents): Pick<PagesProperties, "children" | "titles"> {
  if (Array.isArray(contents)) return { children: contents, titles: [] };
  return { children: Object.values(contents), titles: Object.keys(contents) };
}

function closable(
  change: Partial<PagesProperties>,
  state: Readonly<PagesProperties>,
): Partial<PagesProperties> {
  return settlePages(change, { state, first: null });
}

function settlePages(
  change: Partial<PagesProperties>,
  { state, first }: { state: Readonly<PagesProperties>; first: 0 | null },
): Partial<PagesProperties> {
  const { children, titles, selectedIndex } = { ...state, ...change };
  const last = children.length - 1;
  const padded = children.map((_, index) => titles[index] ?? "");
  const asked = change.selectedIndex;
  if (asked != null && !(Number.isInteger(asked) && asked >= 0 && asked <= last)) {
    throw new RangeError(`Cannot open a page: expected an index from 0 to ${last}, got ${asked}`);
  }
  const kept = selectedIndex !== null && selectedIndex <= last ? selectedIndex : null;
  const fallback = last >= 0 ? first : null;
  return { ...change, titles: padded, selectedIndex: asked === null ? null : (kept ?? fallback) };
}
