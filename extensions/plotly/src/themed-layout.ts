import type { Layout } from "plotly.js-dist-min";
import type { ThemeColors } from "./theme-colors.js";

/**
 * A figure's layout for a page in these colours, filling the element that it is drawn in.
 * What the figure says itself stays; the theme takes precedence over its template only. Zoom and
 * other work of the reader's hands outlast an update unless the figure has its own `uirevision`.
 */
export function themedLayout(layout: Partial<Layout>, colors: ThemeColors): Partial<Layout> {
  const { width: _width, height: _height, template, ...own } = layout;
  return {
    uirevision: "kept",
    ...own,
    autosize: true,
    template: { ...template, layout: merged(template?.layout ?? {}, themeLayout(colors)) },
  };
}

function themeLayout({ font, fontFamily, mutedFont, grid, line, raised, accent }: ThemeColors) {
  const clear = "rgba(0,0,0,0)";
  const axis = { gridcolor: grid, linecolor: line, zerolinecolor: line, tickcolor: line };
  const wall = { ...axis, backgroundcolor: clear };
  return {
    paper_bgcolor: clear,
    plot_bgcolor: clear,
    font: { color: font, family: fontFamily },
    xaxis: axis,
    yaxis: axis,
    scene: { xaxis: wall, yaxis: wall, zaxis: wall },
    legend: { bgcolor: clear },
    hoverlabel: { bgcolor: raised, bordercolor: line, font: { color: font, family: fontFamily } },
    modebar: { bgcolor: clear, color: mutedFont, activecolor: accent },
  };
}

type Tree = { readonly [key: string]: unknown };

/** `over` laid upon `base`, object by object. */
function merged(base: Tree, over: Tree): Tree {
  const entries = Object.entries(over).map(([key, value]) => {
    const below = base[key];
    return [key, isTree(value) && isTree(below) ? merged(below, value) : value];
  });
  return { ...base, ...Object.fromEntries(entries) };
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
