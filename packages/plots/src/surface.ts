import { type AxesOptions, axesLayout, axis } from "./axis.js";
import { type Figure, figure, type Trace } from "./figure.js";
import { ask, evenly, type Grid, type PlaneFunction, withGrid } from "./grid.js";
import { numberText } from "./number-text.js";

/** How to draw a function of two numbers. */
export interface SurfaceOptions extends AxesOptions {
  /** Where the plane begins and ends. */
  x: readonly [from: number, to: number];
  y: readonly [from: number, to: number];
  /** Grid points along each axis. */
  resolution?: number;
  /** `log` draws contours at even factors; heights must be above 0 then. */
  zScale?: "linear" | "log";
  zTitle?: string;
}

/** Heights over the plane, drawn as a map with contours. */
export interface Surface extends Figure, Grid {}

/**
 * A map of a function of two numbers, such as a loss of two weights, with its contours.
 *
 * @example surface((grid) => grid.map(([w, b]) => w * w + b * b), { x: [-1, 1], y: [0, 2] })
 * @throws RangeError when the function does not answer once for each point.
 */
export function surface(
  height: PlaneFunction,
  { x, y, resolution = 50, zScale = "linear", zTitle, ...frame }: SurfaceOptions,
): Surface {
  const places = { x: evenly(x, resolution), y: evenly(y, resolution) };
  const grid = ask(height, { ...places, drawing: "surface" });
  const heights = grid.z.flat();
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const layout = {
    ...axesLayout({ width: 640, height: 480, ...frame }),
    xaxis: axis(frame.xTitle, { range: x, showgrid: false, zeroline: false }),
    yaxis: axis(frame.yTitle, { range: y, showgrid: false, zeroline: false }),
  };
  const text = `${frame.title ?? "Surface"}: from ${numberText(low)} to ${numberText(high)}`;
  return withGrid(figure([map(grid, { zScale, zTitle })], layout, { text }), grid);
}

/** Valleys dark on light paper, light on dark paper, and hills bare; grey, for coloured paths. */
const colorscale = [
  [0, "rgba(110,130,155,0.85)"],
  [0.25, "rgba(110,130,155,0.5)"],
  [1, "rgba(110,130,155,0.04)"],
];

function map(
  { x, y, z }: Grid,
  { zScale, zTitle = "" }: { zScale: "linear" | "log"; zTitle: string | undefined },
): Trace {
  const drawn = zScale === "log" ? z.map((row) => row.map(Math.log10)) : z;
  return {
    type: "contour",
    x,
    y,
    z: drawn.map((row) => row.map((value) => Number(value.toPrecision(4)))),
    ...(zScale === "log" ? { text: z.map((row) => row.map(numberText)) } : {}),
    hovertemplate: `(%{x:.3g}, %{y:.3g}): %{${zScale === "log" ? "text" : "z"}}<extra></extra>`,
    ncontours: 24,
    contours: { coloring: "heatmap" },
    colorscale,
    line: { color: "rgba(128,128,128,0.45)", width: 1 },
    colorbar: {
      title: { text: zTitle, side: "right" },
      outlinewidth: 0,
      thickness: 12,
      ...(zScale === "log" ? powers(drawn.flat()) : {}),
    },
  };
}

/** Ticks at powers of ten, and between them when they are few. */
function powers(logarithms: readonly number[]): { tickvals: number[]; ticktext: string[] } {
  const [low, high] = [Math.min(...logarithms), Math.max(...logarithms)];
  const step = high - low > 6 ? 2 : high - low > 2 ? 1 : 0.5;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  const tickvals = Array.from({ length: count }, (_, i) => (first + i) * step);
  return {
    tickvals,
    ticktext: tickvals.map((value) => numberText(Number((10 ** value).toPrecision(2)))),
  };
}
