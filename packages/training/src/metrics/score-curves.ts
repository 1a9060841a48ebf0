import { type Figure, figure, line, type Trace } from "@rosenblatt/plots";
import { scoreTitle } from "./score-title.js";

/** One class's curve, and its score. */
interface ScoredCurve {
  readonly name: string;
  readonly score: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

interface ScoreCurvesOptions {
  readonly title: string;
  /** The mean score of all curves, and what it is called. */
  readonly score: number;
  readonly scoreName: string;
  readonly xTitle: string;
  readonly yTitle: string;
  /** Of each curve's line. */
  readonly shape?: "linear" | "vh";
  /** What is drawn beside the curves. */
  readonly beside?: readonly Trace[];
}

/** Curves under a title with their mean score; those without a score only stand in the text. */
export function scoreCurves(
  curves: readonly ScoredCurve[],
  { title, score, scoreName, xTitle, yTitle, shape = "linear", beside = [] }: ScoreCurvesOptions,
): Figure {
  const head = scoreTitle(title, { score, name: scoreName });
  const known = curves.filter((curve) => !Number.isNaN(curve.score));
  const series = known.map(({ name, score: own, x, y }) => [
    curves.length === 1 ? "model" : `${name}, ${own.toFixed(3)}`,
    { x, y },
  ]);
  // As high as the legend needs to be whole.
  const size = { width: 520, height: Math.max(400, 150 + 24 * (known.length + beside.length)) };
  const drawn = line(Object.fromEntries(series), { title: head, xTitle, yTitle, ...size });
  const data = drawn.data.map((trace) => ({
    ...trace,
    line: { ...(trace.line as object), shape },
  }));
  const each = curves.map(({ name, score: own }) => `  ${name}: ${own.toFixed(4)}`);
  const layout = beside.length > 0 ? { ...drawn.layout, showlegend: true } : drawn.layout;
  return figure([...data, ...beside], layout, { text: [head, ...each].join("\n") });
}
