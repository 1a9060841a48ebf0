import { type AxesOptions, axesLayout } from "./axis.js";
import { type ClassLabels, classLabels } from "./class-labels.js";
import { type Figure, type FigureExtras, figure, type Trace } from "./figure.js";
import { ask, evenly, type Grid, type PlaneFunction, withGrid } from "./grid.js";
import { colorOf } from "./palette.js";
import { type Point, pointTraces } from "./scatter.js";

/** Decides on many points at once: a class, or a score, for each. */
export type PlanePredictor = PlaneFunction;

/** How to draw what a classifier makes of the plane. */
export interface BoundaryOptions extends AxesOptions {
  /** The true class of each point, which colours it. */
  labels: ArrayLike<number>;
  classes?: readonly string[];
  /** Grid points along each axis. */
  resolution?: number;
  /**
   * Where the line runs between scores, when the predictor gives scores rather than classes: 0.5
   * if some answer is not a whole number. With a level, whole answers are scores too.
   */
  level?: number;
}

/** Classes or scores over the plane, with the points on top. */
export interface Boundary extends Figure, Grid {}

/**
 * Asks a classifier about a grid around `points` and colours the plane by its answers.
 *
 * @example const neuron = perceptron({ inputs: 2 });
 * neuron.learn([1, 1], 1);
 * boundary((grid) => grid.map((p) => neuron.predict(p)), [[1, 1], [-1, -1]], { labels: [1, 0] })
 * @throws RangeError when the predictor does not answer once for each point.
 */
export function boundary(
  predict: PlanePredictor,
  points: readonly Point[],
  { labels, classes, resolution = 100, level, ...frame }: BoundaryOptions,
): Boundary {
  const x = positions(points, { axis: 0, resolution });
  const y = positions(points, { axis: 1, resolution });
  const { z } = ask(predict, { x, y, drawing: "boundary" });
  const values = z.flat();
  const scores = level !== undefined || values.some((v) => !Number.isInteger(v));
  const naming = classLabels(scores ? labels : [...Array.from(labels), ...values], classes);
  const plane = scores ? scorePlane({ x, y, z }, level ?? 0.5) : classPlane({ x, y, z }, naming);
  const data = [...plane, ...pointTraces(points, { labels, naming })];
  const text: FigureExtras = {
    text: `${frame.title ?? "Decision boundary"}: ${points.length} points`,
  };
  const layout = { ...axesLayout(frame), height: 440, width: 560, showlegend: true };
  return withGrid(figure(data, layout, text), { x, y, z });
}

/** Evenly from a twelfth below the smallest to a twelfth above the largest coordinate. */
function positions(
  points: readonly Point[],
  { axis, resolution }: { axis: 0 | 1; resolution: number },
): number[] {
  const along = points.map((p) => p[axis]!);
  const low = Math.min(...along);
  const high = Math.max(...along);
  const margin = (high - low || 1) / 12;
  return evenly([low - margin, high + margin], resolution);
}

/** Each class in its own colour; the numbers drawn are the indices of the names. */
function classPlane({ x, y, z }: Grid, naming: ClassLabels): Trace[] {
  const count = naming.names.length;
  const colorscale = naming.names.flatMap((_, i) => [
    [i / count, colorOf(i)],
    [(i + 1) / count, colorOf(i)],
  ]);
  return [
    {
      type: "heatmap",
      x,
      y,
      z: z.map((row) => row.map(naming.indexOf)),
      zmin: -0.5,
      zmax: count - 0.5,
      colorscale,
      opacity: 0.3,
      showscale: false,
      hoverinfo: "skip",
    },
  ];
}

/** Scores as a surface from the first class's colour to the second's, with a line at `level`. */
function scorePlane({ x, y, z }: Grid, level: number): Trace[] {
  const rounded = z.map((row) => row.map((v) => Number(v.toPrecision(3))));
  const reach = Math.max(...z.flat().map((v) => Math.abs(v - level))) || 1;
  const colorscale = [
    [0, colorOf(0)],
    [0.5, "rgba(128,128,128,0.1)"],
    [1, colorOf(1)],
  ];
  return [
    {
      type: "contour",
      x,
      y,
      z: rounded,
      zmin: level - reach,
      zmax: level + reach,
      colorscale,
      contours: { start: level, end: level, size: 1, coloring: "heatmap" },
      line: { color: "#888", width: 2 },
      opacity: 0.8,
      showscale: false,
      hoverinfo: "skip",
    },
  ];
}
