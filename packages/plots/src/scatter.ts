import { type AxesOptions, axesLayout } from "./axis.js";
import { type ClassLabels, classLabels } from "./class-labels.js";
import { type Figure, figure, type Trace } from "./figure.js";
import { colorOf, symbolOf } from "./palette.js";

/** A point in the plane, `[x, y]`. */
export type Point = readonly number[];

/** How to draw points. */
export interface ScatterOptions extends AxesOptions {
  /** The class of each point, which colours it. */
  labels?: ArrayLike<number>;
  classes?: readonly string[];
  /** What is shown when the mouse is over a point. */
  hover?: readonly string[];
}

/**
 * Points in the plane, in one colour and shape for each class.
 *
 * @example
 * scatter([[0, 0], [1, 2], [2, 1]], { labels: [0, 1, 1], classes: ["owl", "lark"] })
 * @throws RangeError when there are more or fewer labels than points.
 */
export function scatter(
  points: readonly Point[],
  { labels, classes, hover, ...frame }: ScatterOptions = {},
): Figure {
  const data = labels
    ? pointTraces(points, { labels, naming: classLabels(labels, classes), hover })
    : [pointTrace(points, { name: "", index: 0, hover })];
  const layout = { ...axesLayout(frame), showlegend: data.length > 1 };
  const counts = data.map(({ name, x }) => `  ${x?.length} × ${name || "point"}`);
  return figure(data, layout, { text: [frame.title ?? "Points", ...counts].join("\n") });
}

/** One trace for each class that has points. */
export function pointTraces(
  points: readonly Point[],
  {
    labels,
    naming,
    hover,
  }: { labels: ArrayLike<number>; naming: ClassLabels; hover?: readonly string[] | undefined },
): Trace[] {
  if (labels.length !== points.length) {
    throw new RangeError(
      `Cannot colour the points: it needs one label for each of ${points.length} points, ` +
        `got ${labels.length}`,
    );
  }
  return naming.names.flatMap((name, index) => {
    const own = points.map((_, i) => i).filter((i) => naming.indexOf(labels[i]!) === index);
    const texts = hover && own.map((i) => hover[i] ?? "");
    const part = own.map((i) => points[i]!);
    return own.length === 0 ? [] : [pointTrace(part, { name, index, hover: texts })];
  });
}

function pointTrace(
  points: readonly Point[],
  { name, index, hover }: { name: string; index: number; hover: readonly string[] | undefined },
): Trace {
  return {
    type: "scatter",
    mode: "markers",
    name,
    x: points.map((p) => p[0]!),
    y: points.map((p) => p[1]!),
    ...(hover ? { text: hover } : {}),
    marker: {
      color: colorOf(index),
      symbol: symbolOf(index),
      size: 7,
      line: { color: "white", width: 0.5 },
    },
  };
}
