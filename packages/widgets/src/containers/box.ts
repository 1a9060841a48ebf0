import type { LayoutOptions } from "../model/layout.js";
import {
  make,
  type Options,
  type View,
  type ViewProperties,
  viewKind,
  type Widget,
} from "../model/widget.js";

/** Properties of widgets that hold others. */
export interface BoxProperties extends ViewProperties {
  /** What it holds, in order. */
  children: readonly View[];
  /** The theme's colours for a meaning. */
  boxStyle: "success" | "info" | "warning" | "danger" | "";
}

export type Box = Widget<BoxProperties>;

/** What boxes have when nothing is said. */
export const empty: Pick<BoxProperties, "children" | "boxStyle"> = { children: [], boxStyle: "" };

/** What may be said when a box is made. */
export type BoxOptions<P extends BoxProperties = BoxProperties> = Omit<
  Options<P>,
  "children" | "label"
>;

const hboxKind = viewKind<BoxProperties>({ name: "HBox", defaults: empty });
const vboxKind = viewKind<BoxProperties>({ name: "VBox", defaults: empty });
const gridKind = viewKind<BoxProperties>({ name: "GridBox", defaults: empty });

/**
 * Widgets side by side.
 *
 * @example
 * hbox([button("Start"), button("Stop")]);
 */
export function hbox(children: readonly View[] = [], options: BoxOptions = {}): Box {
  return make(hboxKind, { children, ...options });
}

/** Widgets one below the other. */
export function vbox(children: readonly View[] = [], options: BoxOptions = {}): Box {
  return make(vboxKind, { children, ...options });
}

/**
 * Widgets in rows and columns of equal width; `columns` says how many. Whatever else CSS grids can
 * do is said by `layout`.
 *
 * @example
 * grid([label("a"), label("b"), label("c"), label("d")], { columns: 2 });
 */
export function grid(
  children: readonly View[] = [],
  { columns, layout, ...options }: BoxOptions & { readonly columns?: number } = {},
): Box {
  const placed: LayoutOptions = {
    ...(columns !== undefined && { gridTemplateColumns: `repeat(${columns}, 1fr)` }),
    ...layout,
  };
  return make(gridKind, { children, layout: placed, ...options });
}
