/** The faint lines of an axis, readable on light and on dark paper. */
const gridcolor = "rgba(128,128,128,0.25)";

/** Layout of one axis with a title, and whatever else Plotly knows. */
export function axis(title: string | undefined, rest: Record<string, unknown> = {}): object {
  const titled = title === undefined ? {} : { title: { text: title, standoff: 8 } };
  const numbers = { exponentformat: "power" };
  return { ...titled, ...numbers, gridcolor, zerolinecolor: gridcolor, automargin: true, ...rest };
}

/** What the axes and the frame of a figure may be told. */
export interface AxesOptions {
  title?: string;
  xTitle?: string;
  yTitle?: string;
  width?: number;
  height?: number;
}

/** Those fields of `options` as Plotly's layout. */
export function axesLayout({ title, xTitle, yTitle, width, height }: AxesOptions): {
  [key: string]: unknown;
} {
  return {
    ...(title === undefined ? {} : { title: { text: title } }),
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    xaxis: axis(xTitle),
    yaxis: axis(yTitle),
  };
}
