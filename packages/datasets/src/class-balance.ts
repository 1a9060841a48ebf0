import { type Figure, figure } from "@rosenblatt/plots";

/** How many examples, or pixels, each class has; draws itself as bars. */
export interface ClassBalance extends Figure {
  readonly classes: readonly string[];
  readonly counts: readonly number[];
  /**
   * What to multiply the loss of each class by so that all count the same, and the mean over the
   * examples stays 1: n / (k · count) for n examples of k classes; 0 for a class without examples.
   * Source: G. King, L. Zeng, Logistic regression in rare events data, Political Analysis 9, 2001.
   */
  readonly weights: readonly number[];
}

/** @throws RangeError where there are no classes. */
export function classBalance({
  labels,
  classes,
}: {
  labels: Int32Array | Float32Array;
  classes: readonly string[];
}): ClassBalance {
  if (classes.length === 0) {
    throw new RangeError(
      "Cannot count examples by class: they have numbers instead of classes; see show()",
    );
  }
  const counts = new Array<number>(classes.length).fill(0);
  for (const label of labels) {
    if (label in counts) counts[label]! += 1;
  }
  const all = counts.reduce((sum, count) => sum + count, 0);
  const present = counts.filter((count) => count > 0).length;
  const weights = counts.map((count) => (count > 0 ? all / (present * count) : 0));
  return Object.assign(drawn({ classes, counts, weights }), { classes, counts, weights });
}

function drawn({ classes, counts, weights }: Pick<ClassBalance, "classes" | "counts" | "weights">) {
  const texts = weights.map((weight) => `weight ${weight.toFixed(3)}`);
  const layout = {
    height: 300,
    showlegend: false,
    bargap: 0.4,
    xaxis: { type: "category", automargin: true },
    yaxis: {
      title: { text: "examples" },
      rangemode: "tozero",
      gridcolor: "rgba(128,128,128,0.25)",
    },
  };
  const bars = { type: "bar", name: "examples", x: classes, y: counts, hovertext: texts };
  const width = Math.max(...classes.map((name) => name.length));
  const lines = classes.map((name, i) => `  ${name.padEnd(width)} ${counts[i]}  (${texts[i]})`);
  return figure([{ ...bars, marker: { color: "#1F83C4" } }], layout, {
    text: ["Examples of each class", ...lines].join("\n"),
  });
}
