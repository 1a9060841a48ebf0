import { axis } from "./axis.js";
import { type ConfusedExample, cellPictures } from "./cell-pictures.js";
import { type Figure, figure, type Layout, type Trace } from "./figure.js";

/** One kind of mistake. */
export interface Confusion {
  readonly actual: string;
  readonly predicted: string;
  readonly count: number;
}

/** How often each true class (row) was taken for each class (column). */
export interface ConfusionMatrix extends Figure {
  readonly classes: readonly string[];
  readonly counts: readonly (readonly number[])[];
  /** The share of all examples on the diagonal. */
  readonly accuracy: number;
  /** The most frequent mistakes, the worst first. */
  mostConfused(n?: number): Confusion[];
}

/** How to draw counts of confusions. */
export interface ConfusionMatrixOptions {
  classes: readonly string[];
  title?: string;
  /** Examples that JupyterLab shows while the mouse is over their cell. */
  examples?: readonly ConfusedExample[];
  /** Of the examples: height, width, and 1 channel (grey) or 3 (RGB). */
  shape?: readonly number[];
}

/**
 * Draws counts of true against predicted classes, coloured by their share of the true class.
 *
 * @example
 * confusionMatrix([[9, 1], [2, 8]], { classes: ["cat", "dog"] }).accuracy; // 0.85
 * @throws RangeError unless there is one row and one column for each class.
 */
export function confusionMatrix(
  counts: readonly (readonly number[])[],
  { classes, title = "Confusion matrix", examples = [], shape = [] }: ConfusionMatrixOptions,
): ConfusionMatrix {
  const size = classes.length;
  const wrong = counts.find((row) => row.length !== size);
  if (counts.length !== size || wrong) {
    throw new RangeError(
      `Cannot draw the confusion matrix: ${size} classes need ${size} rows of ${size} counts, ` +
        `got ${counts.length} rows${wrong ? ` and one of ${wrong.length}` : ""}`,
    );
  }
  const accuracy = share(sum(counts.map((row, i) => row[i]!)), sum(counts.map(sum)));
  const mistakes = mistakesOf(counts, classes);
  const percent = `${(100 * accuracy).toFixed(1)} %`;
  const pictures =
    examples.length > 0 ? { customdata: cellPictures(examples, { shape, counts }) } : {};
  const cells = { ...trace(counts, classes), ...pictures };
  const drawn = figure([cells], layout(classes, `${title}: ${percent} correct`), {
    text: matrixText(counts, { classes, title: `${title}: ${percent} correct` }),
  });
  const mostConfused = (n = 5) => mistakes.slice(0, n);
  return Object.assign(drawn, { classes, counts, accuracy, mostConfused });
}

function mistakesOf(
  counts: readonly (readonly number[])[],
  classes: readonly string[],
): Confusion[] {
  return classes
    .flatMap((actual, i) =>
      classes.map((predicted, j) => ({ actual, predicted, count: i === j ? 0 : counts[i]![j]! })),
    )
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

function trace(counts: readonly (readonly number[])[], classes: readonly string[]): Trace {
  return {
    type: "heatmap",
    x: classes,
    y: classes,
    z: counts.map((row) => row.map((n) => Number(share(n, sum(row)).toFixed(4)))),
    text: counts.map((row) => row.map(String)),
    texttemplate: "%{text}",
    hovertemplate: "%{y} taken for %{x}: %{text} (%{z:.1%})<extra></extra>",
    colorscale: [
      [0, "#f4f8fb"],
      [0.1, "#cfe1ef"],
      [0.5, "#4f9bc9"],
      [1, "#00456e"],
    ],
    zmin: 0,
    zmax: 1,
    xgap: 1,
    ygap: 1,
    colorbar: {
      title: { text: "of true class" },
      tickformat: ".0%",
      outlinewidth: 0,
      thickness: 12,
    },
  };
}

function layout(classes: readonly string[], title: string): Layout {
  const side = Math.min(900, Math.max(280, 44 * classes.length));
  const plain = { type: "category", showgrid: false, constrain: "domain" };
  return {
    title: { text: title },
    width: side + 220,
    height: side + 120,
    xaxis: axis("predicted", { ...plain, tickangle: classes.length > 3 ? -45 : 0 }),
    yaxis: axis("true", { ...plain, autorange: "reversed" }),
  };
}

function matrixText(
  counts: readonly (readonly number[])[],
  { classes, title }: { classes: readonly string[]; title: string },
): string {
  const nameWidth = Math.max(...classes.map((name) => name.length));
  const width = Math.max(...counts.flat().map((n) => String(n).length)) + 1;
  const rows = counts.map((row, i) => {
    const cells = row.map((n) => String(n).padStart(width)).join("");
    return `  ${classes[i]!.padEnd(nameWidth)} ${cells}`;
  });
  return [title, ...rows].join("\n");
}

function sum(values: readonly number[]): number {
  return values.reduce((total, v) => total + v, 0);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
