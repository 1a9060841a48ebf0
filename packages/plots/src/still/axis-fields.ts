import type { Layout } from "../figure.js";

export type Direction = "x" | "y";

/** What Plotly's layout may say of an axis, as far as a still knows it. */
export interface AxisFields {
  readonly title?: string | { readonly text?: string };
  readonly type?: string;
  readonly range?: readonly unknown[];
  readonly autorange?: boolean | "reversed";
  readonly rangemode?: string;
  readonly categoryarray?: readonly string[];
  readonly domain?: readonly [from: number, to: number];
  readonly matches?: string;
  readonly scaleanchor?: string;
  readonly dtick?: number;
  readonly nticks?: number;
  readonly tickvals?: readonly unknown[];
  readonly ticktext?: readonly string[];
  readonly tickformat?: string;
  readonly tickangle?: number;
  readonly ticksuffix?: string;
  readonly showticklabels?: boolean;
  readonly showgrid?: boolean;
  readonly zeroline?: boolean;
  readonly visible?: boolean;
}

/** The fields of the axis `x`, `y2`, … in a layout. */
export function axisOf(layout: Layout, id: string): AxisFields {
  return (layout[`${id[0]}axis${id.slice(1)}`] ?? {}) as AxisFields;
}

/** The text of a title, however it is given. */
export function titleText(title: string | { readonly text?: string } | undefined): string {
  return (typeof title === "string" ? title : title?.text) ?? "";
}
