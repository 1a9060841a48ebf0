import { type Animation, animation } from "./animation.js";
import { type Displayable, displayable } from "./displayable.js";
import { figure, figureBundle, type Trace } from "./figure.js";
import { colorOf, symbolOf } from "./palette.js";
import type { Point } from "./scatter.js";
import type { Surface } from "./surface.js";

/** Where something went over a plane, step by step; the first point is where it began. */
export type Path = readonly Point[];

/** How to play paths. */
export interface PathsOptions {
  /** What they go over. */
  over: Surface;
  /** At most so many moments are shown; the first steps, where most happens, one by one. */
  moments?: number;
  /** Milliseconds between moments. */
  interval?: number;
}

/** Paths that grow over a surface; stands at their ends until it is played. */
export interface Paths extends Animation {
  readonly routes: Readonly<Record<string, Path>>;
}

/**
 * Plays paths, such as those of optimizers, over a surface. A path that is shorter than others
 * rests at its end.
 *
 * @example const bowl = surface((grid) => grid.map(([x, y]) => x * x + y * y), { x: [-1, 1], y: [-1, 1] });
 * paths({ plain: [[1, 1], [0.5, 0.5], [0.2, 0.2]] }, { over: bowl })
 * @throws RangeError when there is no path, or an empty one.
 */
export function paths(
  routes: Readonly<Record<string, Path>>,
  { over, moments = 40, interval = 80 }: PathsOptions,
): Paths {
  const lengths = Object.values(routes).map(({ length }) => length);
  if (lengths.length === 0 || lengths.includes(0)) {
    throw new RangeError(
      `Cannot play paths: it needs at least one, each with a point, got lengths [${lengths}]`,
    );
  }
  const steps = shownSteps(Math.max(...lengths) - 1, moments);
  const layout = {
    ...over.layout,
    showlegend: true,
    legend,
    margin: { l: 56, r: 16, t: 80, b: 48 },
  };
  const figures = steps.map((step) => {
    const walked = Object.entries(routes).flatMap(([name, path], index) =>
      pathTraces(path.slice(0, step + 1), { name, index }),
    );
    return figure([...over.data, ...walked], layout);
  });
  const still = figures.length - 1;
  const shown = animation(figures, { labels: steps, prefix: "after step ", interval, still });
  return withRoutes(shown, routes);
}

/** Above the map, where it takes no width. */
const legend = { orientation: "h", x: 0, xanchor: "left", y: 1.01, yanchor: "bottom" };

/** Steps from 0 to the last, whose distance grows. */
function shownSteps(last: number, moments: number): number[] {
  const even = Array.from({ length: moments }, (_, i) => i / Math.max(1, moments - 1));
  return [
    ...new Set(even.map((share, i) => Math.max(Math.min(i, last), Math.round(last * share ** 2)))),
  ];
}

function pathTraces(path: Path, { name, index }: { name: string; index: number }): Trace[] {
  const [color, symbol] = [colorOf(index), symbolOf(index)];
  const rounded = (axis: 0 | 1) => path.map((point) => Number(point[axis]!.toPrecision(4)));
  const [x, y] = [rounded(0), rounded(1)];
  const head = { color, symbol, size: 10, line: { color: "white", width: 1.5 } };
  const common = { type: "scatter", legendgroup: name };
  return [
    { ...common, mode: "lines", name, x, y, line: { color, width: 2.5 } },
    {
      ...common,
      mode: "markers",
      x: x.slice(-1),
      y: y.slice(-1),
      marker: head,
      showlegend: false,
      hoverinfo: "skip",
    },
  ];
}

function withRoutes({ data, layout, frames }: Animation, routes: Paths["routes"]): Paths {
  const ends = Object.entries(routes).map(([name, path]) => {
    return `  ${path.length - 1} steps ${name}`;
  });
  const text = ["Paths", ...ends].join("\n");
  const value = { data, layout, frames, routes };
  return displayable(value, (shown) => figureBundle(shown, { text })) as Paths & Displayable;
}
