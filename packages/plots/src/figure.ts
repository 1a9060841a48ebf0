import { type Bundle, plotlyMime, pngMime } from "./bundle.js";
import { type Displayable, displayable } from "./displayable.js";
import { base64 } from "./picture.js";
import { hasStill, still } from "./still/still.js";

/** Numbers along an axis; null is a gap. */
export type Numbers = readonly (number | null)[];

/** One trace of a Plotly figure: the fields that this package writes, and any other. */
export interface Trace {
  readonly type: string;
  readonly name?: string;
  readonly x?: Numbers | readonly string[];
  readonly y?: Numbers | readonly string[];
  readonly z?: readonly Numbers[];
  readonly [key: string]: unknown;
}

/** The layout of a Plotly figure. */
export interface Layout {
  readonly width?: number;
  readonly height?: number;
  readonly [key: string]: unknown;
}

/** A Plotly figure as plain JSON values, which shows itself. */
export interface Figure extends Displayable {
  readonly data: readonly Trace[];
  readonly layout: Layout;
}

/** What a figure may carry beside its numbers. */
export interface FigureExtras {
  /** What a terminal shows. */
  readonly text?: string;
  /** What a client without Plotly shows. */
  readonly html?: string;
}

/**
 * A figure of any Plotly traces and layout; this package's defaults fill what is left out.
 *
 * @example
 * figure([{ type: "bar", x: ["cat", "dog"], y: [3, 5] }], { title: { text: "Pets" } })
 */
export function figure(
  data: readonly Trace[],
  layout: Layout = {},
  { text = `Figure with ${data.length} traces`, html }: FigureExtras = {},
): Figure {
  const extras = html === undefined ? { text } : { text, html };
  return displayable({ data, layout: { ...defaults, ...layout } }, (value) =>
    figureBundle(value, extras),
  );
}

/**
 * The formats of a figure, without the logo of Plotly's maker. Its picture, for clients without
 * Plotly, is drawn when it is asked for.
 */
export function figureBundle(
  { data, layout, frames }: Pick<Figure, "data" | "layout"> & { frames?: readonly object[] },
  { text = "Figure", html }: FigureExtras = {},
): Bundle {
  const bundle = {
    [plotlyMime]: {
      data,
      layout,
      ...(frames === undefined ? {} : { frames }),
      config: { displaylogo: false },
    },
    ...(html === undefined ? {} : { "text/html": html }),
    "text/plain": text,
  };
  return withStill(bundle, { data, layout });
}

/** No template and no colours of paper and font: the page's own theme supplies them. */
const defaults: Layout = {
  width: 640,
  height: 360,
  margin: { l: 56, r: 16, t: 40, b: 48 },
  paper_bgcolor: "rgba(0,0,0,0)",
  plot_bgcolor: "rgba(0,0,0,0)",
  hovermode: "closest",
};

/** A picture that cannot be drawn must not keep the figure from being shown. */
function withStill(bundle: Bundle, { data, layout }: Pick<Figure, "data" | "layout">): Bundle {
  if (!hasStill(data, layout)) return bundle;
  let drawn: string | undefined;
  return Object.defineProperty(bundle, pngMime, {
    enumerable: true,
    get: () => {
      try {
        drawn ??= base64(still(data, layout));
      } catch {
        return undefined;
      }
      return drawn;
    },
  });
}
