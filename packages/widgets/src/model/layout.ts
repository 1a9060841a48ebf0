import { base, type Kind } from "./kind.js";
import { Model } from "./model.js";

type Css = string | null;

/** Where a widget stands and how big it is: CSS values as text; null leaves it to the theme. */
export interface LayoutProperties {
  alignContent: Css;
  alignItems: Css;
  alignSelf: Css;
  borderTop: Css;
  borderRight: Css;
  borderBottom: Css;
  borderLeft: Css;
  bottom: Css;
  display: Css;
  flex: Css;
  flexFlow: Css;
  gridArea: Css;
  gridAutoColumns: Css;
  gridAutoFlow: Css;
  gridAutoRows: Css;
  gridColumn: Css;
  gridGap: Css;
  gridRow: Css;
  gridTemplateAreas: Css;
  gridTemplateColumns: Css;
  gridTemplateRows: Css;
  height: Css;
  justifyContent: Css;
  justifyItems: Css;
  left: Css;
  margin: Css;
  maxHeight: Css;
  maxWidth: Css;
  minHeight: Css;
  minWidth: Css;
  objectFit: Css;
  objectPosition: Css;
  order: Css;
  overflow: Css;
  padding: Css;
  right: Css;
  top: Css;
  visibility: Css;
  width: Css;
}

/** The layout of a widget, which may be changed at any time. */
export type Layout = Model<LayoutProperties> & LayoutProperties;

/** A layout as it is given: what is left out stays as it is. */
export type LayoutOptions = Partial<LayoutProperties>;

const names: readonly (keyof LayoutProperties)[] = [
  ...(["alignContent", "alignItems", "alignSelf", "borderTop", "borderRight"] as const),
  ...(["borderBottom", "borderLeft", "bottom", "display", "flex", "flexFlow"] as const),
  ...(["gridArea", "gridAutoColumns", "gridAutoFlow", "gridAutoRows", "gridColumn"] as const),
  ...(["gridGap", "gridRow", "gridTemplateAreas", "gridTemplateColumns"] as const),
  ...(["gridTemplateRows", "height", "justifyContent", "justifyItems", "left"] as const),
  ...(["margin", "maxHeight", "maxWidth", "minHeight", "minWidth", "objectFit"] as const),
  ...(["objectPosition", "order", "overflow", "padding", "right", "top"] as const),
  ...(["visibility", "width"] as const),
];

const kind: Kind<LayoutProperties> = {
  name: "Layout",
  module: base,
  view: "LayoutView",
  defaults: Object.fromEntries(names.map((name) => [name, null])) as unknown as LayoutProperties,
};

/** Makes a layout of its own for one widget. */
export function layout(options: LayoutOptions = {}): Layout {
  return new Model(kind, options) as Layout;
}
